"""The clockwork of dissemination: names of those who came go when they are not needed any more."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kheo.know.dissemination import services


# A quarter past one at night in Việt Nam.
@app.periodic(cron="15 18 * * *")  # type: ignore[untyped-decorator]
@app.task(name="dissemination.forget", queueing_lock="dissemination.forget")  # type: ignore[untyped-decorator]
def forget(timestamp: int) -> None:
    """Run every night; a missed night only keeps names a day longer."""
    services.forget_names(now=timezone.now())
