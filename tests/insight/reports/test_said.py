"""Changes are said in words; what cannot be compared is said to be so."""

from decimal import Decimal as D

import pytest

from kheo.insight.reports import said


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ("9", "8", "tăng 12,5% so với kỳ trước"),
        ("7", "8", "giảm 12,5% so với kỳ trước"),
        ("8", "8.0000", "bằng kỳ trước"),
        ("0", "0", "bằng kỳ trước"),
        ("8", "0", "không so được với kỳ trước vì kỳ trước là 0"),
        ("8", None, "không so được với kỳ trước vì chưa có số liệu của kỳ trước"),
        ("0", "8", "giảm 100% so với kỳ trước"),
        ("10001", "10000", "tăng dưới 0,1% so với kỳ trước"),
        ("16", "8", "tăng 100% so với kỳ trước"),
        ("-4", "-8", "tăng 50% so với kỳ trước"),
    ],
)
def test_a_change_in_words(now, before, words):
    assert said.change(D(now), None if before is None else D(before), "kỳ trước") == words


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ("96.4", "95.2", "tăng 1,2 điểm phần trăm so với kỳ trước"),
        ("50", "0", "tăng 50 điểm phần trăm so với kỳ trước"),
    ],
)
def test_shares_change_by_points(now, before, words):
    assert said.change(D(now), D(before), "kỳ trước", is_percent=True) == words


@pytest.mark.parametrize(
    ("now", "target", "is_percent", "words"),
    [
        ("120", "100", False, "vượt chỉ tiêu (100) 20%"),
        ("80", "100", False, "đạt 80% chỉ tiêu (100)"),
        ("100", "100", False, "bằng chỉ tiêu (100)"),
        ("5", "0", False, "không so được với chỉ tiêu vì chỉ tiêu là 0"),
        ("5", None, False, "không so được với chỉ tiêu vì chưa có chỉ tiêu"),
        ("96.4", "95", True, "cao hơn chỉ tiêu (95%) 1,4 điểm phần trăm"),
        ("90", "95", True, "thấp hơn chỉ tiêu (95%) 5 điểm phần trăm"),
    ],
)
def test_a_target_in_words(now, target, is_percent, words):
    planned = None if target is None else D(target)

    assert said.against(D(now), planned, is_percent=is_percent) == words
