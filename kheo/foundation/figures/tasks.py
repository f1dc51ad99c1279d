"""Keeps facts few: the worker folds what was counted since the last time."""

from procrastinate.contrib.django import app

from kheo.foundation.figures import services


@app.periodic(cron="*/10 * * * *")  # type: ignore[untyped-decorator]
@app.task(queueing_lock="figures.fold", name="figures.fold")  # type: ignore[untyped-decorator]
def fold(timestamp: int) -> None:
    """Run every ten minutes; a missed run only leaves more rows to the next."""
    services.fold()
