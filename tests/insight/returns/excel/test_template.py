"""The workbook asks what the form asks, and lets nothing else be changed."""

from dataclasses import replace
from io import BytesIO

from openpyxl import load_workbook

from tests.insight.returns.excel import forms


def opened(data):
    return load_workbook(BytesIO(data))


def test_it_says_for_whom_and_what_it_asks():
    sheet = opened(forms.written()).worksheets[0]

    assert [sheet.cell(row, 2).value for row in (1, 2, 3)] == [
        "Biểu đối thoại", "xã Ngọc Chiến", "6 tháng đầu năm 2026",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[6]][1:] == [
        "TT", "Chỉ tiêu", "Đơn vị tính", "Tổng số", "Cấp xã", "Cấp tỉnh",
    ]  # fmt: skip
    assert [sheet.cell(row, 3).value for row in range(7, 13)] == [
        None, "Cuộc đối thoại", "Người đứng đầu đối thoại", None,
        "Tỷ lệ bí thư là trưởng bản", "Tăng, giảm",
    ]  # fmt: skip
    assert [sheet.cell(row, 4).value for row in (8, 9, 11)] == ["cuộc", "người", "%"]


def test_only_cells_to_be_filled_in_are_open():
    sheet = opened(forms.written()).worksheets[0]

    open_cells = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    assert open_cells == {"E8", "F8", "G8", "E9", "F9", "E11", "E12"}
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden
    assert sheet.row_dimensions[5].hidden


def test_known_numbers_stand_in_their_cells_as_numbers():
    sheet = opened(forms.written({"cuoc.tong": 1190}, cuoc__xa=12)).worksheets[0]

    assert (sheet["E8"].value, sheet["E8"].number_format) == (1190, "#,##0")
    assert sheet["F8"].value == 12
    assert sheet["F8"].fill.fgColor.rgb != sheet["E8"].fill.fgColor.rgb
    assert sheet["E11"].number_format == "#,##0.#"


def test_help_is_a_comment_and_bounds_are_refused_by_excel_itself():
    sheet = opened(forms.written()).worksheets[0]

    assert sheet["C8"].comment.text == "Đếm cả cuộc đột xuất."
    rules = {(rule.type, rule.formula1, rule.formula2) for rule in
             sheet.data_validations.dataValidation}  # fmt: skip
    assert rules == {
        ("whole", "0", "1000000000000000"),
        ("decimal", "0", "100"),
        ("whole", "-50", "1000000000000000"),
    }


def test_what_it_is_for_lies_where_nobody_sees_it():
    book = opened(forms.written())

    assert book["_kheo"].sheet_state == "veryHidden"
    assert book.custom_doc_props["kheo.form"].value == "doi-thoai"


def test_a_title_that_looks_like_a_formula_stays_words():
    slip = replace(forms.SLIP, unit_name="=1+1")
    data = forms.template.write(slip, forms.ASKED, values={}, recorded={})

    assert opened(data).worksheets[0]["B2"].data_type == "s"
