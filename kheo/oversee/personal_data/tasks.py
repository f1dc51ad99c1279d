"""The clockwork of requests about personal data: words are deleted when their time is over."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kheo.oversee.personal_data import services


@app.periodic(cron="20 2 * * *")  # type: ignore[untyped-decorator]
@app.task(name="personal_data.forget", queueing_lock="personal_data.forget")  # type: ignore[untyped-decorator]
def forget(timestamp: int) -> None:
    """Delete the words of what ended long enough ago, a batch at a time."""
    while services.forget_old(now=timezone.now()):
        continue
