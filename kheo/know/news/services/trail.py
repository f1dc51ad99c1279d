"""The trail of what an editor did in Wagtail."""

from datetime import datetime

from wagtail.models import Page

from kheo.foundation.log import services as audit


def note(*, action: str, page: Page, by: str, now: datetime) -> None:
    """Write into the log what an editor did in Wagtail."""
    audit.record(action=action, on=f"news:{page.pk}", by=by, at=now)
