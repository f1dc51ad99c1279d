"""What must hold for every rule, day and suspension."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.clock.book import default_book, default_calendar
from kheo.foundation.clock.deadlines import Due, Suspension, due
from kheo.foundation.clock.redate import redate

CALENDAR = default_calendar()
RULES = [rule for rule in default_book() if rule.unit != "hour"]
DAY_RULES = [
    rule
    for rule in RULES
    if rule.kind == "deadline_max" and rule.unit in ("working_day", "calendar_day")
]
days = st.dates(min_value=date(2023, 1, 1), max_value=date(2030, 12, 31))
rules = st.sampled_from(RULES)
day_rules = st.sampled_from(DAY_RULES)


def span(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@given(rules, days, st.integers(min_value=1, max_value=60))
def test_a_later_trigger_never_gives_an_earlier_date(rule, day, later):
    assert due(rule, day, CALENDAR).on <= due(rule, day + timedelta(days=later), CALENDAR).on


@given(rules, days, st.booleans())
def test_a_date_that_must_be_a_working_day_is_one(rule, day, remote):
    counted = due(rule, day, CALENDAR, remote=remote)

    if rule.unit == "working_day" or rule.roll:
        assert CALENDAR.is_working_day(counted.on)


@given(st.sampled_from([r for r in DAY_RULES if r.unit == "working_day"]), days)
def test_as_many_working_days_lie_in_the_period_as_the_rule_says(rule, day):
    counted = due(rule, day, CALENDAR)
    worked = [d for d in span(day + timedelta(days=1), counted.on) if CALENDAR.is_working_day(d)]

    assert len(worked) == rule.length
    assert counted.starts_on == worked[0]
    assert len(worked) + len(counted.skipped) == (counted.on - day).days


@given(day_rules, days, st.data())
def test_a_suspension_of_n_days_moves_the_date_by_n_of_the_right_kind(rule, day, data):
    plain = due(rule, day, CALENDAR, roll=False)
    since = data.draw(st.sampled_from(span(day + timedelta(days=1), plain.on)))
    length = data.draw(st.integers(min_value=1, max_value=40))
    pause = Suspension(since, since + timedelta(days=length), "bão")

    moved = due(rule, day, CALENDAR, suspensions=[pause], roll=False)

    stopped = span(since, since + timedelta(days=length - 1))
    after = span(plain.on + timedelta(days=1), moved.on)
    if rule.unit == "working_day":
        stopped = [d for d in stopped if CALENDAR.is_working_day(d)]
        after = [d for d in after if CALENDAR.is_working_day(d)]
    assert len(after) == len(stopped) == moved.paused


@given(day_rules, days, st.lists(st.tuples(st.integers(0, 90), st.integers(1, 20)), max_size=4))
def test_with_any_suspensions_the_date_is_the_last_day_that_counts(rule, day, pauses):
    suspensions = [
        Suspension(day + timedelta(days=s), day + timedelta(days=s + n), "bão") for s, n in pauses
    ]
    counted = due(rule, day, CALENDAR, suspensions=suspensions, roll=False)

    running = [
        d
        for d in span(day + timedelta(days=1), counted.on)
        if not any(s.since <= d < s.until for s in suspensions if s.until)
        and (rule.unit == "calendar_day" or CALENDAR.is_working_day(d))
    ]
    assert len(running) == rule.length
    assert running[-1] == counted.on


@given(rules, days, st.booleans())
def test_a_warning_comes_before_the_date(rule, day, remote):
    counted = due(rule, day, CALENDAR, remote=remote)

    assert counted.warn_on is None or counted.warn_on < counted.on


@given(rules, days, st.booleans())
def test_nothing_is_lost_in_storage(rule, day, remote):
    counted = due(rule, day, CALENDAR, remote=remote)

    assert Due.from_json(counted.to_json()) == counted


@given(day_rules, days, st.integers(min_value=1, max_value=30))
def test_a_new_holiday_never_brings_a_date_forward(rule, day, offset):
    if not rule.in_force(day):
        day = rule.effective_from or rule.effective_to or day
    stored = due(rule, day, CALENDAR)

    moved = redate(stored, CALENDAR.with_holiday(day + timedelta(days=offset), "bão"))

    assert moved.on >= stored.on
