"""Keeps what is told current: often this year and the last, at night every year."""

from datetime import UTC, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from kheo.insight.hub import queries, services


@app.periodic(cron="7-59/15 * * * *")  # type: ignore[untyped-decorator]
@app.task(queueing_lock="hub.gather", name="hub.gather")  # type: ignore[untyped-decorator]
def gather(timestamp: int) -> None:
    """Look at the years that still change; a province that tells nobody has nothing to do."""
    now = datetime.fromtimestamp(timestamp, UTC)
    if queries.is_published():
        services.gather(now=now, since_year=timezone.localdate(now).year - 1)


@app.periodic(cron="40 18 * * *")  # type: ignore[untyped-decorator]
@app.task(queueing_lock="hub.gather_all", name="hub.gather_all")  # type: ignore[untyped-decorator]
def gather_all(timestamp: int) -> None:
    """Look at every year: a return of an old period may have been approved since."""
    if queries.is_published():
        services.gather(now=datetime.fromtimestamp(timestamp, UTC))
