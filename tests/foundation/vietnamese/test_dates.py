"""Times read into half-open periods, and impossible ones named."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.vietnamese.dates import (
    DateError,
    MissingYear,
    NoSuchDate,
    Period,
    Precision,
    Unreadable,
    day_of,
    find,
    month_of,
    parse,
    parse_date,
    quarter_of,
    write_date,
    write_long_date,
    write_period,
    write_plain_date,
    years,
)
from kheo.foundation.vietnamese.text import fold, nfc
from tests.foundation.vietnamese.samples import TEXTS, any_text

days = st.dates(date(1000, 1, 1), date(2998, 12, 31))
numbers_of_years = st.integers(1000, 2998)
months = st.builds(date, numbers_of_years, st.integers(1, 12), st.just(1))
quarters = st.builds(quarter_of, numbers_of_years, st.integers(1, 4))


@st.composite
def periods(draw):
    """Draw a period of any precision and length."""
    ends = st.tuples(days, days).map(sorted)
    first, last = draw(ends)
    return draw(
        st.sampled_from(
            [
                Period(first, last + timedelta(days=1)),
                Period(
                    month_of(first.year, first.month).since,
                    month_of(last.year, last.month).until,
                    Precision.MONTH,
                ),
                Period(
                    quarter_of(first.year, (first.month + 2) // 3).since,
                    quarter_of(last.year, (last.month + 2) // 3).until,
                    Precision.QUARTER,
                ),
                years(first.year, last.year),
            ]
        )
    )


@given(periods())
def test_what_is_written_is_read_back(period):
    assert parse(write_period(period)) == period
    assert parse(fold(write_period(period))) == period


@given(days)
def test_every_way_of_writing_a_day_is_read_back(day):
    for write in (write_date, write_long_date, write_plain_date, date.isoformat):
        assert parse_date(write(day)) == day


@given(periods())
def test_a_written_period_is_found_in_running_text(period):
    text = f"Báo cáo {write_period(period)} của xã"

    (found,) = find(text)

    assert found.period == period
    assert text[found.start : found.end] == found.text


@given(any_text)
def test_any_text_is_a_time_or_a_named_error(text):
    try:
        assert parse(text).since < parse(text).until
    except DateError as error:
        assert str(error).endswith(".")


@pytest.mark.parametrize(
    ("written", "since", "until", "precision"),
    [
        ("01/8/2013", date(2013, 8, 1), date(2013, 8, 2), Precision.DAY),
        ("1-8-2013", date(2013, 8, 1), date(2013, 8, 2), Precision.DAY),
        ("16.9.2021", date(2021, 9, 16), date(2021, 9, 17), Precision.DAY),
        ("ngày 1 tháng 8 năm 2013", date(2013, 8, 1), date(2013, 8, 2), Precision.DAY),
        ("NGÀY 01 THÁNG 8 NĂM 2013", date(2013, 8, 1), date(2013, 8, 2), Precision.DAY),
        ("mùng 2 tháng 9 năm 1945", date(1945, 9, 2), date(1945, 9, 3), Precision.DAY),
        ("2013-08-01", date(2013, 8, 1), date(2013, 8, 2), Precision.DAY),
        ("29/02/2024", date(2024, 2, 29), date(2024, 3, 1), Precision.DAY),
        ("tháng 4/2016", date(2016, 4, 1), date(2016, 5, 1), Precision.MONTH),
        ("tháng 12 năm 2016", date(2016, 12, 1), date(2017, 1, 1), Precision.MONTH),
        ("tháng 4-2017", date(2017, 4, 1), date(2017, 5, 1), Precision.MONTH),
        ("4/2016", date(2016, 4, 1), date(2016, 5, 1), Precision.MONTH),
        ("tháng 5 - 9/2015", date(2015, 5, 1), date(2015, 10, 1), Precision.MONTH),
        ("6 tháng đầu năm 2016", date(2016, 1, 1), date(2016, 7, 1), Precision.MONTH),
        ("sáu tháng cuối năm 2016", date(2016, 7, 1), date(2017, 1, 1), Precision.MONTH),
        (
            "từ tháng 6/2013 đến hết tháng 12/2023",
            date(2013, 6, 1), date(2024, 1, 1), Precision.MONTH,
        ),
        ("quý I/2016", date(2016, 1, 1), date(2016, 4, 1), Precision.QUARTER),
        ("quí 2-2017", date(2017, 4, 1), date(2017, 7, 1), Precision.QUARTER),
        ("Quý IV năm 2017", date(2017, 10, 1), date(2018, 1, 1), Precision.QUARTER),
        ("quý ba năm 2017", date(2017, 7, 1), date(2017, 10, 1), Precision.QUARTER),
        ("năm 2022", date(2022, 1, 1), date(2023, 1, 1), Precision.YEAR),
        ("2022", date(2022, 1, 1), date(2023, 1, 1), Precision.YEAR),
        ("giai đoạn 2016–2020", date(2016, 1, 1), date(2021, 1, 1), Precision.YEAR),
        ("giai đoạn 2016 - 2020", date(2016, 1, 1), date(2021, 1, 1), Precision.YEAR),
        ("2016- 2021", date(2016, 1, 1), date(2022, 1, 1), Precision.YEAR),
        ("nhiệm kỳ 2010 - 2015", date(2010, 1, 1), date(2016, 1, 1), Precision.YEAR),
        ("từ năm 2013 đến năm 2023", date(2013, 1, 1), date(2024, 1, 1), Precision.YEAR),
    ],
)  # fmt: skip
def test_known_forms(written, since, until, precision):
    assert parse(written) == Period(since, until, precision)


@pytest.mark.parametrize(
    ("written", "error", "sentence"),
    [
        (
            "31/02/2024",
            NoSuchDate,
            "Ngày 31/02/2024 không có trong lịch: tháng 2 năm 2024 chỉ có 29 ngày.",
        ),
        (
            "29/02/2023",
            NoSuchDate,
            "Ngày 29/02/2023 không có trong lịch: tháng 2 năm 2023 chỉ có 28 ngày.",
        ),
        (
            "ngày 0 tháng 5 năm 2024",
            NoSuchDate,
            "Ngày 00/05/2024 không có trong lịch: tháng 5 năm 2024 chỉ có 31 ngày.",
        ),
        (
            "1/13/2024",
            NoSuchDate,
            "Ngày 01/13/2024 không có trong lịch: một năm chỉ có 12 tháng.",
        ),
        ("tháng 13/2016", NoSuchDate, "Không có tháng 13: một năm chỉ có 12 tháng."),
        ("quý 5/2016", NoSuchDate, "Không có quý 5: một năm chỉ có 4 quý."),
        ("2020-2016", NoSuchDate, "Giai đoạn 2020–2016 kết thúc trước khi bắt đầu."),
        (
            "từ tháng 9/2016 đến tháng 5/2016",
            NoSuchDate,
            "Khoảng thời gian kết thúc trước khi bắt đầu.",
        ),
        (
            "12 tháng đầu năm 2016",
            NoSuchDate,
            "Một năm không có 12 tháng đầu hay cuối năm.",
        ),
        (
            "30/5",
            MissingYear,
            "“30/5” thiếu năm. Hãy viết cả năm, như 01/8/2013 hay tháng 4/2016.",
        ),
        (
            "từ 01/8/2013 đến tháng 9/2013",
            Unreadable,
            "Hai đầu của khoảng thời gian phải cùng là ngày, tháng, quý hoặc năm.",
        ),
        (
            "01/8/13",
            Unreadable,
            "Không hiểu thời gian “01/8/13”. Hãy viết như 01/8/2013, tháng 4/2016, "
            "quý I/2016, năm 2022 hoặc giai đoạn 2016–2020.",
        ),
    ],
)
def test_what_is_no_time_is_said_in_a_sentence(written, error, sentence):
    with pytest.raises(error) as caught:
        parse(written)

    assert str(caught.value) == sentence


@pytest.mark.parametrize("written", ["", "hôm qua", "tháng 4/2016", "năm 2022", "9" * 1_000_000])
def test_a_field_for_a_day_takes_only_a_day(written):
    with pytest.raises(Unreadable, match="Hãy viết ngày như 01/8/2013"):
        parse_date(written)


def test_a_range_of_one_day_is_a_day_and_a_range_of_two_is_not():
    assert parse_date("từ 01/8/2013 đến 01/8/2013") == date(2013, 8, 1)
    with pytest.raises(Unreadable):
        parse_date("từ 01/8/2013 đến 02/8/2013")


def test_offices_put_a_zero_before_days_and_the_first_two_months():
    assert write_date(date(2013, 8, 1)) == "01/8/2013"
    assert write_date(date(2013, 2, 12)) == "12/02/2013"
    assert write_long_date(date(2024, 1, 5)) == "ngày 05 tháng 01 năm 2024"
    assert write_plain_date(date(2013, 8, 1)) == "01/08/2013"


@pytest.mark.parametrize(
    ("period", "written"),
    [
        (day_of(date(2013, 8, 1)), "01/8/2013"),
        (month_of(2016, 1), "tháng 1/2016"),
        (month_of(2016, 1, 6), "6 tháng đầu năm 2016"),
        (month_of(2016, 5, 9), "từ tháng 5/2016 đến tháng 9/2016"),
        (quarter_of(2016, 1), "quý I/2016"),
        (years(2022), "năm 2022"),
        (years(2016, 2020), "giai đoạn 2016–2020"),
    ],
)
def test_periods_are_written_as_reports_write_them(period, written):
    assert write_period(period) == written


def test_a_period_holds_its_first_day_and_not_its_end():
    period = month_of(2016, 4)

    assert date(2016, 4, 1) in period
    assert date(2016, 4, 30) in period
    assert date(2016, 5, 1) not in period
    assert period.last_day == date(2016, 4, 30)


def test_a_period_is_whole_and_not_empty():
    with pytest.raises(NoSuchDate):
        Period(date(2016, 4, 1), date(2016, 4, 1))
    with pytest.raises(ValueError, match="no whole month"):
        Period(date(2016, 4, 2), date(2016, 5, 1), Precision.MONTH)
    with pytest.raises(ValueError, match="no whole quarter"):
        Period(date(2016, 2, 1), date(2016, 5, 1), Precision.QUARTER)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nghị quyết ngày 01/8/2013, quý I/2016.", ["ngày 01/8/2013", "quý I/2016"]),
        ("từ tháng 6/2013 đến tháng 12/2023", ["từ tháng 6/2013 đến tháng 12/2023"]),
        ("5 năm (2011-2015), năm 2022", ["2011-2015", "năm 2022"]),
        ("Việt Nam 2016, đạt 14/7 và 2.016 người", []),
        ("Nghị định 58/2017/NĐ-CP, 19-2017/NQ-CP", []),
    ],
)
def test_times_are_found_in_running_text(text, expected):
    assert [found.text for found in find(text)] == expected


@pytest.mark.parametrize(
    ("text", "error"),
    [("Ngày 31/02/2024, họp", NoSuchDate), ("chiều 14/7, họp", MissingYear)],
)
def test_faulty_times_in_running_text_keep_their_fault(text, error):
    (found,) = find(text)

    assert found.period is None
    assert isinstance(found.problem, error)


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_goes_through(text):
    composed = nfc(text)
    found = find(text)

    assert all(composed[item.start : item.end] == item.text for item in found)
    assert all((item.period is None) != (item.problem is None) for item in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
