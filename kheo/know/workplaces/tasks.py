"""The clockwork of workplaces: a work year that ended is a conference that is owed."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kheo.know.workplaces import services


# Half past one at night in Việt Nam.
@app.periodic(cron="30 18 * * *")  # type: ignore[untyped-decorator]
@app.task(name="workplaces.open_due", queueing_lock="workplaces.open_due")  # type: ignore[untyped-decorator]
def open_due(timestamp: int) -> None:
    """Run every night; what is open already is not opened again."""
    services.open_due(now=timezone.now())
