"""What the worker does for reports."""

from typing import Any

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kheo.insight.reports import services

# A crash or a busy machine; a template's own faults end the making with a sentence.
TRIES = 3
_AGAIN = RetryStrategy(max_attempts=TRIES, wait=10)


@app.task(name="reports.make", retry=_AGAIN, pass_context=True)  # type: ignore[untyped-decorator]
def make(context: Any, making: int) -> None:
    """Build a report that somebody asked for; the row may be gone or done by then."""
    try:
        services.make(making=making, now=timezone.now())
    except Exception:
        if context.job.attempts + 1 >= TRIES:
            services.give_up(making=making)
        raise
