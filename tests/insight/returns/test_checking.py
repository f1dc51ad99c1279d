"""What is wrong with the numbers of a return is said at its cells, in words."""

from decimal import Decimal

import pytest

from kheo.insight.returns import checking
from kheo.insight.returns.binding import bind
from kheo.insight.returns.checking import Given, Kind, Plan
from kheo.insight.returns.definition import Column, Definition, Row, RuleText, Section

ONLY = (Column("so", ""),)


def row(**fields):
    return Row("don", "Đơn", "dialogues.held", level="commune", **fields)


def problems(rows, values, *, columns=ONLY, rules=(), **given):
    definition = Definition((Section("s", "S", tuple(rows)),), columns, tuple(rules))
    plan = Plan.of(definition, bind(definition))
    found = {key: Decimal(str(value)) for key, value in values.items()}
    last = {key: Decimal(str(value)) for key, value in given.pop("last", {}).items()}
    return checking.problems(plan, Given(found, last, **given))


def said(rows, values, **given):
    return [(one.place, one.kind, one.words) for one in problems(rows, values, **given)]


def test_a_compulsory_cell_is_filled():
    assert said([row(compulsory=True)], {}) == [
        ("don.so", Kind.COMPULSORY, "Ô này bắt buộc; không phát sinh thì nhập 0.")
    ]
    assert said([row(compulsory=True)], {"don.so": 0}) == []


@pytest.mark.parametrize(
    ("fields", "value", "kind", "words"),
    [
        ({}, -1, Kind.MINIMUM, "-1 nhỏ hơn mức thấp nhất 0."),
        ({"minimum": Decimal(5)}, 4, Kind.MINIMUM, "4 nhỏ hơn mức thấp nhất 5."),
        ({"maximum": Decimal(100)}, 101, Kind.MAXIMUM, "101 lớn hơn mức cao nhất 100."),
        ({}, 1.5, Kind.DECIMALS, "1,5: ô này chỉ nhận số nguyên."),
        (
            {"decimals": 1},
            1.55,
            Kind.DECIMALS,
            "1,55: ô này nhận nhiều nhất 1 chữ số sau dấu phẩy.",
        ),
    ],
)
def test_bounds_and_decimals_are_kept(fields, value, kind, words):
    assert said([row(**fields)], {"don.so": value}) == [("don.so", kind, words)]


def test_a_cumulative_number_does_not_fall_within_a_year():
    asked = [row(is_cumulative=True)]

    assert said(asked, {"don.so": 9}, last={"don.so": 1200}, goes_on=True) == [
        (
            "don.so",
            Kind.CUMULATIVE,
            "Số lũy kế 9 nhỏ hơn kỳ trước (1.200). Hãy giải trình.",
        )
    ]
    assert said(asked, {"don.so": 9}, last={"don.so": 1200}) == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (160, ["Tăng 60% so với kỳ trước (100). Hãy giải trình."]),
        (49, ["Giảm 51% so với kỳ trước (100). Hãy giải trình."]),
        (150, []),
        (50, []),
    ],
)
def test_a_jump_asks_for_an_explanation(value, words):
    found = problems([row(jump_percent=Decimal(50))], {"don.so": value}, last={"don.so": 100})

    assert [one.words for one in found] == words
    assert all(one.is_warning and one.blocks for one in found)


def test_an_explained_jump_does_not_block():
    asked = [row(jump_percent=Decimal(50))]
    [found] = problems(asked, {"don.so": 9}, last={"don.so": 1}, explained=frozenset({"don.so"}))

    assert (found.is_warning, found.needs_explanation, found.blocks) == (True, False, False)


CONVENED = (
    Column("tong", "Tổng"),
    Column("cap_uy", "Cấp ủy", "convener=party_committee_head"),
    Column("chinh_quyen", "Chính quyền", "convener=authority"),
)


def convened(total, *parts, **given):
    values = {"don.tong": total, "don.cap_uy": parts[0], "don.chinh_quyen": parts[1]}
    return problems([row()], values, columns=CONVENED, **given)


def test_parts_add_up_to_no_more_than_their_total():
    [found] = convened(10, 6, 7)

    assert found.words == "Các phần cộng lại lớn hơn tổng: 6 + 7 = 13 > 10."
    assert (found.kind, found.place, found.is_warning) == (Kind.PARTS, "don.tong", False)
    assert found.places == ("don.tong", "don.cap_uy", "don.chinh_quyen")


def test_parts_that_are_all_there_and_fall_short_ask_for_an_explanation():
    columns = (
        Column("tong", "Tổng"),
        Column("cu", "Tiếp tục", "origin=continued_from_2022"),
        Column("moi", "Mới", "origin=new_2023"),
    )
    asked = [Row("mo_hinh", "Mô hình", "exemplars.current")]
    values = {"mo_hinh.tong": 10, "mo_hinh.cu": 4, "mo_hinh.moi": 5}

    [found] = problems(asked, values, columns=columns)

    assert found.words == "Các phần cộng lại chưa đủ tổng: 4 + 5 = 9 < 10. Hãy giải trình."
    assert found.needs_explanation


def test_parts_of_which_some_are_not_asked_may_fall_short():
    assert convened(10, 4, 5) == []


def test_parts_that_add_up_are_passed_over():
    assert convened(9, 4, 5) == []


def test_a_part_that_is_missing_is_not_taken_for_zero():
    assert problems([row()], {"don.tong": 9, "don.cap_uy": 4}, columns=CONVENED) == []


RULE = RuleText("q", "tổng = cấp ủy + chính quyền", "Chia theo nơi tổ chức")


def test_a_rule_that_does_not_hold_is_told_once_with_its_arithmetic():
    [found] = convened(10, 4, 5, rules=[RULE])

    assert found.words == "Chia theo nơi tổ chức: 10 ≠ 4 + 5 = 9."
    assert (found.kind, found.is_warning) == (Kind.RULE, False)


def test_a_rule_that_warns_asks_for_an_explanation_at_any_of_its_cells():
    rule = RuleText("q", "chính quyền ≤ cấp ủy", is_warning=True)

    [open_] = convened(9, 4, 5, rules=[rule])
    [told] = convened(9, 4, 5, rules=[rule], explained=frozenset({"don.cap_uy"}))

    assert open_.words == "chính quyền ≤ cấp ủy: 5 > 4. Hãy giải trình."
    assert (open_.blocks, told.blocks) == (True, False)


def test_a_rule_over_unknown_numbers_says_nothing():
    rule = RuleText("q", "tổng = cấp ủy / chính quyền")

    assert problems([row()], {"don.tong": 9}, columns=CONVENED, rules=[rule]) == []
    assert convened(9, 4, 0, rules=[rule, RuleText("r", "tổng ≥ 9")]) == []


def test_a_rule_that_cannot_be_read_hinders_nobody():
    [found] = convened(9, 4, 5, rules=[RuleText("q", "tổng = nơi khác")])

    assert found.words.startswith("Chưa kiểm được quy tắc “tổng = nơi khác”: Biểu không có")
    assert (found.place, found.blocks) == ("", False)
