"""Everything that makes a report: templates taken in, reports built, frozen, approved."""

from kheo.insight.reports.errors import UnknownProvince
from kheo.insight.reports.services.freezing import (
    Difference,
    approve,
    compare,
    fingerprint,
    freeze,
    is_whole,
)
from kheo.insight.reports.services.making import ask, cancel, give_up, make
from kheo.insight.reports.services.product import (
    Entry,
    build,
    entries,
    last_day,
    official,
    unit_of,
    write_word,
)
from kheo.insight.reports.services.templates import add_version, begin, rename, retire

__all__ = [
    "Difference",
    "Entry",
    "UnknownProvince",
    "add_version",
    "approve",
    "ask",
    "begin",
    "build",
    "cancel",
    "compare",
    "entries",
    "fingerprint",
    "freeze",
    "give_up",
    "is_whole",
    "last_day",
    "make",
    "official",
    "rename",
    "retire",
    "unit_of",
    "write_word",
]
