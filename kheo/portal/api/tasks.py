"""The clockwork of webhooks: each minute, what was sealed since is told."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kheo.portal.api import services


@app.periodic(cron="* * * * *")  # type: ignore[untyped-decorator]
@app.task(name="api.tell", queueing_lock="api.tell")  # type: ignore[untyped-decorator]
def tell(timestamp: int) -> None:
    """Read on in the log, then send what waits."""
    while services.announce():
        pass
    services.send_waiting(now=timezone.now())
