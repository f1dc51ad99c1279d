"""Days and hours are read as people write them."""

from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from kheo.foundation.fields.days import Day, Hour, moment_of
from tests.factories import HANOI

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 15, 20, tzinfo=HANOI)


@pytest.mark.parametrize(
    "typed", ["9/11/2026", "09-11-2026", " 9.11.2026", "ngày 9 tháng 11 năm 2026"]
)
def test_a_day_is_read_in_each_writing(typed):
    assert Day().clean(typed) == date(2026, 11, 9)


@pytest.mark.parametrize("typed", ["31/02/2026", "hôm qua"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValidationError):
        Day().clean(typed)


def test_a_missing_day_is_asked_for_and_may_be_left_out():
    assert Day(required=False).clean("") is None
    with pytest.raises(ValidationError, match="Xin ghi ngày, ví dụ 9/11/2026."):
        Day().clean("")
    with pytest.raises(ValidationError, match="Xin ghi ngày thôi chức vụ."):
        Day(missing="Xin ghi ngày thôi chức vụ.").clean("")


def test_a_day_is_shown_as_it_is_written():
    assert Day().prepare_value(date(2026, 11, 9)) == "09/11/2026"
    assert Day().prepare_value("hôm qua") == "hôm qua"
    assert Day().prepare_value(None) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("8", time(8)),
        ("8h", time(8)),
        ("8 giờ 30", time(8, 30)),
        ("13:05", time(13, 5)),
    ],
)
def test_an_hour_is_read_in_each_writing(typed, read):
    assert Hour().clean(typed) == read


def test_an_hour_may_be_left_out():
    assert Hour(required=False).clean("") is None


@pytest.mark.parametrize("typed", ["25:00", "8:61", "sáng sớm"])
def test_what_is_no_hour_is_refused(typed):
    with pytest.raises(ValidationError, match="Giờ chưa đúng"):
        Hour().clean(typed)


def test_an_hour_is_shown_with_its_minutes():
    assert Hour().prepare_value(time(8)) == "08:00"


def test_what_came_today_came_now_and_else_at_the_opening_of_its_day():
    assert moment_of(TODAY, today=TODAY, now=NOW) == NOW
    assert moment_of(date(2026, 2, 27), today=TODAY, now=NOW) == datetime(
        2026, 2, 27, 8, tzinfo=HANOI
    )
