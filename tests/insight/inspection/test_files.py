"""The tables as files: Excel read back by openpyxl, Word by LibreOffice."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from kheo.insight.inspection import excel, queries, word
from tests.conformance.test_word import Words, convert, office
from tests.insight.inspection import year

__all__ = ["office"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    place = year.cases.Place()
    year.reception_year(place)
    return queries.build(
        tables=year.forms().tables.values(), unit=place.province, period=year.Q1, user=None,
        today=year.TODAY,
    )  # fmt: skip


def test_the_workbook_has_a_sheet_per_table_with_merged_headings(report):
    book = load_workbook(BytesIO(excel.render(report, today=year.TODAY)))

    assert book.sheetnames == [
        "01-TCD", "02-TCD", "01-XLD", "02-XLD", "03-XLD", "04-XLD",
        "01-KQGQ", "02-KQGQ", "03-KQGQ", "04-KQGQ",
    ]  # fmt: skip
    sheet = book["01-TCD"]
    merged = {str(one) for one in sheet.merged_cells.ranges}
    assert {"A7:A9", "B7:D7", "E7:K7", "G8:H8"} - merged == set()
    assert sheet["B7"].value == "Tổng số"
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in {cell.value for cell in sheet[1]}
    assert "TIẾP CÔNG DÂN" in sheet["A4"].value
    assert "15/12/2026" in sheet["A5"].value


def test_numbers_stay_numbers_and_open_their_records(report):
    sheet = load_workbook(BytesIO(excel.render(report, today=year.TODAY)))["01-TCD"]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=11)}

    assert [cell.value for cell in rows["Tổng số"][1:4]] == [5, 13, 5]
    assert [cell.value for cell in rows["xã Ngọc Chiến"][1:4]] == [5, 13, 5]
    assert [cell.value for cell in rows["Cùng kỳ năm trước"][1:3]] == [1, 2]
    assert [cell.value for cell in rows["Tăng, giảm (số)"][1:3]] == [4, 11]
    assert rows["Tăng, giảm (%)"][1].value == "+400%"
    assert "dong=tong&cot=1" in rows["Tổng số"][1].hyperlink.target


def test_libreoffice_reads_the_word_tables(office, report, tmp_path):
    (tmp_path / "bieu.docx").write_bytes(word.render(report, today=year.TODAY))

    convert(office, str(tmp_path / "bieu.docx"), "html", tmp_path)

    words = Words()
    words.feed((tmp_path / "bieu.html").read_text(encoding="utf-8"))
    for filled in report.tables.values():
        assert "".join(filled.table.label.upper().split()) in words.text
    assert "Tổngsố5135" in words.text
    assert "Tăng,giảm(số)+4+11+4" in words.text
    assert "Độclập-Tựdo-Hạnhphúc" in words.text
