"""Writes rows as CSV and as SDMX while they are read, so that no table is too long.

A text that begins like a formula would be carried out by a spreadsheet; such a text gets an
apostrophe, one that already has apostrophes before such a sign another, so it can be taken back.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from django.utils import timezone

from kheo.foundation.sheets import LINES_AT_ONCE
from kheo.insight.opendata.definition import Column, Dataset, Row, Type, Value

ACTS = re.compile(r"'*[=+\-@\t\r]")
DECIMALS = 8
# Signs that neither CSV nor XML can carry.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def cell(value: Value, column: Column) -> str:
    """Write one value in the form its column promises; nothing is an empty cell."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return _plain(value)
    if isinstance(value, float):
        return _plain(Decimal(str(value)))
    text = str(value)
    return text if column.type is not Type.TEXT else _safe(UNPRINTABLE.sub("", text))


def _plain(value: Decimal) -> str:
    # As fine as Parquet keeps it, so that both files hold the same; a millimetre of the earth.
    written = f"{value:.{DECIMALS}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _safe(text: str) -> str:
    # One kind of line end: what readers of CSV agree on.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if ACTS.match(text) else text


def header(dataset: Dataset) -> list[str]:
    return [column.name for column in dataset.columns]


def lines(dataset: Dataset, rows: Iterable[Row], *, is_fixed: bool = False) -> Iterator[list[str]]:
    """Write rows as cells; a fixed version leaves out what may be withdrawn later."""
    columns = [(column, is_fixed and column.may_go) for column in dataset.columns]
    for row in rows:
        yield [
            "" if is_left_out else cell(value, column)
            for value, (column, is_left_out) in zip(row, columns, strict=True)
        ]


def pieces(lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write lines of CSV (RFC 4180), several at once."""
    waiting = iter(lines)
    while several := list(islice(waiting, LINES_AT_ONCE)):
        piece = io.StringIO()
        csv.writer(piece).writerows(several)
        yield piece.getvalue()
