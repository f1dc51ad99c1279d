"""Workbooks come back as people leave them; what is sure is taken, the rest is named."""

import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import numbers as formats

from kheo.insight.returns.definition import Definition, Row, Section
from kheo.insight.returns.excel import opening
from kheo.insight.returns.excel.opening import NotReadable
from kheo.insight.returns.excel.slip import fingerprint
from tests.insight.returns.excel import forms
from tests.insight.returns.excel.forms import changed, filled, problem, read

THOUSAND_DOT = (
    "Excel giữ số 1,19: nếu bạn gõ dấu chấm ngăn hàng nghìn thì Excel đã hiểu là dấu thập phân."
)


def test_numbers_come_back_with_their_addresses():
    found = read(filled(E8=1190, F8=8, E11=96.4, E12=-3))

    assert {(one.place, one.address, str(one.value)) for one in found.values} == {
        ("cuoc.tong", "E8", "1190"),
        ("cuoc.xa", "F8", "8"),
        ("ty_le.tong", "E11", "96.4"),
        ("bien_dong.tong", "E12", "-3"),
    }
    assert (found.problems, found.notes, found.warnings) == ([], [], [])


def test_an_empty_cell_says_nothing():
    assert read(forms.written()).values == []


@pytest.mark.parametrize(
    ("address", "typed", "value"),
    [
        ("E8", "1.190", "1190"),
        ("E8", " 12 ", "12"),
        ("E8", "1,5 nghìn", "1500"),
        ("E11", "96,4", "96.4"),
        ("E11", "96,4%", "96.4"),
    ],
)
def test_a_number_typed_as_words_is_read_as_vietnamese_offices_write(address, typed, value):
    (found,) = read(filled(**{address: typed})).values

    assert str(found.value) == value


@pytest.mark.parametrize(
    ("address", "typed", "words", "readings"),
    [
        ("E8", "1,190", "“1,190” có thể đọc hai cách.", ("1190",)),
        ("E8", 1.19, THOUSAND_DOT, ("1190",)),
        ("E8", 12.5678, "“12,5678” có phần lẻ; ô này chỉ nhận số nguyên.", ()),
        ("E8", "12%", "“12%” là số phần trăm; ô này không tính theo %.", ()),
        ("E8", "-", "“-” có thể là 0, hoặc là chưa có số.", ("0",)),
        ("E8", -4, "“-4” là số âm; ô này không nhận số âm.", ()),
        ("E8", "#REF!", "Ô báo lỗi #REF! của Excel.", ()),
        ("E8", True, "Ô là giá trị đúng/sai, không phải số.", ()),
        ("E8", date(2026, 11, 30), "Ô là ngày tháng 30/11/2026, không phải số.", ()),
        ("E8", 1e300, "lớn quá, không thể là số của ô này.", ()),
        (
            "E11", 96.45,
            "“96,45” có nhiều chữ số sau dấu phẩy; ô này nhận nhiều nhất 1.", (),
        ),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_named_with_its_address(address, typed, words, readings):
    found = problem(filled(**{address: typed}))

    assert (found[0], found[2]) == (address, readings)
    assert found[1].endswith(words)


def test_words_in_a_cell_are_shown_as_found():
    (one,) = read(filled(E8="chưa có")).problems

    assert (one.found, one.label, one.place) == (
        "chưa có", "Cuộc đối thoại: Tổng số", "cuoc.tong",
    )  # fmt: skip
    assert "không phải là một số" in one.words


def test_a_number_is_shown_as_people_write_it():
    assert [one.found for one in read(filled(E8=1190.5)).problems] == ["1.190,5"]


def test_a_percent_cell_is_read_by_what_it_shows():
    def percent(sheet):
        sheet["E11"].value, sheet["E11"].number_format = 0.964, formats.FORMAT_PERCENTAGE_00

    (value,) = read(changed(percent)).values

    assert (value.value, value.notes) == (
        Decimal("96.4"), ("ô định dạng phần trăm, đọc là 96,4%",),
    )  # fmt: skip


def test_a_percent_cell_is_refused_where_things_are_counted():
    def percent(sheet):
        sheet["E8"].value, sheet["E8"].number_format = 0.12, "0%"

    assert problem(changed(percent))[:2] == (
        "E8", "Ô định dạng phần trăm (12%); dòng này không tính theo %.",
    )  # fmt: skip


def test_merged_cells_belong_to_nobody():
    def merge(sheet):
        sheet["E8"].value = 5
        sheet.merge_cells("E8:F8")

    found = read(changed(merge))

    assert [one.address for one in found.problems] == ["E8", "F8"]
    assert found.problems[0].words == ("Các ô E8:F8 đã gộp làm một nên không biết số là của ô nào.")
    assert found.values == []


def test_a_hidden_row_and_a_hidden_column_are_asked_about():
    def hide(sheet):
        sheet["E8"].value, sheet["G8"].value = 5, 6
        sheet.row_dimensions[9].hidden = sheet.column_dimensions["G"].hidden = True
        sheet["E9"].value = 7

    found = read(changed(hide))

    assert forms.numbers(found) == {"cuoc.tong": "5"}
    assert {one.address: one.words for one in found.problems} == {
        "G8": "Cột G đang bị ẩn trong tệp.",
        "E9": "Dòng 9 đang bị ẩn trong tệp.",
    }


def test_an_inserted_row_moves_nothing():
    def insert(sheet):
        sheet["E8"].value, sheet["E9"].value = 5, 6
        # Excel moves the merged title of a section along; openpyxl does not.
        sheet.unmerge_cells("B10:G10")
        sheet.insert_rows(8)

    assert forms.numbers(read(changed(insert))) == {"cuoc.tong": "5", "chi_huy.tong": "6"}


def test_a_row_that_was_copied_is_counted_for_neither():
    def copy(sheet):
        sheet["A13"].value, sheet["E13"].value, sheet["E8"].value = "cuoc", 4, 5

    found = read(changed(copy))

    assert [one.address for one in found.problems] == ["E8", "E13"]
    assert found.values == []


def test_a_formula_gives_its_last_result_and_says_so():
    data = with_formula(b"<v>12</v>")

    (value,) = read(data).values

    assert (str(value.value), value.notes) == ("12", ("lấy kết quả của công thức",))


def test_a_formula_without_a_result_is_a_problem():
    assert problem(filled(E8="=F8+G8"))[:2] == (
        "E8", "Ô có công thức nhưng tệp không lưu kết quả. Xin mở bằng Excel, lưu lại.",
    )  # fmt: skip


def with_formula(cached: bytes) -> bytes:
    """Put what Excel stores: a formula with the result it last showed."""
    data = filled(E8="=F8+G8")
    parts = unpacked(data)
    sheet = parts["xl/worksheets/sheet1.xml"]
    formula = b"<f>F8+G8</f>"
    head, tail = sheet.split(formula)
    rest = tail.partition(b"</c>")[2]
    whole = head + formula + cached + b"</c>" + rest
    return packed({**parts, "xl/worksheets/sheet1.xml": whole})


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_other_sheets_and_stray_numbers_are_said_not_read():
    book = load_workbook(BytesIO(filled(E8=5, J8=3, E20=4)))
    book.create_sheet("Nháp").append([1, 2])
    secret = book.create_sheet("Bí mật")
    secret.append([1])
    secret.sheet_state = "hidden"

    found = read(forms.saved(book))

    assert forms.numbers(found) == {"cuoc.tong": "5"}
    assert found.notes == [
        "Trang tính “Nháp” không được đọc.",
        "Trang tính ẩn “Bí mật” không được đọc.",
        "Số ở các ô ngoài biểu không được đọc: J8, E20.",
    ]


# --- Another's file ---------------------------------------------------------------------------


def test_another_forms_file_is_refused_by_name():
    with pytest.raises(NotReadable, match="là của biểu “Biểu đối thoại”, không phải biểu “Hòa"):
        read(forms.written(), slip=replace(forms.SLIP, form="hoa-giai", form_title="Hòa giải"))


def test_another_units_file_is_refused_by_name():
    with pytest.raises(NotReadable, match="của xã Ngọc Chiến; bạn đang nhập cho xã Tà Hộc"):
        read(forms.written(), slip=replace(forms.SLIP, unit="8", unit_name="xã Tà Hộc"))


def test_another_periods_file_is_read_and_warned_of():
    later = replace(
        forms.SLIP, since=date(2026, 7, 1), until=date(2026, 12, 31), period="6 tháng cuối năm"
    )

    found = read(filled(E8=5), slip=later)

    assert forms.numbers(found) == {"cuoc.tong": "5"}
    assert "lập cho kỳ 6 tháng đầu năm 2026; bạn đang nhập kỳ 6 tháng cuối năm" in found.warnings[0]


def test_an_older_version_is_carried_over_where_cells_are_still_asked():
    now = Definition(
        columns=forms.ASKED.columns,
        sections=(Section("moi", "", (Row("cuoc", "Cuộc", "dialogues.held"),)),),
    )
    slip = replace(forms.SLIP, version=3, fingerprint=fingerprint(now))

    found = read(filled(E8=5, E9=6), slip=slip, asked=now)

    assert forms.numbers(found) == {"cuoc.tong": "5"}
    assert [(one.address, one.found, one.label) for one in found.problems] == [
        ("E9", "6", "Người đứng đầu đối thoại")
    ]
    assert found.notes == ["Tệp theo mẫu số 2, nay biểu đã sang mẫu số 3: ô nào còn thì giữ số."]


def test_what_the_file_is_for_is_also_read_from_its_properties():
    book = load_workbook(BytesIO(filled(E8=5)))
    del book["_kheo"]

    assert forms.numbers(read(forms.saved(book))) == {"cuoc.tong": "5"}


def test_a_workbook_of_ones_own_is_refused_with_the_way_on():
    book = Workbook()
    book.worksheets[0].append(["Cuộc đối thoại", 5])

    with pytest.raises(NotReadable, match="không phải tệp mẫu của biểu. Xin tải tệp mẫu"):
        read(forms.saved(book))


def test_a_file_without_its_hidden_column_is_refused_with_the_reason():
    with pytest.raises(NotReadable, match="mất cột ẩn A"):
        read(changed(lambda sheet: sheet.delete_cols(1)))


# --- No workbook, or too much of one ----------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Tệp trống"),
        (b"cuoc;tong\n1;2\n", r"không phải tệp Excel .xlsx \(có thể là .csv"),
        (b"<html><table>", r"không phải tệp Excel .xlsx"),
        (opening._OLD_OFFICE + b"\0" * 900, r"Excel kiểu cũ \(.xls\)"),
        (opening._OLD_OFFICE + b"\0" * 90 + opening._ENCRYPTED, "đặt mật khẩu"),
        (b"PK\x03\x04 broken", "Tệp hỏng"),
        (b"PK\x03\x04" + b"\0" * (opening.MOST_BYTES + 1), "phải dưới 4 MB"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), r"\(.ods\)"),
        (packed({"xl/workbook.bin": b"x"}), r"\(.xlsb\)"),
        (packed({"word/document.xml": b"x"}), "tệp Word"),
        (packed({"anything": b"x"}), "không phải tệp Excel"),
        (packed({"xl/workbook.xml": b"0" * (2 * opening.MOST_UNPACKED)}), "lớn quá"),
        (packed({"xl/workbook.xml": b"0" * 8_000_000}), "nén bất thường"),
        (packed({"xl/workbook.xml": b"<?xml?><!DOCTYPE x>"}), "phần lạ"),
        (packed({"xl/workbook.xml": b"<x/>"}), "Không mở được"),
    ],
)
def test_what_is_no_workbook_is_refused_before_it_is_parsed(data, words):
    with pytest.raises(NotReadable, match=words):
        read(data)


def with_sheet(rows: bytes) -> bytes:
    parts = unpacked(forms.written())
    head, _found, _tail = parts["xl/worksheets/sheet1.xml"].partition(b"<sheetData>")
    return packed(
        {**parts, "xl/worksheets/sheet1.xml":
         head + b"<sheetData>" + rows + b"</sheetData></worksheet>"}
    )  # fmt: skip


def test_a_million_rows_are_refused_by_their_size():
    with pytest.raises(NotReadable, match="cả triệu dòng"):
        read(with_sheet(b'<row r="1"><c r="A1"/></row>' * 1_000_000))


def test_too_many_rows_are_refused_at_the_first_that_is_too_many():
    rows = b"".join(b'<row r="%d"/>' % number for number in range(1, 6000))

    with pytest.raises(NotReadable, match=r"“Biểu” có hơn 5000 dòng"):
        read(with_sheet(rows))


def test_macros_are_left_alone():
    parts = unpacked(filled(E8=5))

    found = read(packed({**parts, "xl/vbaProject.bin": b"x"}))

    assert forms.numbers(found) == {"cuoc.tong": "5"}
    assert found.notes == ["Tệp có macro: chỉ đọc số, không chạy macro."]
