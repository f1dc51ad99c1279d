"""A pasted table gives name, village and result; every other column is refused by its name."""

import pytest

from kheo.know.disclosure import tables
from kheo.know.disclosure.forms import TableForm

PASTED = (
    "STT\tHọ và tên\tNgày sinh\tSố CCCD\tBản\tKết quả\n"
    "1\tLò Văn Năm\t1/2/1980\t014080001234\tNà Tâu\tHộ nghèo\n"
    '2\t"Quàng Thị\nMai"\t\t\tLướt\tHộ cận nghèo\n'
    "\t\t\t\t\t\n"
)


def proposed(text):
    return [column.proposed for column in tables.read(text).columns]


def test_a_table_of_excel_is_read_with_its_columns_proposed():
    read = tables.read(PASTED)

    assert proposed(PASTED) == ["", "name", "", "", "village", "result"]
    assert [column.refusal.code for column in read.columns if column.refusal] == ["birth", "paper"]
    assert [row[1] for row in read.rows] == ["Lò Văn Năm", "Quàng Thị Mai"]


@pytest.mark.parametrize("mark", [";", ",", "|"])
def test_a_csv_file_is_read_by_the_mark_it_uses(mark):
    text = mark.join(["Tên", "Thôn", "Diện"]) + "\r\n" + mark.join(["Mai", "1", "Nghèo"])

    assert proposed(text) == ["name", "village", "result"]
    assert tables.read(text).rows == (("Mai", "1", "Nghèo"),)


def test_nothing_and_a_ragged_table_are_read_without_harm():
    assert tables.read(" \n\n") == tables.Table((), ())
    assert tables.read("Tên\tBản\nMai").rows == (("Mai", ""),)


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Năm sinh", "birth"),
        ("Tuổi", "birth"),
        ("SỐ CMND", "paper"),
        ("Mã số thẻ BHYT", "paper"),
        ("Điện thoại", "phone"),
        ("SĐT", "phone"),
        ("Địa chỉ", "address"),
        ("Nơi ở hiện nay", "address"),
        ("Số tài khoản", "account"),
        ("Dân tộc", "origin"),
        ("Dạng khuyết tật", "health"),
        ("Giới tính", "sex"),
        ("Họ tên vợ", "kin"),
    ],
)
def test_what_tells_more_is_refused_by_its_heading(heading, code):
    assert tables.refused(heading).code == code


@pytest.mark.parametrize("heading", ["Họ tên", "Bản", "Kết quả bình xét", "Đối tượng", ""])
def test_what_may_be_public_is_not_refused(heading):
    assert tables.refused(heading) is None


def filled(**columns):
    return TableForm({"table": PASTED, **columns})


def test_the_chosen_columns_make_the_lines_and_an_empty_row_is_nobody():
    form = filled(col_1="name", col_4="village", col_5="result")

    assert form.is_valid()
    assert [vars(line) for line in form.lines()] == [
        {"name": "Lò Văn Năm", "village": "Nà Tâu", "result": "Hộ nghèo"},
        {"name": "Quàng Thị Mai", "village": "Lướt", "result": "Hộ cận nghèo"},
    ]


@pytest.mark.parametrize(
    ("columns", "field", "problem"),
    [
        ({"col_1": "name", "col_2": "result"}, "col_2", "“Ngày sinh” (ngày sinh, năm sinh, tuổi)"),
        ({"col_3": "name"}, "col_3", "“Số CCCD”"),
        ({"col_1": "name", "col_0": "name"}, "col_1", "Đã có cột khác"),
        ({"col_4": "village"}, "col_0", "Xin chọn cột ghi tên"),
    ],
)
def test_a_wrong_choice_is_told_at_its_column(columns, field, problem):
    form = filled(**columns)

    assert not form.is_valid()
    assert problem in form.errors[field][0]


def test_a_table_without_lines_is_refused():
    assert TableForm({"table": "Tên\tBản"}).errors["table"] == [
        "Chưa có dòng nào dưới dòng tiêu đề."
    ]
