"""Sweeps away files that were sent with forms nobody finished."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from kheo.foundation.documents import queries, services

KEPT = timedelta(days=1)


@app.periodic(cron="17 * * * *")  # type: ignore[untyped-decorator]
@app.task(queueing_lock="documents.sweep", name="documents.sweep")  # type: ignore[untyped-decorator]
def sweep(timestamp: int) -> None:
    """Run once an hour; a form may wait a day for its writer."""
    services.discard(queries.forgotten(before=timezone.now() - KEPT))
