"""What is read for a panel, before anybody draws it: places or months with their numbers."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kheo.foundation.accounts.permissions import Somebody
from kheo.foundation.units.models import Unit

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """Whose board it is, over which months, and who reads it.

    `communes` are those of the unit today. On a public board nothing small is told.
    """

    unit: Unit
    communes: tuple[Unit, ...]
    since: date
    until: date
    today: date
    reader: Somebody
    is_public: bool


@dataclass(frozen=True)
class Value:
    """A number with the page behind it; None is unknown, or hidden because it tells of too few."""

    amount: Decimal | None = None
    url: str = ""
    is_hidden: bool = False


@dataclass(frozen=True)
class Mark:
    """A place, a month or a kind with a number for each series."""

    label: str
    values: tuple[Value, ...]
    unit: Unit | None = None


@dataclass(frozen=True)
class Reading:
    """What a panel says: its series, its marks in order, and the number of the whole.

    The whole may count in another unit than the marks: a share of all, beside items by state.
    """

    series: tuple[str, ...]
    marks: tuple[Mark, ...]
    unit_of_count: str
    whole: Value = Value()
    whole_unit: str = ""
    tones: tuple[str, ...] = ()
    limit: Decimal | None = None
    dashed: tuple[int, ...] = ()
    note: str = ""
