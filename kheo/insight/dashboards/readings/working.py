"""Panels of what is owed today: late duties, late petitions, disclosure, returns, targets."""

from collections import Counter
from decimal import Decimal

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kheo.foundation.accounts import queries as accounts
from kheo.foundation.duties import kinds
from kheo.foundation.duties.models import Duty
from kheo.foundation.units.models import Unit
from kheo.insight.dashboards.definitions import Panel
from kheo.insight.dashboards.readings.reading import Asked, Mark, Reading, Value
from kheo.insight.returns.queries.timeliness import Timeliness, by_unit
from kheo.insight.targets import queries as targets
from kheo.insight.targets.queries import Standing
from kheo.know.disclosure import queries as disclosure
from kheo.know.disclosure.queries import Matrix, State
from kheo.oversee.petitions import queries as petitions

HUNDRED = Decimal(100)
TENTH = Decimal("0.1")
# So many targets say enough; the list has the others.
MOST_TARGETS = 12


# --- Late duties ------------------------------------------------------------------------------


def late_duties(asked: Asked) -> Q:
    """Say which duties of a board's unit are late and readable for the officer."""
    seen = Q(pk__in=[])
    reach = accounts.units_where(asked.reader, "duties.read", asked.today)
    for path in reach.values_list("path", flat=True):
        seen |= Q(unit__path__startswith=path)
    return seen & Q(unit__path__startswith=asked.unit.path)


def duties(panels: tuple[Panel, ...], asked: Asked) -> dict[str, Reading]:
    """Count once by place and kind for all panels of duties."""
    late = Duty.objects.late(today=asked.today).filter(late_duties(asked)).order_by()
    rows = list(late.values_list("unit__path", "kind").annotate(n=Count("pk")))
    return {panel.key: _duties(panel, rows, asked) for panel in panels}


def _duties(panel: Panel, rows: list[tuple[str, str, int]], asked: Asked) -> Reading:
    if panel.by == "kind":
        counted = Counter[str]()
        for _path, kind, n in rows:
            counted[kind] += n
        marks = [
            Mark(_kind(kind), (Value(Decimal(n), _duty_url(asked.unit, kind)),))
            for kind, n in sorted(counted.items())
        ]
    else:
        marks = [
            Mark(unit.full_name, (Value(Decimal(n), _duty_url(unit)),), unit)
            for unit, n in _by_place(asked, [(path, n) for path, _kind_, n in rows]).items()
        ]
    total = Decimal(sum(n for _path, _kind_, n in rows))
    whole = Value(total, _duty_url(asked.unit))
    return Reading((_("Quá hạn"),), tuple(marks), _("việc"), whole, tones=(panel.tone,))


def _kind(key: str) -> str:
    try:
        return str(kinds.get(key).label)
    except kinds.UnknownKind:
        return key


def _duty_url(unit: Unit, kind: str = "") -> str:
    asked = {"don-vi": unit.code, "loai": kind}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('dashboards:duties')}?{query}"


def _by_place(asked: Asked, rows: list[tuple[str, int]]) -> dict[Unit, int]:
    """Add up by commune; what the province's own bodies owe stands under its name."""
    at = {unit.pk: unit for unit in asked.communes}
    found: Counter[Unit] = Counter(dict.fromkeys(asked.communes, 0))
    for path, n in rows:
        place = next((at[pk] for pk in _above(path) if pk in at), asked.unit)
        found[place] += n
    return dict(found)


def _above(path: str) -> list[int]:
    return [int(part) for part in path.strip("/").split("/")]


# --- Late petitions ---------------------------------------------------------------------------


def late_petitions(panels: tuple[Panel, ...], asked: Asked) -> dict[str, Reading]:
    """Count what everybody may read in the list of what is late."""
    cut = petitions.Cut.LATE
    late = petitions.public(cut=cut, unit=asked.unit, today=asked.today).order_by()
    rows = list(late.values_list("unit__path").annotate(n=Count("pk")))
    marks = tuple(
        Mark(unit.full_name, (Value(Decimal(n), _petitions_url(unit) if n else ""),), unit)
        for unit, n in _by_place(asked, rows).items()
    )
    whole = Value(Decimal(sum(n for _path, n in rows)), _petitions_url(asked.unit))
    return {
        panel.key: Reading((_("Quá hạn"),), marks, _("việc"), whole, tones=(panel.tone,))
        for panel in panels
    }


def _petitions_url(unit: Unit) -> str:
    asked = {"tinh-trang": petitions.Cut.LATE.value, "don-vi": unit.code}
    if unit.level == Unit.Level.PROVINCE:
        del asked["don-vi"]
    return f"{reverse('petitions:list')}?{urlencode(asked)}"


# --- Disclosure -------------------------------------------------------------------------------


def disclosed(panels: tuple[Panel, ...], asked: Asked) -> dict[str, Reading]:
    """Say how much of what the law asks is public, by commune or by how it stands."""
    found = disclosure.matrix(within=asked.unit, today=asked.today)
    if found is None:
        return {
            panel.key: Reading((_("Đã xong"),), (), "%", tones=(panel.tone,)) for panel in panels
        }
    settled = sum(row.done for row in found.rows)
    arisen = sum(_arisen(found).values())
    whole = Value(_share(settled, arisen), _disclosure_url(asked))
    return {panel.key: _disclosed(panel, found, whole, asked) for panel in panels}


def _arisen(found: Matrix) -> dict[int, int]:
    """Count by unit the items of which something is owed or done."""
    return {
        row.unit.pk: sum(cell.state is not State.NONE for cell in row.cells) for row in found.rows
    }


def _disclosed(panel: Panel, found: Matrix, whole: Value, asked: Asked) -> Reading:
    if panel.by == "state":
        marks = tuple(
            Mark(str(state.label), (Value(Decimal(n), whole.url),))
            for state in State
            if (n := found.count(state)) or state in (State.LATE, State.DONE)
        )
        return Reading((_("Số nội dung"),), marks, _("nội dung"), whole, "%", (panel.tone,))
    arisen = _arisen(found)
    marks = tuple(
        Mark(
            row.unit.full_name,
            (
                Value(
                    _share(row.done, arisen[row.unit.pk]),
                    reverse("disclosure:unit", args=[row.unit.code]),
                ),
            ),
            row.unit,
        )
        for row in found.rows
    )
    return Reading((_("Đã xong"),), marks, "%", whole, tones=(panel.tone,), limit=HUNDRED)


def _disclosure_url(asked: Asked) -> str:
    if asked.unit.level == Unit.Level.COMMUNE:
        return reverse("disclosure:unit", args=[asked.unit.code])
    return reverse("disclosure:matrix")


def _share(part: int, of: int) -> Decimal | None:
    return (HUNDRED * part / of).quantize(TENTH).normalize() if of else None


# --- Returns ----------------------------------------------------------------------------------


def returned(panels: tuple[Panel, ...], asked: Asked) -> dict[str, Reading]:
    """Say which share of the returns that were due came in time, with numbers in them."""
    units = {unit.pk: unit for unit in asked.communes} or {asked.unit.pk: asked.unit}
    judged = by_unit(units.values(), None, asked.since, asked.today, today=asked.today)
    marks = tuple(
        Mark(unit.full_name, (Value(_share(one.in_time, one.due)),), unit)
        for pk, unit in units.items()
        if (one := judged.get(pk, Timeliness())) is not None
    )
    all_of_it = sum(judged.values(), Timeliness())
    whole = Value(_share(all_of_it.in_time, all_of_it.due))
    return {
        panel.key: Reading((_("Đúng hạn"),), marks, "%", whole, tones=(panel.tone,), limit=HUNDRED)
        for panel in panels
    }


# --- Targets ----------------------------------------------------------------------------------


def targeted(panels: tuple[Panel, ...], asked: Asked) -> dict[str, Reading]:
    """Say how much of each target that runs today is reached, in percent of the plan."""
    tell_all = not asked.is_public
    running = targets.listed(unit=asked.unit, tell_all=tell_all).filter(
        period_start__lte=asked.today, period_end__gte=asked.today
    )
    found = targets.standings(list(running[:MOST_TARGETS]), today=asked.today, tell_all=tell_all)
    marks = tuple(Mark(one.target.label, (_target(one),)) for one in found)
    return {
        panel.key: Reading(
            (_("Đã đạt so với chỉ tiêu"),), marks, "%", tones=(panel.tone,), limit=HUNDRED
        )
        for panel in panels
    }


def _target(one: Standing) -> Value:
    return Value(one.share, one.target.get_absolute_url(), one.is_hidden)
