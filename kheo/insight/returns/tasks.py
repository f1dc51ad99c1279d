"""The clockwork of returns: what falls due is opened by itself."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kheo.insight.returns import services


# A quarter past midnight in Việt Nam.
@app.periodic(cron="15 17 * * *")  # type: ignore[untyped-decorator]
@app.task(name="returns.open_due", queueing_lock="returns.open_due")  # type: ignore[untyped-decorator]
def open_due(timestamp: int) -> None:
    """Open each return whose period nears its end, and the duty to send it."""
    services.open_due(now=timezone.now())


# Half past midnight: what was approved is locked on its day, exceptions end on theirs.
@app.periodic(cron="30 17 * * *")  # type: ignore[untyped-decorator]
@app.task(name="returns.lock_due", queueing_lock="returns.lock_due")  # type: ignore[untyped-decorator]
def lock_due(timestamp: int) -> None:
    """Lock approved numbers whose day has come; end exceptions that nobody used."""
    now = timezone.now()
    services.lapse_due(now=now)
    services.lock_due(now=now)
