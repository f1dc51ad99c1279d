"""Each step on a form gives a new one that is whole, or refuses and changes nothing."""

import pytest

from kheo.insight.returns import drafting
from kheo.insight.returns.definition import (
    BadDefinition,
    Column,
    Definition,
    Row,
    RuleText,
    Section,
)
from kheo.insight.returns.differences import differences

A, B, C = (Row(key, key.upper(), f"x.{key}") for key in "abc")
FORM = Definition((Section("one", "Một", (A, B)), Section("two", "Hai", (C,))))
SPLIT = Definition(
    (Section("one", "Một", (Row("a", "A", "x.a", columns=("nam", "nu"), compulsory=("nu",)),)),),
    (Column("nam", "Nam", "sex=male"), Column("nu", "Nữ", "sex=female")),
)


def keys(of):
    return [[row.key for row in section.rows] for section in of.sections]


@pytest.mark.parametrize(
    ("words", "taken", "key"),
    [
        ("Hội nghị đã tổ chức", [], "hoi_nghi_da_to_chuc"),
        ("Hội nghị", ["hoi_nghi", "hoi_nghi_2"], "hoi_nghi_3"),
        ("100 mô hình", [], "o_100_mo_hinh"),
        ("…", [], "o"),
    ],
)
def test_a_key_is_made_from_words_once(words, taken, key):
    assert drafting.key_for(words, taken) == key


def test_a_long_name_still_makes_a_key_that_fits():
    long = drafting.key_for("Số cuộc đối thoại trực tiếp giữa người đứng đầu cấp ủy với dân", [])

    assert Definition().write() and len(long) <= 40


def test_a_row_that_is_there_is_changed_in_its_place():
    changed = Row("a", "Tên mới", "x.a")

    assert keys(drafting.put_row(FORM, "one", changed)) == [["a", "b"], ["c"]]
    assert next(drafting.put_row(FORM, "one", changed).rows()).label == "Tên mới"


def test_a_row_put_into_another_section_leaves_its_own():
    assert keys(drafting.put_row(FORM, "two", A)) == [["b"], ["c", "a"]]


@pytest.mark.parametrize(
    ("key", "step", "order"),
    [
        ("a", 1, [["b", "a"], ["c"]]),
        ("b", 1, [["a"], ["b", "c"]]),
        ("c", -1, [["a", "b", "c"], []]),
        ("a", -1, [["a", "b"], ["c"]]),
    ],
)
def test_a_row_moves_past_its_neighbour_and_over_the_end_of_its_section(key, step, order):
    assert keys(drafting.move_row(FORM, key, step)) == order


def test_a_section_with_rows_stays():
    with pytest.raises(BadDefinition):
        drafting.remove_section(FORM, "two")

    emptied = drafting.remove_row(FORM, "c")
    assert keys(drafting.remove_section(emptied, "two")) == [["a", "b"]]


def test_sections_are_added_renamed_and_moved():
    more = drafting.put_section(FORM, "Ba")

    assert [one.title for one in drafting.move_section(more, "ba", -1).sections] == [
        "Một",
        "Ba",
        "Hai",
    ]
    assert drafting.put_section(FORM, "Khác", "one").sections[0].title == "Khác"


def test_a_column_leaves_the_rows_that_named_it():
    [row] = drafting.remove_column(SPLIT, "nu").rows()

    assert (row.columns, row.compulsory) == (("nam",), False)


def test_the_only_column_of_a_row_stays():
    with pytest.raises(BadDefinition):
        drafting.remove_column(drafting.remove_column(SPLIT, "nu"), "nam")


def test_columns_and_rules_are_put_moved_and_taken_out():
    moved = drafting.move_column(SPLIT, "nu", -1)
    ruled = drafting.put_rule(FORM, RuleText("r", "a ≥ b"))

    assert [one.key for one in moved.columns] == ["nu", "nam"]
    assert drafting.put_rule(ruled, RuleText("r", "a > b")).rules == (RuleText("r", "a > b"),)
    assert drafting.remove_rule(ruled, "r") == FORM


def test_what_is_not_there_cannot_be_changed():
    for step in (
        lambda: drafting.remove_row(FORM, "x"),
        lambda: drafting.put_row(FORM, "x", A),
        lambda: drafting.remove_section(FORM, "x"),
    ):
        with pytest.raises(BadDefinition):
            step()


def test_what_changed_is_said_in_sentences():
    new = drafting.put_row(
        drafting.remove_row(FORM, "c"), "one", Row("a", "Mới", "x.a", decimals=1)
    )
    new = drafting.put_rule(
        drafting.put_column(new, Column("nu", "Nữ", "sex=female")), RuleText("r", "a > b")
    )

    assert differences(FORM, new) == [
        "Bỏ dòng “C”.",
        "Sửa dòng “Mới”: tên, số chữ số lẻ.",
        "Thêm cột “Nữ”.",
        "Thêm quy tắc “a > b”.",
    ]
    assert differences(FORM, drafting.move_row(FORM, "a", 1)) == ["Đổi thứ tự các dòng."]
    assert differences(None, FORM) == ["Bản đầu tiên."]
