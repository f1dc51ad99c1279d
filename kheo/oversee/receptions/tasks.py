"""The clockwork of receptions: holds end, those who wait move up, lots are drawn."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kheo.oversee.receptions import services


@app.periodic(cron="* * * * *")  # type: ignore[untyped-decorator]
@app.task(name="receptions.tidy", queueing_lock="receptions.tidy")  # type: ignore[untyped-decorator]
def tidy(timestamp: int) -> None:
    """End what ran out and draw what is due; nothing to do on most minutes."""
    now = timezone.now()
    services.draw_due(now=now)
    services.tidy(now=now)
