"""A new holiday moves the dates that step over it, and only those."""

from datetime import date

from kheo.foundation.clock.deadlines import Due, Extension, Suspension, due
from kheo.foundation.clock.redate import redate


def test_a_holiday_in_between_moves_a_stored_date(book, calendar):
    stored = due(book.get("TC-FWD-01", date(2026, 3, 2)), date(2026, 3, 2), calendar)
    storm = calendar.with_holiday(date(2026, 3, 5), "nghỉ bão")

    again = redate(Due.from_json(stored.to_json()), storm)

    assert (stored.on, again.on) == (date(2026, 3, 9), date(2026, 3, 10))
    assert again.explain()[3] == "Không tính 1 ngày lễ: 05/03 (nghỉ bão)."
    assert again.calendar_version == storm.version != stored.calendar_version


def test_under_the_same_calendar_nothing_changes(book, calendar):
    day = date(2026, 3, 2)
    stored = due(
        book.get("KN-L1-RES", day),
        day,
        calendar,
        remote=True,
        extensions=[Extension("complex", 15, "calendar_day")],
        suspensions=[Suspension(date(2026, 3, 9), date(2026, 3, 11), "bão")],
    )

    assert redate(stored, calendar) == stored
    assert redate(stored.inputs, calendar, book=book) == stored


def test_the_rule_stays_that_of_its_day(book, calendar):
    day = date(2026, 6, 30)
    stored = due(book.get("TCD-FRQ-XA", day), day, calendar)

    assert redate(stored, calendar.with_holiday(day, "bão")).rule_code == "TCD-FRQ-XA-OLD"
