"""Dates worked by hand, across Tết 2026, swapped days and every kind of rule."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kheo.foundation.clock import errors
from kheo.foundation.clock.deadlines import (
    Counted,
    Due,
    Extension,
    Suspension,
    Window,
    due,
    expires,
    latest_notice,
    remaining,
    window_for,
)
from kheo.foundation.clock.rules import RuleBook


def count(book, calendar, code, trigger, **more):
    return due(book.get(code, calendar.day_of(trigger)), trigger, calendar, **more)


@pytest.mark.parametrize(
    ("code", "trigger", "on"),
    [
        # Tết 14–22/02/2026: 10–13 (4), 23–27 (9), 2–6/3 (14), 9/3 (15).
        ("KNPA-LOCAL-01", date(2026, 2, 9), date(2026, 3, 9)),
        # Received on the eve and during Tết: the first day counted is Monday 23/02.
        ("TC-FWD-01", date(2026, 2, 13), date(2026, 2, 27)),
        ("TC-FWD-01", date(2026, 2, 18), date(2026, 2, 27)),
        # 01/01 holiday, 02/01 swapped off: 5, 6, 7, 8, 9.
        ("TC-FWD-01", date(2025, 12, 31), date(2026, 1, 9)),
        # 6, 7, 8, 9 and the make-up Saturday 10/01.
        ("TC-FWD-01", date(2026, 1, 5), date(2026, 1, 10)),
        # The make-up Saturday 22/08 is the first day.
        ("TC-FWD-01", date(2026, 8, 21), date(2026, 8, 27)),
        # 27, 28; 29/08–02/09 off with the swapped Monday; 3, 4, 7.
        ("TC-FWD-01", date(2026, 8, 26), date(2026, 9, 7)),
        # 2025: 28, 29/04; 30/04–04/05 off with the swapped Friday; 5, 6, 7/05.
        ("TC-FWD-01", date(2025, 4, 25), date(2025, 5, 6)),
    ],
)
def test_working_days_by_hand(book, calendar, code, trigger, on):
    assert count(book, calendar, code, trigger).on == on


@pytest.mark.parametrize(
    ("code", "trigger", "raw", "on"),
    [
        # The tenth day is 16/02, in Tết: the next working day is 23/02.
        ("XLD-PROC-01", date(2026, 2, 6), date(2026, 2, 16), date(2026, 2, 23)),
        ("XLD-PROC-01", date(2026, 11, 5), date(2026, 11, 15), date(2026, 11, 16)),
        ("XLD-PROC-01", date(2026, 11, 2), None, date(2026, 11, 12)),
        # A make-up Saturday is a working day: no roll.
        ("XLD-PROC-01", date(2026, 8, 12), None, date(2026, 8, 22)),
        ("DCCS-AGY-CONF-01", date(2025, 12, 31), None, date(2026, 3, 31)),
        ("KN-STAT-01", date(2026, 1, 5), date(2026, 4, 5), date(2026, 4, 6)),
    ],
)
def test_a_last_day_of_rest_moves_to_the_next_working_day(book, calendar, code, trigger, raw, on):
    counted = count(book, calendar, code, trigger)

    assert (counted.on, counted.rolled_from, counted.warn_on) == (on, raw, raw)


def test_rolling_may_be_switched_off_for_one_count(book, calendar):
    strict = count(book, calendar, "XLD-PROC-01", date(2026, 2, 6), roll=False)

    assert (strict.on, strict.rolled_from, strict.skipped) == (date(2026, 2, 16), None, ())


def test_remote_areas_have_their_own_length(book, calendar):
    near = count(book, calendar, "KN-L1-RES", date(2026, 3, 2))
    far = count(book, calendar, "KN-L1-RES", date(2026, 3, 2), remote=True)

    assert (near.on, near.counted) == (date(2026, 4, 1), Counted(30, "calendar_day"))
    assert (far.on, far.counted) == (date(2026, 4, 16), Counted(45, "calendar_day"))
    assert far.explain()[1] == "Địa bàn đi lại khó khăn: 45 ngày."


def test_remote_changes_nothing_where_the_law_has_no_remote_length(book, calendar):
    near = count(book, calendar, "KN-L1-ACC", date(2026, 3, 2))
    far = count(book, calendar, "KN-L1-ACC", date(2026, 3, 2), remote=True)

    assert (far.on, far.is_remote) == (near.on, False)


def test_a_named_case_has_its_own_length(book, calendar):
    counted = count(book, calendar, "DL-WDR-01", date(2026, 3, 2), case="with_processor")

    assert counted.on == date(2026, 3, 23)
    assert counted.rolled_from == date(2026, 3, 22)
    assert counted.explain()[1] == "Trường hợp: bên xử lý hoặc bên thứ ba cũng phải dừng."
    with pytest.raises(errors.UnknownCase):
        count(book, calendar, "DL-WDR-01", date(2026, 3, 2), case="other")


@pytest.mark.parametrize(
    ("trigger", "on"),
    [
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2026, 1, 15), date(2026, 4, 15)),
        (date(2027, 11, 30), date(2028, 2, 29)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(book, calendar, trigger, on):
    assert expires(book.get("DCCS-INIT-01", trigger), trigger, calendar).on == on


def test_years_keep_the_day(book, calendar):
    rule = book.get("XLD-LUU-01", date(2024, 2, 29))

    assert expires(rule, date(2024, 2, 29), calendar).on == date(2025, 2, 28)


def test_hours_run_day_and_night(book, calendar):
    found = datetime(2026, 2, 13, 16, 30, tzinfo=UTC)
    counted = count(book, calendar, "DL-BREACH-01", found)

    assert counted.at == found + timedelta(hours=72)
    assert counted.on == date(2026, 2, 16)
    assert counted.explain() == [
        "72 giờ kể từ lúc phát hiện (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 23;"
        " Nghị định 356/2025/NĐ-CP, mã DL-BREACH-01).",
        "Hết hạn lúc 23:30 thứ Hai 16/02/2026.",
    ]
    now = found + timedelta(hours=70, minutes=30)
    assert remaining(counted, now, calendar).words() == "còn 1 giờ"


def test_hours_need_a_moment(book, calendar):
    with pytest.raises(errors.MomentNeeded):
        count(book, calendar, "DL-BREACH-01", date(2026, 2, 13))


@pytest.mark.parametrize(
    ("code", "event", "on"),
    [
        # Working days before 24/02: 23/02, then 13, 12, 11, 10/02.
        ("TCD-SCH-01", date(2026, 2, 24), date(2026, 2, 10)),
        # Seven days before 24/02 is in Tết: the notice must go out on the 13th.
        ("DTH-NTC-01", date(2026, 2, 24), date(2026, 2, 13)),
        ("DTH-NTC-01", date(2026, 11, 20), date(2026, 11, 13)),
    ],
)
def test_a_notice_counts_back_and_is_never_shortened(book, calendar, code, event, on):
    assert latest_notice(book.get(code, event), event, calendar).on == on


def test_a_doubtful_notice_warns_for_a_longer_one(book, calendar):
    event = date(2026, 11, 20)
    counted = latest_notice(book.get("PB-DOC-01", event), event, calendar)

    assert (counted.on, counted.warn_on) == (date(2026, 11, 5), date(2026, 10, 28))


def test_windows_turn_with_the_year(book):
    quarter = book.get("BC-TCD-Q1", date(2026, 1, 20))

    assert window_for(quarter, date(2025, 12, 20)) == Window(
        date(2025, 12, 15), date(2026, 3, 14), 1
    )
    assert window_for(quarter, date(2026, 3, 14)).until == date(2026, 3, 14)
    assert window_for(quarter, date(2026, 3, 15)).until == date(2027, 3, 14)


@pytest.mark.parametrize(
    ("code", "on", "window"),
    [
        ("TCD-FRQ-XA", date(2026, 6, 30), Window(date(2026, 6, 29), date(2026, 7, 5), 1)),
        ("TCD-FRQ-XA", date(2026, 7, 1), Window(date(2026, 7, 1), date(2026, 7, 31), 2)),
        ("DTH-FRQ-01", date(2026, 5, 5), Window(date(2026, 1, 1), date(2026, 12, 31), 1)),
    ],
)
def test_frequencies_give_the_period_and_how_often(book, calendar, code, on, window):
    rule = book.get(code, on)

    assert window_for(rule, on) == window
    assert due(rule, on, calendar).on == window.until


def test_each_question_fits_its_kind_of_rule(book, calendar):
    day = date(2026, 11, 9)
    deadline = book.get("KN-L1-RES", day)

    with pytest.raises(errors.WrongKind):
        latest_notice(deadline, day, calendar)
    with pytest.raises(errors.WrongKind):
        expires(deadline, day, calendar)
    with pytest.raises(errors.WrongKind):
        window_for(deadline, day)
    with pytest.raises(errors.WrongKind):
        pause = Suspension(day, day + timedelta(days=2), "bão")
        due(book.get("DTH-NTC-01", day), day, calendar, suspensions=[pause])


def test_a_doubtful_length_warns_where_its_notes_say(book, calendar):
    counted = count(book, calendar, "DCCS-PUB-01", date(2026, 11, 2))

    assert (counted.on, counted.warn_on) == (date(2026, 11, 16), date(2026, 11, 9))


@pytest.mark.parametrize(
    ("code", "warn_on"),
    [
        # Low: half of five working days is the third; half of fifteen days is the eighth.
        ("DCCS-ELC-05", date(2026, 11, 5)),
        ("DCCS-TTND-01", date(2026, 11, 10)),
        # Medium: four fifths of fifteen days.
        ("DCCS-SOE-PUB-01", date(2026, 11, 14)),
        # High: none.
        ("KN-L1-ACC", None),
    ],
)
def test_other_doubtful_lengths_warn_by_the_share_in_the_settings(book, calendar, code, warn_on):
    assert count(book, calendar, code, date(2026, 11, 2)).warn_on == warn_on


def test_a_day_off_on_weak_ground_warns_on_the_date_without_it(book, calendar):
    counted = count(book, calendar, "TC-FWD-01", date(2026, 11, 20))

    assert (counted.on, counted.warn_on) == (date(2026, 11, 30), date(2026, 11, 27))
    assert counted.doubtful == (date(2026, 11, 24),)


def test_a_doubtful_minimum_is_counted_on_the_safe_side(book, calendar):
    counted = count(book, calendar, "DCCS-PUB-02", date(2026, 11, 2))

    assert (counted.on, counted.floor) == (date(2026, 12, 2), 20)
    assert counted.cautions()[0] == (
        "Giữ 30 ngày cho chắc chắn; mức tối thiểu ghi nhận là 20 ngày."
    )


def test_a_year_not_yet_announced_is_said(book, calendar):
    counted = count(book, calendar, "TC-FWD-01", date(2026, 12, 31))

    assert counted.unannounced == (2027,)
    assert counted.cautions() == ["Lịch nghỉ năm 2027 chưa công bố đủ; ngày này sẽ được tính lại."]


def complex_case(days, unit="calendar_day", decision=""):
    return Extension("complex", days, unit, decision)


def test_an_extension_within_the_limit_moves_the_date(book, calendar):
    counted = count(book, calendar, "KN-L1-RES", date(2026, 3, 2), extensions=[complex_case(15)])

    assert (counted.on, counted.counted) == (date(2026, 4, 16), Counted(45, "calendar_day"))


def test_a_remote_case_may_be_extended_to_its_own_limit(book, calendar):
    def extend(days):
        more = [complex_case(days)]
        return count(book, calendar, "KN-L1-RES", date(2026, 3, 2), remote=True, extensions=more)

    assert extend(15).counted.number == 60
    with pytest.raises(errors.ExtensionTotalTooLong) as caught:
        extend(16)
    assert str(caught.value) == ("Cả thời hạn và gia hạn của quy tắc KN-L1-RES nhiều nhất 60 ngày.")


def special(days):
    return Extension("special_complex", days, "calendar_day", "QĐ 12")


REFUSED = [
    ("KN-L1-RES", [complex_case(16)], errors.ExtensionTotalTooLong),
    ("KN-L1-RES", [complex_case(5), complex_case(5)], errors.ExtensionTooOften),
    ("KN-L1-RES", [complex_case(5, "working_day")], errors.ExtensionInWrongUnit),
    ("KN-L1-RES", [complex_case(0)], errors.ExtensionNotAllowed),
    ("KN-L1-ACC", [complex_case(5)], errors.ExtensionNotAllowed),
    ("KN-L1-RES", [Extension("bận", 5, "calendar_day")], errors.ExtensionNotAllowed),
    ("TC-RES-01", [complex_case(30)], errors.ExtensionNeedsDecision),
    ("TC-RES-01", [complex_case(31, decision="QĐ 1")], errors.ExtensionTooLong),
    ("TC-RES-01", [special(30)] * 3, errors.ExtensionTooOften),
    ("DL-DEL-01", [Extension("once", 5, "calendar_day")], errors.ExtensionLengthUnknown),
    ("KNPA-LOCAL-01", [complex_case(11, "working_day", "QĐ 1")], errors.ExtensionTooLong),
]


@pytest.mark.parametrize(("code", "extensions", "error"), REFUSED)
def test_an_extension_beyond_the_rule_is_refused(book, calendar, code, extensions, error):
    with pytest.raises(error) as caught:
        count(book, calendar, code, date(2026, 3, 2), extensions=extensions)

    assert isinstance(caught.value, errors.ExtensionRefused)
    assert code in caught.value.message("en")


def test_a_specially_complex_denunciation_reaches_ninety_days(book, calendar):
    counted = count(
        book, calendar, "TC-RES-01", date(2026, 3, 2), extensions=[special(30), special(30)]
    )

    assert counted.counted == Counted(90, "calendar_day")
    # The ninetieth day is Sunday 31/05.
    assert (counted.rolled_from, counted.on) == (date(2026, 5, 31), date(2026, 6, 1))


def test_a_suspension_moves_working_days_by_working_days(book, calendar):
    pause = Suspension(date(2026, 11, 11), date(2026, 11, 16), "chờ giám định")
    counted = count(book, calendar.certain, "TC-FWD-01", date(2026, 11, 9), suspensions=[pause])

    # 10; 11–15 stopped with three working days in it; 16, 17, 18, 19.
    assert (counted.on, counted.paused) == (date(2026, 11, 19), 3)
    assert counted.skipped == ()


def test_a_suspension_moves_calendar_days_by_calendar_days(book, calendar):
    pause = Suspension(date(2026, 11, 11), date(2026, 11, 16), "chờ giám định")
    counted = count(book, calendar, "KN-L1-ACC", date(2026, 11, 2), suspensions=[pause])

    assert (counted.on, counted.paused) == (date(2026, 11, 17), 5)


def test_overlapping_suspensions_count_once_and_late_ones_not_at_all(book, calendar):
    pauses = [
        Suspension(date(2026, 11, 4), date(2026, 11, 6), "a"),
        Suspension(date(2026, 11, 5), date(2026, 11, 7), "b"),
        Suspension(date(2026, 12, 1), date(2026, 12, 9), "sau hạn"),
    ]
    counted = count(book, calendar, "KN-L1-ACC", date(2026, 11, 2), suspensions=pauses, roll=False)

    assert (counted.on, counted.paused) == (date(2026, 11, 15), 3)


def test_an_open_suspension_stops_what_is_left(book, calendar):
    pause = Suspension(date(2026, 11, 12), None, "chờ giám định")
    counted = count(book, calendar.certain, "KNPA-LOCAL-01", date(2026, 11, 9), suspensions=[pause])

    assert counted.stopped_since == date(2026, 11, 12)
    # 10 and 11 are used: 13 of 15 stay, however long it takes.
    for today in (date(2026, 11, 12), date(2027, 3, 1)):
        assert remaining(counted, today, calendar.certain).words() == "còn 13 ngày làm việc"


def test_a_suspension_must_end_after_it_begins():
    with pytest.raises(errors.SuspensionBackwards) as caught:
        Suspension(date(2026, 11, 12), date(2026, 11, 12), "x")

    assert str(caught.value) == ("Ngày tính tiếp (12/11/2026) phải sau ngày tạm dừng (12/11/2026).")


@pytest.mark.parametrize(
    ("today", "words", "english"),
    [
        (date(2026, 11, 20), "còn 6 ngày làm việc", "6 working days left"),
        (date(2026, 11, 22), "còn 6 ngày làm việc", "6 working days left"),
        (date(2026, 11, 27), "còn 1 ngày làm việc", "1 working day left"),
        (date(2026, 11, 30), "hạn hôm nay", "due today"),
        (date(2026, 12, 2), "quá 2 ngày", "2 days late"),
    ],
)
def test_what_is_left_is_said_in_the_unit_of_the_rule(book, calendar, today, words, english):
    counted = count(book, calendar.certain, "KNPA-LOCAL-01", date(2026, 11, 9))
    left = remaining(counted, today, calendar.certain)

    assert (left.words(), left.words("en")) == (words, english)


def test_a_moment_late_at_night_in_utc_is_received_the_next_day(book, calendar):
    evening = datetime(2026, 11, 9, 18, 0, tzinfo=UTC)

    assert count(book, calendar, "TC-FWD-01", evening).starts_on == date(2026, 11, 11)


def test_counting_may_start_on_the_day_itself(edit, calendar):
    book = RuleBook.load(edit("local.yaml", lambda file: file.update(start="same_day")))
    counted = count(book, calendar, "TC-FWD-01", date(2026, 11, 9))

    assert (counted.starts_on, counted.on) == (date(2026, 11, 9), date(2026, 11, 13))
    assert counted.explain()[0].startswith("5 ngày làm việc kể từ ngày nhận tố cáo (")


def test_every_rule_gives_a_date_that_survives_storage(book, calendar):
    for rule in book:
        day = rule.effective_to or date(2026, 11, 9)
        trigger = datetime(2026, 11, 9, 8, tzinfo=UTC) if rule.unit == "hour" else day
        counted = due(rule, trigger, calendar, remote=True)

        assert Due.from_json(counted.to_json()) == counted
        assert counted.explain("en")[0].endswith(f"code {rule.code}).")
