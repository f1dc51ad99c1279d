"""The clockwork of disclosure: what falls due again is opened each morning."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kheo.know.disclosure import services


@app.periodic(cron="20 0 * * *")  # type: ignore[untyped-decorator]
@app.task(name="disclosure.open_due", queueing_lock="disclosure.open_due")  # type: ignore[untyped-decorator]
def open_due(timestamp: int) -> None:
    """Open what each commune owes for the periods that count by now; nothing on most days."""
    services.open_due(now=timezone.now())
