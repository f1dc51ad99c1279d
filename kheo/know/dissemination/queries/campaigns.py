"""Campaigns and how far they reached, by channel and by place."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from kheo.foundation.units.models import Unit
from kheo.know.dissemination import rules
from kheo.know.dissemination.models import Campaign, Reach


@dataclass(frozen=True)
class Line:
    """What one channel or place reached: counted, and estimated apart."""

    label: str
    counted: int
    estimated: int
    entries: int

    @property
    def people(self) -> int:
        return self.counted + self.estimated


def campaigns(unit: Unit) -> QuerySet[Campaign]:
    """List the campaigns of a unit, those above and below, the latest first, with their reach."""
    near = Q(unit__path__startswith=unit.path) | Q(unit__in=unit.ancestors)
    standing = Q(reached__struck_at__isnull=True)
    found = Campaign.objects.filter(near).select_related("unit")
    people = Coalesce(Sum("reached__people", filter=standing), 0)
    return found.annotate(people=people).order_by("-since", "-pk")


def one(pk: int) -> Campaign:
    """Find a campaign with its unit and documents; raises Campaign.DoesNotExist."""
    return Campaign.objects.select_related("unit").prefetch_related("documents").get(pk=pk)


def by_channel(campaign: Campaign) -> list[Line]:
    """Sum a campaign's reach by channel; a channel without entries shows 0."""
    sums = {line.label: line for line in _lines(campaign, "channel")}
    known = rules.channels()
    return [
        Line(str(known[key]) if key in known else key, *_numbers(sums.get(key)))
        for key in campaign.channels
    ]


def by_unit(campaign: Campaign) -> list[Line]:
    """Sum a campaign's reach by place, in alphabetical order."""
    found = _standing(campaign).order_by("unit__sort_key", "unit__code")
    rows: Any = found.values("unit__kind", "unit__name", "unit__sort_key", "unit__code")
    return [
        Line(
            f"{row['unit__kind']} {row['unit__name']}",
            row["counted"] or 0,
            row["estimated"] or 0,
            row["entries"],
        )
        for row in rows.annotate(**_sums())
    ]


def entries(campaign: Campaign) -> QuerySet[Reach]:
    """List every entry, struck ones too, the latest first; for officers."""
    return campaign.reached.select_related("unit", "entered_by").order_by("-on", "-pk")


def running(unit: Unit, *, today: date) -> QuerySet[Campaign]:
    """List what goes on today in a unit, from above or below."""
    return campaigns(unit).filter(since__lte=today, until__gte=today)


def total(lines: list[Line]) -> Line:
    """Add up channels or places."""
    return Line(
        "",
        sum(line.counted for line in lines),
        sum(line.estimated for line in lines),
        sum(line.entries for line in lines),
    )


def _lines(campaign: Campaign, field: str) -> list[Line]:
    rows: Any = _standing(campaign).order_by().values(field).annotate(**_sums())
    return [
        Line(row[field], row["counted"] or 0, row["estimated"] or 0, row["entries"]) for row in rows
    ]


def _numbers(line: Line | None) -> tuple[int, int, int]:
    return (line.counted, line.estimated, line.entries) if line else (0, 0, 0)


def _standing(campaign: Campaign) -> QuerySet[Reach]:
    return Reach.objects.filter(campaign=campaign, struck_at__isnull=True)


def _sums() -> dict[str, Count | Sum]:
    return {
        "counted": Sum("people", filter=Q(how=Reach.How.COUNTED)),
        "estimated": Sum("people", filter=Q(how=Reach.How.ESTIMATED)),
        "entries": Count("pk"),
    }
