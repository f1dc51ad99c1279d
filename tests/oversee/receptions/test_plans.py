"""The planner keeps the rule of every period, whatever holidays lie in it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.foundation.clock.book import default_calendar
from kheo.foundation.units.models import Body, Unit
from kheo.oversee.receptions import queries, rules

COMMUNE = Body(kind="people_committee", unit=Unit(level="commune"))
PROVINCE = Body(kind="people_committee", unit=Unit(level="province"))
INSPECTORS = Body(kind="inspectorate", unit=Unit(level="province"))
months = st.dates(date(2024, 1, 1), date(2027, 12, 31)).map(queries.month_of)


def days(body, since, until):
    return [one.on for one in queries.proposals(body, since, until)]


def test_a_commune_chair_sat_every_week_until_the_law_changed():
    owed = queries.spans(COMMUNE, date(2026, 6, 1), date(2026, 7, 1))

    assert [span.owed for span in owed] == [1, 1, 1, 1]
    assert {span.rule.code for span in owed} == {"TCD-FRQ-XA-OLD"}


def test_since_then_two_days_a_month():
    owed = queries.spans(COMMUNE, date(2026, 7, 1), date(2026, 8, 1))

    assert [(span.since, span.until, span.owed) for span in owed] == [
        (date(2026, 7, 1), date(2026, 8, 1), 2)
    ]


def test_two_days_are_the_first_and_a_later_thursday():
    assert days(COMMUNE, date(2026, 10, 1), date(2026, 11, 1)) == [
        date(2026, 10, 1),
        date(2026, 10, 15),
    ]


def test_a_quarter_is_three_months():
    found = days(COMMUNE, date(2026, 10, 1), date(2027, 1, 1))

    assert [day.month for day in found] == [10, 10, 11, 11, 12, 12]


def test_a_holiday_moves_to_the_next_working_day():
    # 1 January 2026 is a Thursday; Friday the 2nd was a day off in exchange for another.
    first = queries.proposals(PROVINCE, date(2026, 1, 1), date(2026, 2, 1))[0]

    assert first.instead_of == date(2026, 1, 1)
    assert first.why
    assert first.on > date(2026, 1, 1)
    assert default_calendar().is_working_day(first.on)


def test_any_other_agency_sits_once_a_month():
    assert len(days(INSPECTORS, date(2026, 10, 1), date(2026, 11, 1))) == 1


def test_a_level_that_ended_owes_nothing():
    district = Body(kind="people_committee", unit=Unit(level="district"))

    assert days(district, date(2026, 10, 1), date(2026, 11, 1)) == []


@pytest.mark.parametrize("body", [COMMUNE, PROVINCE, INSPECTORS])
@settings(max_examples=48, deadline=None)
@given(month=months, weekday=st.integers(0, 4))
def test_proposals_keep_the_rule_on_working_days_only(body, month, weekday):
    found = [one.on for one in queries.proposals(body, *month, weekday=weekday)]
    calendar = default_calendar()

    assert len(found) == len(set(found))
    assert all(calendar.is_working_day(day) for day in found)
    for span in queries.spans(body, *month):
        inside = [day for day in found if span.since <= day < span.until]
        working = [
            span.since + timedelta(days=n)
            for n in range((span.until - span.since).days)
            if calendar.is_working_day(span.since + timedelta(days=n))
        ]
        assert len(inside) >= min(span.owed, len(working))


def test_the_rules_of_the_place_are_data():
    custom = rules.custom()

    assert (custom.weekday, custom.hold_minutes, custom.capacity) == (3, 10, 20)
    assert {ground.code for ground in rules.refusals()} == {
        "not_aware",
        "threatens",
        "settled",
        "by_law",
    }
    assert all("Điều 9" in ground.words for ground in rules.refusals())


def test_groups_begin_where_the_law_says():
    groups = rules.groups()

    assert [groups.is_group(people) for people in (4, 5)] == [False, True]
    assert [groups.most_speakers(people) for people in (4, 5, 10, 11, 300)] == [4, 2, 2, 5, 5]
