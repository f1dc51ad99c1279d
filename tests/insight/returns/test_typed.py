"""A number typed into a cell is read as Vietnamese offices write it, or asked about."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.insight.returns import typed
from kheo.insight.returns.typed import Expected, Unclear

COUNT, SHARE = Expected(), Expected(decimals=1, is_percent=True)


@pytest.mark.parametrize(
    ("text", "expected", "value"),
    [
        ("", COUNT, None),
        ("  ", COUNT, None),
        ("1190", COUNT, 1190),
        ("1.190", COUNT, 1190),
        ("5,0", COUNT, 5),
        ("2,5 triệu", COUNT, 2_500_000),
        ("96,4", SHARE, Decimal("96.4")),
        ("96,4%", SHARE, Decimal("96.4")),
        ("1,125", Expected(decimals=3, is_percent=True), Decimal("1.125")),
        ("-5", Expected(may_be_negative=True), -5),
    ],
)
def test_a_sure_number_is_taken(text, expected, value):
    assert typed.read(text, expected) == value


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        ("1,190", COUNT, "“1,190” có thể đọc hai cách. Có phải là 1.190?"),
        ("1,190", Expected(decimals=3),
         "“1,190” có thể đọc hai cách. Có phải là 1.190 hoặc 1,19?"),
        ("1.4", SHARE, "viết sau dấu phẩy, như 4,1. Có phải là 1,4?"),
        ("12,5", COUNT, "ô này chỉ nhận số nguyên. Có phải là 12.500?"),
        ("96,45", SHARE, "nhiều nhất 1."),
        ("-1", COUNT, "ô này không nhận số âm."),
        ("5%", COUNT, "ô này không tính theo %."),
        ("-", COUNT, "hoặc là chưa có số. Có phải là 0?"),
        ("năm", COUNT, "Không có số nào."),
        ("99999999999999999", COUNT, "lớn quá"),
        ("9" * 100, COUNT, "Số quá dài."),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_asked_about(text, expected, words):
    with pytest.raises(Unclear) as asked:
        typed.read(text, expected)

    assert words in str(asked.value)


@given(st.decimals(min_value=0, max_value=10**15, places=1))
def test_what_is_written_is_read_again(value):
    assert typed.read(typed.write(value), Expected(decimals=1)) == value


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_number_nothing_or_asked_about(text):
    try:
        value = typed.read(text, COUNT)
    except Unclear as asked:
        assert str(asked)
    else:
        assert value is None or value == int(value) >= 0
