"""What may be asked of the counts."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum
from django.utils import timezone

from kheo.foundation.visits import presence
from kheo.foundation.visits.models import PageDay, SiteDay


@dataclass(frozen=True)
class Figures:
    """The four counters as they stood a moment ago."""

    online: int
    today: int
    month: int
    total: int


def figures(*, today: date | None = None) -> Figures:
    """Read the counters, in one query; pages show `counting.latest()`, which asks nothing."""
    today = today or timezone.localdate()
    sums = SiteDay.objects.aggregate(
        today=Sum("seen", filter=Q(day=today), default=0),
        month=Sum("seen", filter=Q(day__gte=today.replace(day=1), day__lte=today), default=0),
        total=Sum("seen", default=0),
    )
    return Figures(online=presence.online(), **sums)


def most_seen(*, below: str, since: date, limit: int) -> list[tuple[str, int]]:
    """List the addresses below a path that were opened most, with how often since that day.

    It adds up one row for each page and day: ask it once a minute, not for every page shown.
    """
    counted = (
        PageDay.objects.filter(day__gte=since, path__startswith=below)
        .values("path")
        .annotate(times=Sum("seen"))
        .order_by("-times", "path")
    )
    return [(row["path"], row["times"]) for row in counted[:limit]]
