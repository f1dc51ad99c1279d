"""The calendar knows every day off of the public sector, and why."""

from datetime import UTC, date, datetime, timedelta

import holidays
import pytest

from kheo.foundation.clock.book import LAW, default_calendar
from kheo.foundation.clock.calendar import SkippedDay, WorkCalendar
from kheo.foundation.clock.errors import BeyondCalendar, BrokenRuleFile


def days(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_tet_2026_is_nine_days_off(calendar):
    around = days(date(2026, 2, 13), date(2026, 2, 23))

    assert [day.day for day in around if not calendar.is_working_day(day)] == [
        14, 15, 16, 17, 18, 19, 20, 21, 22,
    ]  # fmt: skip


def test_each_day_off_says_why(calendar):
    assert calendar.why_off(date(2026, 2, 14)) == "thứ Bảy"
    assert calendar.why_off(date(2026, 2, 15)) == "Chủ nhật"
    assert calendar.why_off(date(2026, 2, 17)) == "Tết Nguyên Đán"
    assert calendar.why_off(date(2026, 4, 27)) == "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"
    assert calendar.why_off(date(2026, 8, 31)) == "nghỉ hoán đổi dịp Quốc khánh"
    assert calendar.why_off(date(2026, 2, 13)) is None


@pytest.mark.parametrize(
    ("off", "works"),
    [
        (date(2024, 4, 29), date(2024, 5, 4)),
        (date(2025, 5, 2), date(2025, 4, 26)),
        (date(2026, 1, 2), date(2026, 1, 10)),
        (date(2026, 8, 31), date(2026, 8, 22)),
    ],
)
def test_a_swapped_day_is_off_and_its_saturday_is_worked(calendar, off, works):
    assert not calendar.is_working_day(off)
    assert calendar.is_working_day(works)
    assert calendar.made_up[works] == off


def test_our_table_has_every_swap_the_package_knows_for_the_announced_years(calendar):
    known = holidays.country_holidays("VN", years=sorted(calendar.confirmed_years))
    announced = {d for d in known.weekend_workdays if d.year in calendar.confirmed_years}

    ours = {works for works, off in calendar.made_up.items() if works != off}

    assert announced <= ours


def test_adding_a_holiday_gives_a_new_calendar(calendar):
    changed = calendar.with_holiday(date(2026, 11, 20), "nghỉ bão", "storm")

    assert changed.day_off(date(2026, 11, 20)) == SkippedDay(
        date(2026, 11, 20), "nghỉ bão", "holiday", "storm"
    )
    assert calendar.is_working_day(date(2026, 11, 20))
    assert changed.version != calendar.version
    assert calendar.with_holiday(date(2026, 11, 22), "trùng Chủ nhật").version == calendar.version


def test_a_make_up_saturday_can_become_a_holiday(calendar):
    assert calendar.with_holiday(date(2026, 8, 22), "bão").why_off(date(2026, 8, 22)) == "bão"


def test_the_certain_calendar_leaves_out_days_on_weak_ground(calendar):
    culture_day = date(2026, 11, 24)

    assert calendar.why_off(culture_day) == "Ngày Văn hóa Việt Nam"
    assert calendar.certain.is_working_day(culture_day)
    assert not calendar.certain.is_working_day(date(2026, 9, 2))


def test_a_moment_belongs_to_its_day_in_vietnam(calendar):
    late_evening_in_london = datetime(2026, 11, 9, 18, 0, tzinfo=UTC)

    assert calendar.day_of(late_evening_in_london) == date(2026, 11, 10)
    assert calendar.day_of(datetime(2026, 11, 9, 23, 0)) == date(2026, 11, 9)  # noqa: DTZ001
    assert calendar.day_of(date(2026, 11, 9)) == date(2026, 11, 9)


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2061, 1, 1)])
def test_a_day_beyond_the_calendar_is_refused(calendar, day):
    with pytest.raises(BeyondCalendar, match="nằm ngoài lịch làm việc"):
        calendar.is_working_day(day)


def test_an_extra_day_off_in_the_file_is_off(edit):
    def alter(file):
        file["extra_off"] = [
            {"date": "2026-07-20", "name_vi": "Quốc tang", "name_en": "national mourning"}
        ]

    changed = WorkCalendar.vietnam(edit("calendar.yaml", alter))

    assert changed.why_off(date(2026, 7, 20)) == "Quốc tang"


@pytest.mark.parametrize(
    ("alter", "field"),
    [
        (lambda file: file.pop("weekend"), "weekend"),
        (lambda file: file.update(weekend=["funday"]), "weekend"),
        (lambda file: file["years"].update({"from": "2000"}), "years.from"),
        (lambda file: file["swapped"][0].update(works="04/05/2024"), "swapped.works"),
        (lambda file: file["swapped"][0].pop("name_vi"), "swapped.name_vi"),
        (lambda file: file.update(confirmed_years=["2026"]), "confirmed_years"),
        (lambda file: file.update(doubtful=[3]), "doubtful"),
    ],
)
def test_a_broken_calendar_is_refused_by_field(edit, alter, field):
    with pytest.raises(BrokenRuleFile) as caught:
        WorkCalendar.vietnam(edit("calendar.yaml", alter))

    assert (caught.value.file, caught.value.field) == ("calendar.yaml", field)


def test_the_default_calendar_is_read_once_from_the_law_of_the_project():
    assert default_calendar() is default_calendar()
    assert default_calendar(LAW).version == default_calendar().version
