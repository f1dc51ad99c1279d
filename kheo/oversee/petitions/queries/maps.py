"""What lies where: the public petitions of a commune, and the communes of the province."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kheo.foundation.paging import Page, page
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions import drawing
from kheo.oversee.petitions.models import Petition, PetitionQuerySet
from kheo.oversee.petitions.queries.numbers import UnitNumbers

MOST = 100
NEIGHBOURS = 3
# Names need room: none at the very edge, nor where the scale is drawn.
EDGE, FOOT = 14.0, 40.0


@dataclass(frozen=True)
class Spot:
    """A mark with its number in the list beside the map; `tone` gives its shape."""

    number: int
    x: float
    y: float
    tone: str
    items: Sequence[Petition]


@dataclass(frozen=True)
class Label:
    """A commune by its middle, for people to find their way."""

    x: float
    y: float
    unit: Unit
    is_own: bool
    tone: str = ""
    numbers: UnitNumbers | None = None

    @property
    def is_right(self) -> bool:
        """Say whether the name must be written to the left of its point to stay inside."""
        return self.x > drawing.SIDE * 0.6


@dataclass(frozen=True)
class Map:
    """A drawing ready to be shown; `outside` are matters of the commune that lie beyond it."""

    box: drawing.Box
    spots: list[Spot]
    labels: list[Label]
    outside: list[Petition]
    page: Page[Petition]

    @property
    def side(self) -> float:
        return drawing.SIDE


def of_commune(
    unit: Unit, found: PetitionQuerySet, *, communes: Sequence[Unit], after: str, today: date
) -> Map | None:
    """Draw the published petitions of a commune; None when its middle is not known."""
    middle = _middle(unit)
    if middle is None:
        return None
    others = [place for other in communes if other.pk != unit.pk and (place := _middle(other))]
    whole = drawing.around(middle, others, neighbours=NEIGHBOURS)
    cut = page(found.filter(is_public=True, latitude__isnull=False), after=after, size=MOST)
    box = drawing.closer(whole, map(public_position, cut.items))
    placed, outside = list[tuple[float, float, Petition]](), list[Petition]()
    for petition in cut.items:
        point = box.point(*public_position(petition))
        if point is None:
            outside.append(petition)
        else:
            placed.append((*point, petition))
    spots = [
        Spot(number, mark.x, mark.y, _tone(mark.items, today), mark.items)
        for number, mark in enumerate(drawing.gathered(placed), start=1)
    ]
    return Map(box, spots, _labels(box, unit, communes), outside, cut)


def public_position(petition: Petition) -> tuple[float, float]:
    """Give the place of a petition as coarsely as everybody may know it."""
    assert petition.latitude is not None
    assert petition.longitude is not None
    return drawing.rounded(petition.latitude, petition.longitude)


def of_province(numbers: Sequence[UnitNumbers], communes: Sequence[Unit]) -> Map | None:
    """Draw the communes of the province by their middles, those with late matters marked."""
    places = [place for commune in communes if (place := _middle(commune))]
    if not places:
        return None
    box, known = drawing.over(places), {row.unit.pk: row for row in numbers}
    labels = []
    for commune in communes:
        point, row = _point(box, commune), known.get(commune.pk)
        if point is not None:
            tone = "" if row is None else "late" if row.late else "open"
            labels.append(Label(*point, commune, is_own=False, tone=tone, numbers=row))
    # Those with something to see lie on top.
    labels.sort(key=lambda label: ("", "open", "late").index(label.tone))
    return Map(box, [], labels, [], Page([], ""))


def _middle(unit: Unit) -> tuple[float, float] | None:
    if unit.latitude is None or unit.longitude is None:
        return None
    return unit.latitude, unit.longitude


def _point(box: drawing.Box, unit: Unit) -> tuple[float, float] | None:
    middle = _middle(unit)
    return box.point(*middle) if middle else None


def _labels(box: drawing.Box, unit: Unit, communes: Sequence[Unit]) -> list[Label]:
    return [
        Label(*point, commune, is_own=commune.pk == unit.pk)
        for commune in communes
        if (point := _point(box, commune)) and _has_room(*point)
    ]


def _has_room(x: float, y: float) -> bool:
    return EDGE < x < drawing.SIDE - EDGE and EDGE < y < drawing.SIDE - FOOT


def _tone(petitions: Sequence[Petition], today: date) -> str:
    if any(petition.duty.is_late(today=today) for petition in petitions):
        return "late"
    return "open" if any(petition.is_open for petition in petitions) else "done"
