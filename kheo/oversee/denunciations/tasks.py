"""Background work of denunciations: thin wrappers around services."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kheo.oversee.denunciations import services


@app.periodic(cron="*/10 * * * *")  # type: ignore[untyped-decorator]
@app.task(queueing_lock="denunciations.drop", name="denunciations.drop")  # type: ignore[untyped-decorator]
def drop(timestamp: int) -> None:
    services.drop_the_gone(now=timezone.now())


@app.periodic(cron="30 2 * * *")  # type: ignore[untyped-decorator]
@app.task(queueing_lock="denunciations.erase", name="denunciations.erase")  # type: ignore[untyped-decorator]
def erase(timestamp: int) -> None:
    now = timezone.now()
    services.erase_filed(now=now)
    services.forget_old(now=now)
