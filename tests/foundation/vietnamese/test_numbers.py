"""Numbers read and written exactly, and faulty ones reported with what they may mean."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.vietnamese.numbers import (
    Fault,
    Flag,
    Malformed,
    find,
    parse,
    parse_money,
    write,
    write_money,
    write_percent,
)
from kheo.foundation.vietnamese.text import nfc
from tests.foundation.vietnamese.samples import TEXTS, any_text

values = st.decimals(
    min_value=-(10**15), max_value=10**15, places=3, allow_nan=False, allow_infinity=False
)


@pytest.mark.parametrize(
    ("written", "value", "flags"),
    [
        ("1.190", "1190", set()),
        ("96,4", "96.4", set()),
        ("12.639,6", "12639.6", set()),
        ("01", "1", {Flag.LEADING_ZERO}),
        ("0", "0", set()),
        ("2901", "2901", {Flag.NOT_GROUPED}),
        ("19,970 tỷ", "19970000000", {Flag.THREE_DECIMALS}),
        ("566 tỷ 384 triệu", "566384000000", {Flag.COMPOUND}),
        ("126 tỷ 090 triệu", "126090000000", {Flag.COMPOUND}),
        ("2 triệu 500.000", "2500000", {Flag.COMPOUND}),
        ("16,4 nghìn tỷ", "16400000000000", set()),
        ("38 ngàn", "38000", set()),
        ("5 vạn", "50000", set()),
        ("8,5 tỉ", "8500000000", set()),
        ("700.000 nghìn", "700000000", {Flag.DOUBLED_SCALE}),
        ("âm 0,18", "-0.18", {Flag.NEGATIVE_IN_WORDS}),
        ("-5", "-5", set()),
        ("−1.000", "-1000", set()),
        ("  1.190\u00a0", "1190", set()),
    ],
)
def test_sound_numbers_are_read(written, value, flags):
    number = parse(written)

    assert number.value == Decimal(value)
    assert number.flags == flags
    assert not number.is_percent


@pytest.mark.parametrize("written", ["96,4%", "96,4 %", "96,4 phần trăm"])
def test_percent_is_part_of_the_number(written):
    number = parse(written)

    assert (number.value, number.is_percent, number.text) == (Decimal("96.4"), True, "96,4%")


@pytest.mark.parametrize(
    ("written", "worth"),
    [("96,4", "0.1"), ("1.190", "1"), ("8,9 tỷ", "100000000"), ("566 tỷ 384 triệu", "1000000")],
)
def test_a_number_tells_what_its_last_digit_is_worth(written, worth):
    assert parse(written).last_digit == Decimal(worth)


@pytest.mark.parametrize(
    ("written", "fault", "readings"),
    [
        ("3574.303", Fault.GROUPS, ["3574303", "3574.303"]),
        ("3574.30", Fault.DOT_DECIMAL, ["3574.30"]),
        ("1.19.0", Fault.GROUPS, ["119.0"]),
        ("1.190.", Fault.GROUPS, []),
        ("4.1", Fault.DOT_DECIMAL, ["4.1"]),
        ("1,2,3", Fault.COMMAS, []),
        ("1,190.5", Fault.COMMAS, []),
        ("1,", Fault.NO_DECIMALS, []),
        ("01.190", Fault.ZERO_GROUP, ["1190", "1.190"]),
        ("41, 75 tỷ", Fault.SPACE, ["41750000000"]),
        ("1 190", Fault.SPACE, []),
        ("5 triệu 2 tỷ", Fault.SCALES, []),
        ("1 tỷ 2.000 triệu", Fault.SCALES, []),
        ("2,5 tỷ 3 triệu", Fault.SCALES, []),
        ("2 triệu 5", Fault.SCALES, []),
        ("5 dự án", Fault.SCALES, []),
        ("", Fault.NO_NUMBER, []),
        ("mười", Fault.NO_NUMBER, []),
        ("%", Fault.NO_NUMBER, []),
        ("٣", Fault.NO_NUMBER, []),
        ("1" * 41, Fault.TOO_LONG, []),
        ("1" * 1_000_000, Fault.TOO_LONG, []),
    ],
)
def test_faulty_numbers_are_reported_and_not_guessed(written, fault, readings):
    with pytest.raises(Malformed) as caught:
        parse(written)

    assert caught.value.fault == fault
    assert caught.value.readings == tuple(map(Decimal, readings))
    assert str(fault) in str(caught.value)
    assert len(str(caught.value)) < 250


@given(values)
def test_what_is_written_is_read_back(value):
    assert parse(write(value)).value == value
    assert parse(write_percent(value)).value == value
    assert parse(parse(write(value)).text).value == value


@given(st.integers(-(10**30), 10**30))
def test_money_is_read_back_to_the_dong(amount):
    assert parse_money(write_money(amount)).value == amount


@given(values, st.integers(0, 3))
def test_rounding_moves_a_number_by_half_its_last_digit_at_most(value, decimals):
    written = parse(write(value, decimals))

    assert written.decimals == decimals
    assert abs(written.value - value) <= Decimal(5).scaleb(-decimals - 1)


@given(any_text)
def test_any_text_is_a_number_or_malformed(text):
    try:
        assert parse(text).value.is_finite()
    except Malformed as malformed:
        assert malformed.text == text


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1190, None, "1.190"),
        (Decimal("96.4"), None, "96,4"),
        (Decimal("96.40"), None, "96,40"),
        (Decimal("1E+5"), None, "100.000"),
        (Decimal("-0.0"), None, "0,0"),
        (Decimal("-0.04"), 1, "0,0"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-1234567.125"), 2, "-1.234.567,13"),
        (7, 1, "7,0"),
    ],
)
def test_writing_examples(value, decimals, written):
    assert write(value, decimals) == written


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_only_finite_numbers_are_written(value):
    with pytest.raises(ValueError, match="finite"):
        write(value)
    with pytest.raises(ValueError, match="whole"):
        write_money(value)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (566_384_000_000, "566 tỷ 384 triệu đồng"),
        (3_000_000, "3 triệu đồng"),
        (12_345_000_000_000, "12.345 tỷ đồng"),
        (114_775_515_001, "114.775.515.001 đồng"),
        (-2_000_000_000, "-2 tỷ đồng"),
        (500, "500 đồng"),
        (0, "0 đồng"),
    ],
)
def test_money_is_written_in_words_of_scale_when_nothing_is_lost(amount, written):
    assert write_money(amount) == written


@pytest.mark.parametrize(
    ("written", "amount"),
    [("8,93 tỷ đồng", 8_930_000_000), ("114.775.515.000 đ", 114_775_515_000), ("5.000 VND", 5000)],
)
def test_money_is_read_with_its_currency(written, amount):
    assert parse_money(written).value == amount


@pytest.mark.parametrize(
    ("written", "fault"),
    [("1,5 đồng", Fault.NOT_WHOLE), ("5%", Fault.NO_NUMBER), ("đồng", Fault.NO_NUMBER)],
)
def test_half_a_dong_and_a_share_are_no_money(written, fault):
    with pytest.raises(Malformed) as caught:
        parse_money(written)

    assert caught.value.fault == fault


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đạt 81/96 dịch vụ (84,4%)", ["81", "96", "84,4%"]),
        ("chi 566 tỷ 384 triệu đồng", ["566 tỷ 384 triệu"]),
        ("5 tỷ 3 dự án", ["5 tỷ", "3"]),
        ("giảm190 đơn vị, rộng 29.000m2", ["190", "29.000"]),
        ("5.800tỷđồng", ["5.800tỷ"]),
        ("3 tỉnh, 30 tỷ lệ", ["3", "30"]),
        ("từ 30- 35% tổng số", ["30", "35%"]),
        ("lỗ âm 35.962 tỷ đồng", ["âm 35.962 tỷ"]),
        ("Nghị quyết 25-NQ/TW ngày 01/8/2013", []),
        ("58/2017/NĐ-CP, nhà 19T9, 7km2 và m2", ["7"]),
        ("1.683 mô hình (1.022 mô hình năm 2022)", ["1.683", "1.022"]),
    ],
)
def test_numbers_are_found_in_running_text(text, expected):
    found = find(text)

    assert [quantity.text for quantity in found] == expected
    assert [text[quantity.start : quantity.end] for quantity in found] == expected
    assert all(quantity.number for quantity in found)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("là 3574.303 người", Fault.GROUPS),
        ("hiện là 4.1 điểm", Fault.DOT_DECIMAL),
        ("vượt 1,% kế hoạch", Fault.NO_DECIMALS),
        ("lên tới 41, 75 tỷ đồng", Fault.SPACE),
    ],
)
def test_faulty_numbers_in_running_text_are_kept_with_their_fault(text, fault):
    (quantity,) = find(text)

    assert quantity.number is None
    assert quantity.problem is not None
    assert quantity.problem.fault == fault


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_goes_through(text):
    composed = nfc(text)
    found = find(text)

    assert all(composed[q.start : q.end] == q.text for q in found)
    assert all((q.number is None) != (q.problem is None) for q in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))


@given(any_text)
def test_any_text_can_be_searched(text):
    assert all(nfc(text)[q.start : q.end] == q.text for q in find(text))
