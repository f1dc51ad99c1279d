"""Everything that is added to the log; nothing is ever changed in it."""

from datetime import datetime
from typing import Any

from kheo.foundation.log.models import Entry


def record(
    *,
    action: str,
    on: str,
    at: datetime,
    by: str = "",
    unit_code: str = "",
    detail: dict[str, Any] | None = None,
) -> Entry:
    """Write down an act upon a thing; it commits or vanishes with the act itself."""
    return Entry.objects.create(
        at=at, action=action, actor=by, subject=on, unit_code=unit_code, detail=detail or {}
    )
