"""Sweeps away files of forms nobody finished, and reads the words of official documents."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from kheo.foundation.documents import queries, services
from kheo.foundation.documents.models import DocumentVersion
from kheo.foundation.documents.register import services as register

KEPT = timedelta(days=1)


@app.periodic(cron="17 * * * *")  # type: ignore[untyped-decorator]
@app.task(queueing_lock="documents.sweep", name="documents.sweep")  # type: ignore[untyped-decorator]
def sweep(timestamp: int) -> None:
    """Run once an hour; a form may wait a day for its writer."""
    services.discard(queries.forgotten(before=timezone.now() - KEPT))


@app.task(name="documents.read")  # type: ignore[untyped-decorator]
def read(version: int) -> None:
    """Read the words of a document's file; the row may be gone by then."""
    found = DocumentVersion.objects.select_related("file").filter(pk=version).first()
    if found:
        register.read_version(version=found, now=timezone.now())
