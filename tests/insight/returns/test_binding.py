"""A rule finds its cells on the form, or says which name it did not find."""

import pytest

from kheo.insight.checks import rules
from kheo.insight.returns.binding import Source, bind, forms_named
from kheo.insight.returns.definition import Column, Definition, Row, RuleText, Section

TOTAL, MEN, WOMEN = Column("tong", "Tổng"), Column("nam", "Nam"), Column("nu", "Nữ")
OTHER = Definition(sections=(Section("a", "A", (Row("nhan", "Đã nhận", "x"),)),))


def form(*texts, columns=(TOTAL, MEN, WOMEN)):
    rows = (
        Row("tong", "Tổng số đơn", "x"),
        Row("xa", "Cấp xã", "x"),
        Row("tinh", "Cấp tỉnh", "x", columns=("tong",) if len(columns) > 1 else ()),
    )
    kept = tuple(RuleText(f"q{number}", text) for number, text in enumerate(texts))
    return Definition((Section("don", "Đơn", rows),), columns, kept)


def places(text, **how):
    return [bound.places for bound in bind(form(text, **how)).bound]


def broken(text, forms=None):
    [found] = bind(form(text), forms).broken
    return found.column, found.words


def test_a_rule_on_rows_holds_in_each_column_that_all_of_them_have():
    assert places("tổng số đơn ≥ cấp xã") == [
        ("tong.tong", "xa.tong"),
        ("tong.nam", "xa.nam"),
        ("tong.nu", "xa.nu"),
    ]
    assert places("tổng số đơn = cấp xã + cấp tỉnh") == [("tong.tong", "xa.tong", "tinh.tong")]


def test_a_rule_on_columns_holds_in_each_row_that_has_them():
    assert places("tổng = nam + nữ") == [
        ("tong.tong", "tong.nam", "tong.nu"),
        ("xa.tong", "xa.nam", "xa.nu"),
    ]


def test_one_cell_is_named_by_row_and_column_or_by_key():
    assert places("cấp xã[nữ] ≤ tong.nu") == [("xa.nu", "tong.nu")]


def test_a_section_is_all_its_rows_but_those_that_the_rule_names():
    only = (Column("so", ""),)

    assert places("tổng số đơn = tổng mục(đơn)", columns=only) == [("tong.so", "xa.so", "tinh.so")]


def test_all_columns_are_those_that_the_rule_does_not_name():
    assert places("cấp xã[tổng] = tổng các cột(cấp xã)") == [("xa.tong", "xa.nam", "xa.nu")]


def test_the_last_period_is_the_same_cell_of_the_return_before():
    [bound] = bind(form("xa.tong ≥ kỳ trước(xa.tong)")).bound

    assert [source for _key, source in bound.sources] == [
        Source("xa.tong"),
        Source("xa.tong", is_last=True),
    ]


def test_another_form_is_read_in_its_only_column():
    text = 'cấp xã[tổng] = biểu "Tiếp dân"!đã nhận'
    [bound] = bind(form(text), {"Tiếp dân": OTHER}).bound

    assert bound.sources[1][1] == Source("nhan.so", "Tiếp dân")
    assert bound.places == ("xa.tong",)
    assert forms_named(form(text)) == {"Tiếp dân"}


def test_a_form_that_nobody_sent_makes_a_rule_that_nobody_can_judge():
    [bound] = bind(form('cấp xã[tổng] = biểu "Tiếp dân"!đã nhận')).bound

    assert bound.sources[1][1] == Source("", "Tiếp dân")
    assert rules.verdict(bound.rule, {}) is rules.Verdict.CANNOT_TELL


def test_a_name_that_is_not_on_the_form_offers_the_nearest():
    assert broken("tong so don = cap xa") == (
        1,
        "Biểu không có dòng hay cột “tong so don”. Có phải là “Tổng số đơn”?",
    )
    assert broken("cấp xã[nử] = 1") == (1, "Biểu không có cột “nử”. Có phải là “Nữ”?")
    assert broken("cấp xã = tổng mục(thư)") == (10, "Biểu không có phần “thư”.")
    assert broken('cấp xã = biểu "Tiếp dân"!đã nhân', {"Tiếp dân": OTHER}) == (
        10,
        "Biểu không có dòng “đã nhân”. Có phải là “Đã nhận”?",
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cấp xã = nam", "Quy tắc nói cả dòng lẫn cột"),
        ("cấp tỉnh[nữ] = 1", "Không có chỗ nào trên biểu có đủ các ô"),
        ("cấp xã = ", "Quy tắc chưa viết hết"),
    ],
)
def test_what_means_no_cells_is_explained(text, words):
    assert broken(text)[1].startswith(words)


def test_a_name_borne_twice_asks_for_the_key():
    rows = (Row("a", "Khác", "x"), Row("b", "Khác", "y"))
    twice = Definition((Section("s", "S", rows),), rules=(RuleText("q", "khác = 1"),))

    [found] = bind(twice).broken

    assert found.words == "Có nhiều chỗ tên “Khác”; hãy viết khóa: a, b."
