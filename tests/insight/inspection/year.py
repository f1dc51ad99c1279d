"""A small year made by the services of the four rooms, so small that it is counted by hand.

The year of the report ends on 14 December 2027; quarter I runs from 15 December 2026 to 14 March.
"""

import uuid
from datetime import date, datetime, timedelta

from kheo.insight.inspection import queries
from kheo.insight.inspection.periods import period
from kheo.insight.inspection.tables import forms
from kheo.oversee.complaints import services as complaints
from kheo.oversee.complaints.models import Decision, Publication
from kheo.oversee.petitions import services as petitions
from kheo.oversee.receptions import services as receptions
from kheo.oversee.receptions.models import Matter, Session
from tests import factories
from tests.factories import HANOI
from tests.oversee.complaints import cases
from tests.oversee.petitions import cases as letters
from tests.oversee.receptions import cases as book

TODAY = date(2027, 12, 31)
Q1 = period("BC-TCD-Q1", 2027)


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=HANOI)


def filled(key: str, unit, *, window=Q1, user=None, today=TODAY):
    report = queries.build(
        tables=[forms().tables[key]], unit=unit, period=window, user=user, today=today
    )
    return report.tables[key]


def numbers(key: str, unit, *, row=None, **asked) -> list[str]:
    """What is printed in a row: the total, or the row of a unit."""
    table = filled(key, unit, **asked)
    line = table.total if row is None else next(
        one for one in table.lines if one.place.unit.pk == row.pk
    )  # fmt: skip
    return [cell.text for cell in line.cells]


def visit(of, on: datetime, **said):
    return book.visit(of, received_at=on, now=on + timedelta(minutes=5), **said)


def reception_year(place) -> None:
    """Five turns of quarter I, one of the quarter before, one of the same quarter a year ago."""
    of = place.body
    first = visit(of, at(2026, 12, 15), people=2)
    visit(of, at(2027, 1, 11), people=1, matter=book.told(earlier=first.matters.get()))
    visit(of, at(2027, 1, 12), people=6, matter=book.told(kind=Matter.Kind.COMPLAINT))
    head = factories.head(of)
    visit(of, at(2027, 1, 14), kind=Session.Kind.PERIODIC, leader=head, people=3,
          matter=book.told(kind=Matter.Kind.FEEDBACK))  # fmt: skip
    visit(of, at(2027, 3, 14, 16), kind=Session.Kind.UNSCHEDULED, leader=head, people=1)
    visit(of, at(2026, 12, 14, 16), people=4)
    visit(of, at(2026, 1, 5), people=2)


__all__ = [
    "Decision", "Publication", "Q1", "TODAY", "at", "cases", "complaints", "filled", "forms",
    "letters", "numbers", "petitions", "reception_year", "receptions", "uuid", "visit",
]  # fmt: skip
