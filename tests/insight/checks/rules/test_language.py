"""Rules are sentences that officers can read, and so is what is wrong with them."""

from decimal import Decimal

import pytest

from kheo.insight.checks import rules
from kheo.insight.checks.rules import BadRule, Cell, Names, Verdict
from kheo.insight.checks.rules.tree import ColumnsSum, SectionSum


def judged(text, *values):
    """Judge a rule over values in the order of its names; None is a number not known."""
    rule = rules.parse(text)
    decimals = [None if value is None else Decimal(str(value)) for value in values]
    return rules.evaluate(rule, dict(zip(rule.names, decimals, strict=True)))


@pytest.mark.parametrize(
    ("text", "values", "arithmetic"),
    [
        ("tổng = tỉnh + huyện + xã", (1191, 8, 156, 947), "1.191 ≠ 8 + 156 + 947 = 1.111"),
        ("đã giải quyết ≤ đã nhận", (12, 10), "12 > 10"),
        ("tỷ lệ = b / c × 100", (96.5, 2220, 2303), "96,5 ≠ 2.220 / 2.303 × 100 ≈ 96,4"),
        ("tỷ lệ % = b / c × 100", (50, 1, 8), "50% ≠ 1 / 8 × 100 = 12,5"),
        ("x ≥ kỳ trước(x)", (1190, 1200), "1.190 < 1.200"),
        ("a + b = c + d", (1, 2, 3, 4), "1 + 2 = 3 ≠ 3 + 4 = 7"),
        ("0 ≤ x ≤ 100", (140,), "140 > 100"),
        ("a < b", (5, 5), "5 ≥ 5"),
        ("a ≠ b", (5, 5), "5 = 5"),
        ("tỷ lệ ≥ 95%", (90,), "90 < 95%"),
        ("a ≥ 95% của b", (90, 100), "90 < 95% của 100 = 95"),
        ("a - (b - c) = -d", (1, 5, 2, 3), "1 − (5 − 2) = -2 ≠ −3 = -3"),
        ("a = b × c", (1, -2, -3), "1 ≠ (-2) × (-3) = 6"),
        ("a < b / c", (0.34, 1, 3), "0,34 ≥ 1 / 3 ≈ 0,33"),
        ("nếu a > 0 thì b > 0", (4, 0), "4 > 0 nhưng 0 ≤ 0"),
        ("a > 0 hoặc b > 0", (0, 0), "0 ≤ 0, 0 ≤ 0"),
        ("a > 0 và b > 0", (1, 0), "0 ≤ 0"),
    ],
)
def test_what_does_not_hold_is_shown_with_its_arithmetic(text, values, arithmetic):
    outcome = judged(text, *values)

    assert (outcome.verdict, outcome.arithmetic) == (Verdict.INCONSISTENT, arithmetic)


@pytest.mark.parametrize(
    ("text", "values", "arithmetic"),
    [
        ("tổng = tỉnh + huyện", (2685, 564, 2121), "2.685 = 564 + 2.121"),
        ("tỷ lệ = b / c × 100", (96.4, 2220, 2303), "96,4 = 2.220 / 2.303 × 100"),
        ("a ≤ b + c", (3, 2, 2), "3 ≤ 2 + 2 = 4"),
        ("nếu a > 0 thì b > 0", (0, 0), "0 ≤ 0: không phải xét"),
        ("nếu a > 0 thì b > 0", (1, 2), "1 > 0 và 2 > 0"),
        ("nếu a > 0 thì b > 0", (0, None), "0 ≤ 0: không phải xét"),
        ("a > 0 hoặc b > 0", (3, None), "3 > 0"),
    ],
)
def test_what_holds_is_shown_as_well(text, values, arithmetic):
    outcome = judged(text, *values)

    assert (outcome.verdict, outcome.arithmetic) == (Verdict.CONSISTENT, arithmetic)


@pytest.mark.parametrize(
    ("text", "values", "words"),
    [
        ("tổng = a + b", (9, None, 3), "chưa đủ số liệu: thiếu a"),
        ("x ≥ kỳ trước(x)", (9, None), "chưa đủ số liệu: thiếu kỳ trước(x)"),
        ("r = a / b × 100", (9, 5, 0), "5 / 0 × 100: mẫu số bằng 0"),
        ("nếu a > 0 thì b > 0", (None, 1), "chưa đủ số liệu: thiếu a"),
        ("nếu a > 0 thì b > 0", (1, None), "chưa đủ số liệu: thiếu b"),
    ],
)
def test_what_nobody_can_tell_is_not_called_wrong(text, values, words):
    outcome = judged(text, *values)

    assert (outcome.verdict, outcome.arithmetic) == (Verdict.CANNOT_TELL, words)


def test_a_printed_share_is_compared_as_exactly_as_the_form_prints_it():
    rule = rules.parse("tỷ lệ = a / b × 100")
    values = {"tỷ lệ": Decimal("96.0"), "a": Decimal(2220), "b": Decimal(2303)}

    assert rules.verdict(rule, values) is Verdict.CONSISTENT
    assert rules.verdict(rule, values, {"tỷ lệ": 1}) is Verdict.INCONSISTENT


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("a = b[nữ]", (Cell("a"), Cell("b", "nữ"))),
        ('a = biểu "Tiếp dân"!b', (Cell("a"), Cell("b", form="Tiếp dân"))),
        ("a = biểu tiếp dân!b[nữ]", (Cell("a"), Cell("b", "nữ", "tiếp dân"))),
        ("a = kỳ trước(biểu x!b)", (Cell("a"), Cell("b", form="x", is_last=True))),
        ("a = TỔNG MỤC(“Đơn (thư)”)", (Cell("a"), SectionSum("Đơn (thư)"))),
        ("a = tong cac cot(b)", (Cell("a"), ColumnsSum("b"))),
        ("a = kỳ trước(tổng mục(b))", (Cell("a"), SectionSum("b", is_last=True))),
        ("đơn và thư = đơn + thư", (Cell("đơn và thư"), Cell("đơn"), Cell("thư"))),
        ("cán bộ, công chức = 2", (Cell("cán bộ, công chức"),)),
        ("điều  5 = quý 1", (Cell("điều 5"), Cell("quý 1"))),
        ("don_thu.nu = don_thu.nam", (Cell("don_thu.nu"), Cell("don_thu.nam"))),
    ],
)
def test_names_are_read_as_people_write_them(text, references):
    assert rules.parse(text).references == references


def test_one_writing_of_all_spellings():
    assert rules.write(rules.parse("a>=b*c÷2 - 1190")) == "a ≥ b × c / 2 − 1.190"


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("", 1, "Chưa viết quy tắc nào."),
        ("a = ", 4, "Quy tắc chưa viết hết: ở cuối còn thiếu một tên hoặc một số."),
        ("a + b", 6, "Quy tắc chưa viết hết: ở cuối còn thiếu dấu so sánh (= ≤ ≥ < > ≠)."),
        ("a = (b + c", 11, "Quy tắc chưa viết hết: ở cuối còn thiếu “)”."),
        ("nếu a > 0", 10, "Quy tắc chưa viết hết: ở cuối còn thiếu chữ “thì”."),
        ("a = = b", 5, "Gặp “=” ở chỗ cần một tên hoặc một số."),
        ("a = 3 b", 7, "Gặp “b” ở chỗ cần phép tính (+ − × /) hoặc dấu so sánh (= ≤ ≥ < > ≠)."),
        ("a = 95% + b", 9, "Số phần trăm ở đây phải nói của số nào, ví dụ: 95% của đã nhận."),
        ("a , = b", 3, "Dấu phẩy đứng lẻ; số thập phân viết liền: 96,4."),
        ("a = kỳ trước(kỳ trước(b))", 5, "“kỳ trước” chỉ viết một lần cho một số."),
        ("a = " + "(" * 30 + "b", 25, "Ngoặc lồng nhau quá sâu."),
        ("a = " + "b" * 2000, 2000, "Quy tắc dài quá 2000 chữ."),
    ],
)
def test_what_cannot_be_read_is_explained_at_its_column(text, column, words):
    with pytest.raises(BadRule) as problem:
        rules.parse(text)

    assert (problem.value.column, str(problem.value)) == (column, words)


def test_a_malformed_number_says_how_to_write_it():
    with pytest.raises(BadRule, match="“1.19” không phải là một số viết đúng") as problem:
        rules.parse("a = b + 1.19")

    assert problem.value.column == 9


def test_an_unknown_function_names_those_there_are():
    with pytest.raises(BadRule, match=r"Không có phép “trung bình\(…\)”. Có: kỳ trước\(…\)"):
        rules.parse("a = trung bình(b)")


def test_an_unknown_sign_asks_for_quotes():
    with pytest.raises(BadRule, match="Dấu “;” không dùng được trong quy tắc"):
        rules.parse("a = b; c = d")


@pytest.mark.parametrize(
    ("asked", "found", "nearest"),
    [
        ("Đã  nhận", "đã nhận", "đã nhận"),
        ("da nhan", None, "đã nhận"),
        ("đã giải quyêt", None, "đã giải quyết"),
        ("giải quyết", None, "đã giải quyết"),
        ("hội nghị", None, ""),
    ],
)
def test_a_name_is_found_or_the_nearest_is_offered(asked, found, nearest):
    names = Names(["đã nhận", "đã giải quyết", "còn lại"])

    assert (names.find(asked), names.nearest(asked)) == (found, nearest)
