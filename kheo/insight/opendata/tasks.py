"""Keeps the files of open data fresh: each night all, within the hour what may be withdrawn."""

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from kheo.insight.opendata import definition, queries, services


@app.periodic(cron="23 * * * *")  # type: ignore[untyped-decorator]
@app.task(queueing_lock="opendata.renew", name="opendata.renew")  # type: ignore[untyped-decorator]
def renew(timestamp: int) -> None:
    """Ask once an hour what has to be read again; each data set is a job of its own."""
    for dataset in queries.due(timezone.now()):
        try:
            build.configure(queueing_lock=f"opendata.build:{dataset.key}").defer(key=dataset.key)
        except AlreadyEnqueued:
            continue


@app.task(name="opendata.build")  # type: ignore[untyped-decorator]
def build(key: str) -> None:
    """Make the files of one data set; one that is no longer offered is left alone."""
    try:
        dataset = definition.get(key)
    except definition.UnknownDataset:
        return
    services.build(dataset=dataset, now=timezone.now())
