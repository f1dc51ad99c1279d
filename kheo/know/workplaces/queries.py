"""Which workplace lacks what: lists for officers, one workplace, and the counts for everybody."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.duties.models import Duty
from kheo.foundation.units.models import Post, Unit
from kheo.know.workplaces import rules
from kheo.know.workplaces.models import Adopted, StaffConference, Workplace, WorkplaceQuerySet
from kheo.know.workplaces.permissions import MANAGE
from kheo.know.workplaces.rules import Regulation

CONFERENCE = "workplace.conference"


@dataclass(frozen=True)
class Held:
    """One regulation that a workplace must have, as it stands on a day."""

    regulation: Regulation
    adopted: Adopted | None
    review_due: date | None
    is_late: bool

    @property
    def is_missing(self) -> bool:
        return self.adopted is None


@dataclass(frozen=True)
class Standing:
    """What one workplace has, lacks and owes on a day."""

    workplace: Workplace
    regulations: list[Held]
    year: int
    conference: StaffConference | None
    duty: Duty | None
    has_head: bool

    @property
    def missing(self) -> list[Held]:
        """What a text requires and is not there; what is only custom is no fault."""
        return [one for one in self.regulations if one.is_missing and one.regulation.is_law]

    @property
    def to_review(self) -> list[Held]:
        return [one for one in self.regulations if one.is_late]

    @property
    def is_held(self) -> bool:
        return self.conference is not None and self.conference.is_valid


@dataclass(frozen=True)
class Summary:
    """One kind of workplace in numbers."""

    kind: rules.WorkplaceKind
    workplaces: int
    with_democracy: int
    with_conference: int
    without_head: int


def duty_subject(workplace: Workplace, year: int) -> str:
    """Name what a duty of one work year is about."""
    return f"{workplace.subject}:{year}"


def owing(today: date) -> list[int]:
    """List the workplaces that may owe something on a day."""
    return list(Workplace.objects.on(today).order_by("pk").values_list("pk", flat=True))


# --- One workplace, and pages of them ---------------------------------------------------------


def whole(found: WorkplaceQuerySet) -> WorkplaceQuerySet:
    """Bring what a standing needs with each workplace, in three queries for any number."""
    current = Adopted.objects.filter(replaced_on__isnull=True).select_related("document")
    conferences = StaffConference.objects.select_related("document")
    ordered = conferences.order_by("-year", "-is_valid", "-held_on")
    headed = Post.objects.filter(body=OuterRef("body"), is_head=True, until__isnull=True)
    return (
        found.select_related("body", "unit")
        .annotate(has_head=Exists(headed))
        .prefetch_related(
            Prefetch("regulations", current, to_attr="current"),
            Prefetch("conferences", ordered, to_attr="held"),
        )
    )


def standings(workplaces: list[Workplace], *, today: date) -> list[Standing]:
    """Say how workplaces stand; the duties of all come in one query."""
    subjects = [duty_subject(one, one.last_ended(today)) for one in workplaces]
    duties = Duty.objects.filter(kind=CONFERENCE, subject__in=subjects).with_names()
    by_subject = {duty.subject: duty for duty in duties}
    return [_standing(one, by_subject, today) for one in workplaces]


def _standing(workplace: Workplace, duties: dict[str, Duty], today: date) -> Standing:
    year = workplace.last_ended(today)
    held = [one for one in workplace.held if one.year == year]  # type: ignore[attr-defined]
    current = {one.regulation: one for one in workplace.current}  # type: ignore[attr-defined]
    required = rules.kinds()[workplace.kind].regulations
    return Standing(
        workplace=workplace,
        regulations=[_held(one, current.get(one.key), today) for one in required],
        year=year,
        conference=held[0] if held else None,
        duty=duties.get(duty_subject(workplace, year)),
        has_head=workplace.has_head,  # type: ignore[attr-defined]
    )


def _held(regulation: Regulation, adopted: Adopted | None, today: date) -> Held:
    due = regulation.review_due(adopted.last_look) if adopted else None
    return Held(regulation, adopted, due, due is not None and due <= today)


def of_unit(unit: Unit, *, today: date, kind: str = "") -> WorkplaceQuerySet:
    """List the workplaces of a unit and below, in the order they were taken up."""
    found = Workplace.objects.on(today).filter(unit__path__startswith=unit.path)
    return whole(found.filter(kind=kind) if kind else found).order_by("since", "pk")


def of_officer(
    user: User, *, today: date, kind: str = "", lacking: bool = False
) -> WorkplaceQuerySet:
    """List the workplaces that an officer keeps; only those that lack the main thing if asked."""
    inside = Q(pk__in=[])
    for path in units_where(user, MANAGE, today).values_list("path", flat=True):
        inside |= Q(unit__path__startswith=path)
    found = Workplace.objects.on(today).filter(inside)
    if kind:
        found = found.filter(kind=kind)
    if lacking:
        found = found.exclude(_has_democracy() & Q(pk__in=_conferred(today)))
    return whole(found).order_by("since", "pk")


def one(pk: int) -> Workplace:
    """Find a workplace with all that its page shows; raises Workplace.DoesNotExist."""
    return whole(Workplace.objects.all()).get(pk=pk)


def history(workplace: Workplace) -> QuerySet[Adopted]:
    """List the regulations that gave way to newer ones."""
    gone = workplace.regulations.filter(replaced_on__isnull=False).select_related("document")
    return gone.order_by("-replaced_on", "-pk")


# --- Counts for everybody ---------------------------------------------------------------------


def summary(unit: Unit, *, today: date) -> list[Summary]:
    """Count by kind how many workplaces of a unit have what they must, in one query."""
    headed = Post.objects.filter(body=OuterRef("body"), is_head=True, until__isnull=True)
    found = (
        Workplace.objects.on(today)
        .filter(unit__path__startswith=unit.path)
        .order_by()
        .values_list("kind")
        .annotate(
            number=Count("pk"),
            democracy=Count("pk", filter=_has_democracy()),
            conferred=Count("pk", filter=Q(pk__in=_conferred(today))),
            headless=Count("pk", filter=~Exists(headed)),
        )
    )
    counted = {row[0]: row[1:] for row in found}
    return [Summary(kind, *counted.get(key, (0, 0, 0, 0))) for key, kind in rules.kinds().items()]


def _has_democracy() -> Q:
    current = Adopted.objects.filter(
        workplace=OuterRef("pk"), regulation="democracy", replaced_on__isnull=True
    )
    return Q(Exists(current))


def _conferred(today: date) -> QuerySet[StaffConference, int]:
    """Workplaces with a valid conference about the last work year that has ended."""
    ended_this_year = Q(workplace__end_month__lt=today.month) | Q(
        workplace__end_month=today.month, workplace__end_day__lt=today.day
    )
    of_last = Q(ended_this_year, year=today.year) | Q(~ended_this_year, year=today.year - 1)
    valid = StaffConference.objects.filter(of_last, is_valid=True)
    return valid.annotate(place=F("workplace_id")).values_list("place", flat=True)
