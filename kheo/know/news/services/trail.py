"""The trail of what an editor did in Wagtail."""

from datetime import datetime

from wagtail.models import Page

from kheo.foundation.log import services as audit
from kheo.know.news.models import Album, Category, Link


def note(*, action: str, page: Page, by: str, now: datetime) -> None:
    """Write into the log what an editor did in Wagtail."""
    audit.record(action=action, on=f"news:{page.pk}", by=by, at=now)


def note_kept(*, action: str, kept: Album | Category | Link, by: str, now: datetime) -> None:
    """Write into the log what an editor changed beside pages; of an album, whether it is public."""
    detail = {"public": kept.is_public} if isinstance(kept, Album) else {}
    on = f"news.{kept._meta.model_name}:{kept.pk}"
    audit.record(action=action, on=on, by=by, at=now, detail=detail)
