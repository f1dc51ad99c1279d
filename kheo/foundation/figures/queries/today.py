"""Who followed whom: what it takes to show an earlier number in the units of another day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q

from kheo.foundation.figures.mapping import Edge
from kheo.foundation.units.models import Succession, Unit


def edges(units: Iterable[int], on: date, *, of_subtrees: bool = False) -> list[Edge]:
    """Collect every succession that leads to these units, one query per change in the chain.

    Of subtrees a district is not carried to its province, whose number holds it already.
    """
    asked = Succession.objects.filter(on__lte=on)
    if of_subtrees:
        to_province = Q(successor__level=Unit.Level.PROVINCE)
        asked = asked.exclude(to_province & ~Q(predecessor__level=F("successor__level")))
    found: dict[int, list[Edge]] = {}
    wanted = set(units)
    while wanted:
        before = asked.filter(successor__in=wanted)
        rows = asked.filter(predecessor__in=before.values("predecessor")).exclude(
            predecessor__in=found
        )
        fresh = [
            Edge(*row)
            for row in rows.values_list("predecessor", "successor", "share", "is_estimate")
        ]
        wanted = {edge.predecessor for edge in fresh}
        for edge in fresh:
            found.setdefault(edge.predecessor, []).append(edge)
    return [edge for group in found.values() for edge in group]
