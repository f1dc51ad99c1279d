"""Questions about territories, what became of them, and who works in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db.models import QuerySet

from kheo.foundation.units import atlas
from kheo.foundation.units.atlas import Match, Nearest
from kheo.foundation.units.models import Body, Post, Succession, Unit

__all__ = ["Match", "Nearest", "Part"]

ONE = Decimal(1)


@dataclass(frozen=True)
class Part:
    """A unit on the other side of one or more changes.

    `share` is the part of the earlier unit that came to the later one.
    """

    unit: Unit
    share: Decimal
    is_estimate: bool


class NobodyResponsible(Exception):
    """Neither the unit nor any above it has a body of this kind."""


def as_of(on: date) -> QuerySet[Unit]:
    """Return the units that exist on a day, in alphabetical order."""
    return Unit.objects.as_of(on).order_by("sort_key", "name")


def province(code: str, *, on: date) -> Unit:
    """Return the province of this code on a day; raises Unit.DoesNotExist."""
    return Unit.objects.as_of(on).get(level=Unit.Level.PROVINCE, code=code)


def here(*, on: date) -> Unit | None:
    """Return the province that this deployment serves, once units are loaded."""
    provinces = Unit.objects.as_of(on).filter(level=Unit.Level.PROVINCE)
    return provinces.filter(code=settings.KHEO_PROVINCE).first()


def provinces(*, on: date) -> QuerySet[Unit]:
    """Return all provinces of a day."""
    return as_of(on).filter(level=Unit.Level.PROVINCE)


def commune(code: str, *, on: date) -> Unit:
    """Return the commune of this code on a day, its province with it; raises Unit.DoesNotExist."""
    communes = Unit.objects.as_of(on).filter(level=Unit.Level.COMMUNE)
    return communes.select_related("parent").get(code=code)


def communes(of: Unit, *, on: date) -> QuerySet[Unit]:
    """Return the communes within a unit on a day."""
    return subtree(of, on=on).filter(level=Unit.Level.COMMUNE)


def subtree(unit: Unit, *, on: date) -> QuerySet[Unit]:
    """Return the unit and all below it that exists on a day, in alphabetical order."""
    return as_of(on).within(unit)  # type: ignore[attr-defined,no-any-return]


# --- Succession -------------------------------------------------------------------------------


def successors(unit: Unit, *, on: date) -> list[Part]:
    """Say what became of a unit by a day; itself when nothing has changed. Largest part first."""
    return became([unit], on=on)[unit.pk]


def became(earlier: Iterable[Unit], *, on: date) -> dict[int, list[Part]]:
    """Say of many units at once what became of them by a day: one query per change in the chain."""
    starts = {unit.pk for unit in earlier}
    edges: dict[int, list[Succession]] = {}
    frontier = starts
    while frontier:
        rows = Succession.objects.filter(predecessor__in=frontier, on__lte=on)
        fresh: set[int] = set()
        for row in rows:
            edges.setdefault(row.predecessor_id, []).append(row)
            fresh.add(row.successor_id)
        frontier = fresh - edges.keys()
    return _parts({start: _flow(start, edges) for start in starts}, on)


def _flow(start: int, edges: dict[int, list[Succession]]) -> dict[int, tuple[Decimal, bool]]:
    """Follow every way from a unit to its last heirs, multiplying shares, adding ways that meet."""
    ends: dict[int, tuple[Decimal, bool]] = {}
    waiting = [(start, ONE, False)]
    while waiting:
        unit, share, is_estimate = waiting.pop()
        for row in edges.get(unit, []):
            waiting.append((row.successor_id, share * row.share, is_estimate or row.is_estimate))
        if unit not in edges:
            known, was_estimate = ends.get(unit, (Decimal(0), False))
            ends[unit] = (known + share, was_estimate or is_estimate)
    return ends


def predecessors(unit: Unit, *, on: date) -> list[Part]:
    """Say what a unit was made of on an earlier day; itself when it existed then.

    A district is left out where its province is named already.
    """
    ends: dict[int, tuple[Decimal, bool]] = {}
    waiting = {unit.pk: (ONE, False)}
    while waiting:
        alive = set(Unit.objects.as_of(on).filter(pk__in=waiting).values_list("pk", flat=True))
        _add_up(ends, ((pk, *waiting.pop(pk)) for pk in alive))
        rows = Succession.objects.filter(successor__in=waiting, on__gt=on)
        steps = [
            (
                row.predecessor_id,
                waiting[row.successor_id][0] * row.share,
                waiting[row.successor_id][1] or row.is_estimate,
            )
            for row in rows
        ]
        waiting = {}
        _add_up(waiting, steps)
    parts = _parts({unit.pk: ends}, on)[unit.pk]
    whole = {part.unit.pk for part in parts}
    return [part for part in parts if not whole & set(part.unit.ancestors[:-1])]


def _add_up(
    sums: dict[int, tuple[Decimal, bool]], steps: Iterable[tuple[int, Decimal, bool]]
) -> None:
    for pk, share, is_estimate in steps:
        known, was_estimate = sums.get(pk, (Decimal(0), False))
        sums[pk] = (known + share, was_estimate or is_estimate)


def _parts(ends: dict[int, dict[int, tuple[Decimal, bool]]], on: date) -> dict[int, list[Part]]:
    """Bring the units themselves; an end that does not exist on the day is nobody's heir."""
    wanted = {pk for shares in ends.values() for pk in shares}
    units = Unit.objects.as_of(on).select_related("parent").in_bulk(wanted)
    return {
        start: sorted(
            (Part(units[pk], *share) for pk, share in shares.items() if pk in units),
            key=lambda part: (-part.share, part.unit.sort_key, part.unit.code),
        )
        for start, shares in ends.items()
    }


# --- Finding a unit ---------------------------------------------------------------------------


def nearest_commune(latitude: float, longitude: float, *, on: date) -> Nearest | None:
    """Return the commune whose middle is nearest to a place; None far outside the country."""
    return atlas.on_day(on).nearest(latitude, longitude)


def lookup(
    text: str,
    *,
    on: date,
    within: Unit | None = None,
    levels: Sequence[str] = (),
    limit: int = 10,
) -> list[Match]:
    """Find units of a day by name, with or without marks, by old names too; the best first."""
    path = within.path if within else ""
    return atlas.on_day(on).lookup(text, path=path, levels=levels, limit=limit)


def lookup_here(text: str, *, on: date, levels: Sequence[str] = (), limit: int = 10) -> list[Match]:
    """Find units by name within the province that this deployment serves, in one question."""
    map_of_day = atlas.on_day(on)
    path = map_of_day.provinces.get(settings.KHEO_PROVINCE)
    return map_of_day.lookup(text, path=path, levels=levels, limit=limit) if path else []


# --- Bodies and posts -------------------------------------------------------------------------


def current_head(body: Body) -> Post | None:
    """Return the post that answers for a body today."""
    return body.posts.filter(is_head=True, until__isnull=True).first()


def responsible_body(unit: Unit, kind: str = "people_committee") -> Body:
    """Return the unit's body of a kind, else that of the nearest unit above or of its heir.

    Raises NobodyResponsible when there is none.
    """
    above = unit.ancestors
    bodies = Body.objects.filter(unit__in=above, kind=kind).select_related("unit")
    found = sorted(bodies, key=lambda body: (above.index(body.unit_id), -body.pk))
    if found and (found[-1].unit_id == unit.pk or unit.valid_to is None):
        return found[-1]
    heirs = Succession.objects.filter(predecessor=unit).select_related("successor")
    heir = heirs.order_by("-share", "pk").first()
    if heir is not None:
        return responsible_body(heir.successor, kind)
    if found:
        return found[-1]
    raise NobodyResponsible(f"{unit.full_name}: {kind}")


def answering_bodies(within: Unit, *, on: date) -> QuerySet[Body]:
    """Return the bodies of living units inside a unit that somebody heads, by name."""
    living = Unit.objects.as_of(on).within(within)
    headed = Post.objects.filter(is_head=True, until__isnull=True).values("body")
    bodies = Body.objects.filter(unit__in=living, pk__in=headed)
    return bodies.select_related("unit").order_by("unit__sort_key", "name")
