"""Notes who took a book out of the house."""

from datetime import datetime

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.foundation.units.models import Unit


def note_export(*, unit: Unit, year: int, is_searched: bool, by: User, now: datetime) -> None:
    """Enter into the log that somebody exported a book: which, who, when; not what was searched."""
    log.record(
        action="petition.book_exported",
        on=f"unit:{unit.pk}",
        by=by.username,
        at=now,
        unit_code=unit.code,
        detail={"year": year, "is_searched": is_searched},
    )
