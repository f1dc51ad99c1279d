"""What adds up is passed over, what does not is shown with its arithmetic."""

from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.insight.checks.queries import Finding, Verdict, evaluate
from kheo.insight.checks.relations import read

SUM, RATIO = "sum", "ratio"


def relation(kind, parts):
    terms = {
        f"phần {letter}": f"p{number}"
        for number, letter in zip(range(parts), "abcdef", strict=False)
    }
    right = " / ".join(terms) + " × 100" if kind == RATIO else " + ".join(terms)
    rule = f"tỷ lệ % = {right}" if kind == RATIO else f"tổng = {right}"
    return read({"title": "Họp", "rule": rule, "terms": terms | {"tổng": "t", "tỷ lệ %": "t"}})


def judge(kind, stated, *parts):
    values = {f"p{number}": Decimal(part) for number, part in enumerate(parts)}
    [finding] = evaluate([relation(kind, len(parts))], values | {"t": Decimal(stated)})
    return finding


def test_a_wrong_sum_is_shown_with_its_arithmetic():
    assert judge(SUM, 1191, 8, 156, 947) == Finding(
        "Họp", Verdict.INCONSISTENT, "1.191 ≠ 8 + 156 + 947 = 1.111", ("t", "p0", "p1", "p2")
    )


def test_a_right_sum_is_consistent():
    finding = judge(SUM, "2685.0000", "46.0000", 564, 2075)

    assert (finding.verdict, finding.arithmetic) == (
        Verdict.CONSISTENT,
        "2.685 = 46 + 564 + 2.075",
    )


def test_a_share_is_compared_as_exactly_as_it_is_printed():
    finding = judge(RATIO, "96.4000", 2220, 2303)

    assert (finding.verdict, finding.arithmetic) == (
        Verdict.CONSISTENT,
        "96,4% = 2.220 / 2.303 × 100",
    )


def test_a_wrong_share_shows_the_right_one():
    finding = judge(RATIO, "96.5", 2220, 2303)

    assert (finding.verdict, finding.arithmetic) == (
        Verdict.INCONSISTENT,
        "96,5% ≠ 2.220 / 2.303 × 100 ≈ 96,4",
    )


def test_a_missing_part_makes_nothing_wrong():
    [finding] = evaluate([relation(SUM, 2)], {"t": Decimal(9), "p0": Decimal(3)})

    assert finding == Finding(
        "Họp", Verdict.CANNOT_TELL, "chưa đủ số liệu: thiếu phần b", ("t", "p0", "p1")
    )


def test_a_share_of_nothing_cannot_be_judged():
    assert judge(RATIO, 100, 0, 0).verdict is Verdict.CANNOT_TELL


def test_a_relation_without_any_figure_is_not_mentioned():
    assert evaluate([relation(SUM, 2)], {"other": Decimal(1)}) == []


values = st.decimals("-100000", "100000", places=2)


@given(values, st.lists(values, min_size=1, max_size=6))
def test_sums_agree_with_plain_arithmetic_in_hundredths(stated, parts):
    naive = int(stated * 100) == sum(int(part * 100) for part in parts)

    assert (judge(SUM, stated, *parts).verdict is Verdict.CONSISTENT) == naive


@given(st.lists(values, min_size=1, max_size=6))
def test_the_sum_itself_is_always_consistent(parts):
    assert judge(SUM, sum(parts), *parts).verdict is Verdict.CONSISTENT


@given(
    st.integers(0, 5000),
    st.integers(1, 5000),
    st.integers(0, 3),
    st.sampled_from([ROUND_HALF_UP, ROUND_HALF_DOWN]),
)
def test_a_share_rounded_either_way_is_consistent(part, whole, decimals, rounding):
    stated = (Decimal(100) * part / whole).quantize(Decimal(1).scaleb(-decimals), rounding)

    assert judge(RATIO, stated, part, whole).verdict is Verdict.CONSISTENT


@given(st.integers(0, 999), st.integers(1, 999), st.integers(0, 2000))
def test_a_share_in_tenths_agrees_with_a_naive_reckoning(part, whole, tenths):
    stated = Decimal(tenths) / 10
    # Whole tenths are printed as whole numbers and stand for a wider range.
    width = 10 if tenths % 10 == 0 else 1
    naive = abs(2000 * part - 2 * tenths * whole) <= width * whole

    assert (judge(RATIO, stated, part, whole).verdict is Verdict.CONSISTENT) == naive


@pytest.mark.parametrize("stated", ["0", "100"])
def test_round_shares_are_written_without_decimals(stated):
    part = 0 if stated == "0" else 7

    assert judge(RATIO, stated, part, 7).arithmetic == f"{stated}% = {part} / 7 × 100"
