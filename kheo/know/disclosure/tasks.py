"""The clockwork of disclosure: what falls due is opened, names leave when their time is over."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kheo.know.disclosure import services


@app.periodic(cron="20 0 * * *")  # type: ignore[untyped-decorator]
@app.task(name="disclosure.open_due", queueing_lock="disclosure.open_due")  # type: ignore[untyped-decorator]
def open_due(timestamp: int) -> None:
    """Open what each commune owes for the periods that count by now; nothing on most days."""
    services.open_due(now=timezone.now())


@app.periodic(cron="7 * * * *")  # type: ignore[untyped-decorator]
@app.task(name="disclosure.leave", queueing_lock="disclosure.leave")  # type: ignore[untyped-decorator]
def leave(timestamp: int) -> None:
    """Take off what names people and has passed its last day; nothing in most hours."""
    while services.leave_due(now=timezone.now()):
        continue
