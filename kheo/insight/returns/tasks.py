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
