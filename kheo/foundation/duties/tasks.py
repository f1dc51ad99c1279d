"""The clockwork of duties: dates follow the calendar of the installation."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kheo.foundation.clock.book import default_calendar
from kheo.foundation.duties import services


@app.periodic(cron="15 * * * *")  # type: ignore[untyped-decorator]
@app.task(name="duties.redate", queueing_lock="duties.redate")  # type: ignore[untyped-decorator]
def redate(timestamp: int) -> None:
    """Count dates again that stand on an older calendar; nothing to do on most hours."""
    services.redate_all(calendar=default_calendar(), now=timezone.now())


# Half past midnight in Việt Nam, when a change of units or the end of a post has just begun.
@app.periodic(cron="30 17 * * *")  # type: ignore[untyped-decorator]
@app.task(name="duties.succeed", queueing_lock="duties.succeed")  # type: ignore[untyped-decorator]
def succeed(timestamp: int) -> None:
    """Move what ended units owe to their heirs, and what people held who have left to the heads."""
    now = timezone.now()
    services.succeed(now=now)
    services.take_back(now=now)
