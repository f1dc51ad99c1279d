"""The numbers of this room and the records behind each."""

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.figures.indicators import Parts, Row, Scope
from kheo.foundation.moments import start_of
from kheo.foundation.units.models import Unit
from kheo.know.dissemination.models import Communicator, Conference, Reach, TrainingTaken

# --- Conferences (counted as facts when they are held) ----------------------------------------


def conferences_behind(scope: Scope, first: int, count: int) -> list[Row]:
    """List the conferences that a figure counts."""
    since, until = _months(scope)
    found = Conference.objects.for_lists().filter(
        unit__path__startswith=scope.unit.path,
        state=Conference.State.HELD,
        starts_at__gte=start_of(since),
        starts_at__lt=start_of(until),
        **scope.breakdown,
    )
    if scope.level:
        found = found.filter(unit__level=scope.level)
    return [
        Row(f"{one.starts_at:%d/%m/%Y}: {one.title} ({one.unit.full_name})", one.get_absolute_url())
        for one in found.order_by("-starts_at", "-pk")[first : first + count]
    ]


def _months(scope: Scope) -> tuple[date, date]:
    """Give the whole months that a scope touches, as facts are counted."""
    last = (scope.until - timedelta(days=1)).replace(day=28) + timedelta(days=4)
    return scope.since.replace(day=1), last.replace(day=1)


# --- Documents of the register ----------------------------------------------------------------


def documents_issued(unit: Unit, since: date, until: date) -> Parts:
    """Count the register's documents by kind and level, in one query."""
    found = _issued(unit, since, until).order_by().values_list("kind", "level")
    return {
        (f"kind={kind}", level): Decimal(number)
        for kind, level, number in found.annotate(number=Count("pk"))
    }


def documents_behind(scope: Scope, first: int, count: int) -> list[Row]:
    """List the public ones of the documents that a figure counts."""
    found = _issued(scope.unit, scope.since, scope.until).public().light()  # type: ignore[attr-defined]
    found = found.filter(**scope.breakdown)
    if scope.level:
        found = found.filter(level=scope.level)
    return [
        Row(f"{one}, {one.issued_on:%d/%m/%Y}: {one.title}", one.get_absolute_url())
        for one in found.order_by("-issued_on", "-pk")[first : first + count]
    ]


def _issued(unit: Unit, since: date, until: date) -> QuerySet[OfficialDocument]:
    return OfficialDocument.objects.standing().filter(
        unit__path__startswith=unit.path, issued_on__gte=since, issued_on__lt=until
    )


# --- Communicators ----------------------------------------------------------------------------


def communicators_counted(unit: Unit, since: date, until: date) -> Parts:
    """Count who is a communicator on the last day of a window, by level."""
    return _by_level(_current(unit, until))


def trained_counted(unit: Unit, since: date, until: date) -> Parts:
    """Count whom of them was trained within the window, by level."""
    return _by_level(_trained(unit, since, until))


def communicators_behind(scope: Scope, first: int, count: int) -> list[Row]:
    """List the communes whose lists add up to a figure: people are named to nobody here."""
    return _communes(_current(scope.unit, scope.until), scope, first, count)


def trained_behind(scope: Scope, first: int, count: int) -> list[Row]:
    """List the communes of those who were trained."""
    return _communes(_trained(scope.unit, scope.since, scope.until), scope, first, count)


def _current(unit: Unit, until: date) -> QuerySet[Communicator]:
    last = until - timedelta(days=1)
    return Communicator.objects.on(last).filter(unit__path__startswith=unit.path)


def _trained(unit: Unit, since: date, until: date) -> QuerySet[Communicator]:
    taken = TrainingTaken.objects.filter(
        communicator=OuterRef("pk"), held_on__gte=since, held_on__lt=until
    )
    return _current(unit, until).filter(Exists(taken))


def _by_level(found: QuerySet[Communicator]) -> Parts:
    placed = found.order_by().annotate(level=Coalesce("village__level", "unit__level"))
    numbers = placed.values_list("level").annotate(number=Count("pk"))
    return {("", level): Decimal(number) for level, number in numbers}


def _communes(found: QuerySet[Communicator], scope: Scope, first: int, count: int) -> list[Row]:
    if scope.level:
        is_village = scope.level == Unit.Level.VILLAGE
        found = found.filter(village__isnull=not is_village)
    numbers = (
        found.order_by()
        .values("unit__code", "unit__kind", "unit__name", "unit__sort_key")
        .annotate(number=Count("pk"))
        .order_by("unit__sort_key", "unit__code")
    )
    return [
        Row(
            _("%(unit)s: %(n)s người")
            % {"unit": f"{row['unit__kind']} {row['unit__name']}", "n": row["number"]},
            reverse("dissemination:commune", args=[row["unit__code"]]),
        )
        for row in numbers[first : first + count]
    ]


# --- Reach ------------------------------------------------------------------------------------


def reach_counted(unit: Unit, since: date, until: date) -> Parts:
    """Sum whom campaigns reached in a window, by how it is known and by level of the place."""
    found = _reach(unit, since, until).order_by()
    sums = found.values_list("how", "unit__level").annotate(number=Sum("people"))
    return {(f"how={how}", level): Decimal(number) for how, level, number in sums}


def reach_behind(scope: Scope, first: int, count: int) -> list[Row]:
    """List the entries that a figure sums up."""
    found = _reach(scope.unit, scope.since, scope.until).filter(**scope.breakdown)
    if scope.level:
        found = found.filter(unit__level=scope.level)
    found = found.select_related("campaign", "unit").order_by("-on", "-pk")
    return [
        Row(
            f"{one.on:%d/%m/%Y}, {one.unit.full_name}: {one.campaign} ({one.people})",
            one.campaign.get_absolute_url(),
        )
        for one in found[first : first + count]
    ]


def _reach(unit: Unit, since: date, until: date) -> QuerySet[Reach]:
    inside = Q(unit__path__startswith=unit.path, on__gte=since, on__lt=until)
    return Reach.objects.filter(inside, struck_at__isnull=True)
