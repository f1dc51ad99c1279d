"""The clockwork of notices: sending, reminding, the letter of the week. Hours are UTC."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kheo.foundation.notices import services


@app.periodic(cron="* * * * *")  # type: ignore[untyped-decorator]
@app.task(name="notices.send", queueing_lock="notices.send")  # type: ignore[untyped-decorator]
def send(timestamp: int = 0) -> None:
    """Send what waits; queueing wakes it at once, the minute catches what that missed."""
    services.send_waiting(now=timezone.now())


# 7:05 to 17:05 in Việt Nam: nobody is woken at night, and a lost hour is made up for by the next.
@app.periodic(cron="5 0-10 * * *")  # type: ignore[untyped-decorator]
@app.task(name="notices.remind", queueing_lock="notices.remind")  # type: ignore[untyped-decorator]
def remind(timestamp: int) -> None:
    """Remind of what falls due, batch by batch."""
    while services.remind(now=timezone.now()):
        pass


@app.periodic(cron="0 0 * * 1")  # type: ignore[untyped-decorator]
@app.task(name="notices.digest", queueing_lock="notices.digest")  # type: ignore[untyped-decorator]
def digest(timestamp: int) -> None:
    """Write the letter of the week on Monday morning."""
    services.digest(now=timezone.now())
