"""The clockwork of the counts: what "most read" no longer looks at is removed."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from kheo.foundation.visits import services

# As far back as "most read" may look.
DAYS_KEPT = 92


# Twenty past three in the morning in Việt Nam.
@app.periodic(cron="20 20 * * *")  # type: ignore[untyped-decorator]
@app.task(name="visits.forget", queueing_lock="visits.forget")  # type: ignore[untyped-decorator]
def forget(timestamp: int) -> None:
    """Remove the numbers of single pages that nobody is shown any more."""
    services.forget_pages(before=timezone.localdate() - timedelta(days=DAYS_KEPT))
