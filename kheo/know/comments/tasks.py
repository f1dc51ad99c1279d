"""Forgets every night what is kept no longer."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kheo.know.comments import services


@app.periodic(cron="40 2 * * *")  # type: ignore[untyped-decorator]
@app.task(name="comments.forget", queueing_lock="comments.forget")  # type: ignore[untyped-decorator]
def forget(timestamp: int) -> None:
    """Run until nothing old is left."""
    while services.forget(now=timezone.now()):
        pass
