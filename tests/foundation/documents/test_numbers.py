"""Numbers and signs are read as the Party, the state and the law write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.documents import kinds, numbers


@pytest.mark.parametrize(
    ("typed", "number", "year", "kind_sign", "issuer_sign", "kind"),
    [
        ("16-CTr/TU", 16, None, "CTr", "TU", "programme"),
        ("25-NQ/TW", 25, None, "NQ", "TW", "resolution"),
        ("43-KL/TW", 43, None, "KL", "TW", "conclusion"),
        ("217-QĐ/TW", 217, None, "QĐ", "TW", "decision"),
        ("10/2022/QH15", 10, 2022, "", "QH15", "law"),
        ("59/2023/NĐ-CP", 59, 2023, "NĐ", "CP", "decree"),
        ("1234/UBND-NC", 1234, None, "", "UBND-NC", "official_letter"),
        ("01/2024/TT-TTCP", 1, 2024, "TT", "TTCP", "circular"),
        ("Kế hoạch số 35/KH-UBND", 35, None, "KH", "UBND", "plan"),
        ("34/2007/PL-UBTVQH11", 34, 2007, "PL", "UBTVQH11", "ordinance"),
        ("99/QĐ.UBND", 99, None, "QĐ", "UBND", "decision"),
        ("Quy định 218-QĐ/TW", 218, None, "QĐ", "TW", "regulation"),
        ("12-TT/TU", 12, None, "TT", "TU", "party_circular"),
    ],
)
def test_the_ways_of_writing_a_number(typed, number, year, kind_sign, issuer_sign, kind):
    read = numbers.parse(typed)

    assert (read.number.number, read.number.year) == (number, year)
    assert (read.number.kind_sign, read.number.issuer_sign) == (kind_sign, issuer_sign)
    assert read.kind == kind


def test_a_line_gives_its_day_issuer_and_subject():
    read = numbers.parse(
        "Chương trình số 16 – CTr/TU ngày 01/8/2013 của Tỉnh ủy Sơn La về thực hiện Nghị quyết 25"
    )

    assert read.number.written == "16-CTr/TU"
    assert read.issued_on == date(2013, 8, 1)
    assert (read.kind, read.issuer) == ("programme", "Tỉnh ủy Sơn La")
    assert read.title == "về thực hiện Nghị quyết 25"


def test_a_title_after_a_dash_is_no_part_of_the_sign():
    assert numbers.parse("35 / KH - UBND - Về việc tiếp dân").number.written == "35/KH-UBND"


def test_a_day_that_is_not_in_the_calendar_is_told():
    read = numbers.parse("12/BC-UBND ngày 31/02/2024")

    assert read.issued_on is None
    assert "31/02/2024" in read.problem


@pytest.mark.parametrize(
    "typed", ["", "01/8/2013", "kế hoạch", "số 16", "0-NQ/TW", "1/2", "-NQ/TW"]
)
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(numbers.NumberError):
        numbers.parse(typed)


def test_a_field_takes_a_number_and_nothing_else():
    assert numbers.parse_number("Số: 35/KH-UBND").written == "35/KH-UBND"
    with pytest.raises(numbers.NumberError):
        numbers.parse_number("35/KH-UBND ngày 2/3/2024")


@pytest.mark.parametrize(
    "typed", ["16-CTr/TU", "016-ctr/tu", "16 – CTr/TU", "16/CTr-TU", "16—CTR/TU", "16 - CTr / TU"]
)
def test_every_way_of_writing_one_number_has_one_key(typed):
    assert numbers.parse_number(typed).key == numbers.parse_number("16-CTr/TU").key


def test_letters_with_and_without_marks_are_different_signs():
    assert numbers.parse("5/HĐ-UBND").kind == "contract"
    assert numbers.parse("5/HD-UBND").kind == "guideline"


SIGNS = sorted({sign for kind in kinds.kinds().values() for sign in kind.signs})
ISSUERS = ["TU", "TW", "UBND", "HĐND", "BTGDVTU", "UBND-NC", "MTTQ-BTT", "CP", "QH15"]


@given(
    number=st.integers(1, 999_999),
    sign=st.sampled_from(SIGNS),
    issuer=st.sampled_from(ISSUERS),
    year=st.none() | st.integers(1945, 2026),
    is_party=st.booleans(),
    spaces=st.sampled_from(["", " ", "  "]),
)
def test_what_is_written_is_read_back(number, sign, issuer, year, is_party, spaces):
    first, second = ("-", "/") if is_party and not year else ("/", "-")
    middle = f"/{year}" if year else ""
    wide = spaces if sign.isupper() and issuer[:2].isupper() and len(sign) > 1 else ""
    typed = f"{number}{middle}{first}{sign}{wide}{second}{wide}{issuer}"

    read = numbers.parse_number(typed)

    assert (read.number, read.year, read.kind_sign, read.issuer_sign) == (
        number, year, sign, issuer
    )  # fmt: skip
    assert numbers.parse_number(read.written) == read
    assert read.written == f"{number}{middle}{first}{read.sign.removeprefix(f'{year}/')}"


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(typed):
    try:
        read = numbers.parse(typed)
    except numbers.NumberError as refused:
        assert str(refused)
    else:
        assert numbers.parse_number(read.number.written) == read.number


def test_a_sign_of_another_kind_and_year_are_doubted():
    number = numbers.parse_number("16-CTr/TU")
    law = numbers.parse_number("10/2022/QH15")

    assert [one.field for one in numbers.doubts(number, kind="plan", issued_on=None)] == ["kind"]
    assert numbers.doubts(number, kind="programme", issued_on=date(2013, 8, 1)) == []
    doubted = numbers.doubts(law, kind="law", issued_on=date(2023, 1, 5))
    assert [one.field for one in doubted] == ["issued_on"]


def test_an_unknown_sign_is_doubted_only_where_it_stands_for_a_kind():
    assert (
        numbers.doubts(numbers.parse_number("1234/UBND-NC"), kind="official_letter", issued_on=None)
        == []
    )
    assert numbers.doubts(numbers.parse_number("1234/UBND-NC"), kind="plan", issued_on=None)
