"""The Word file carries every figure, in the layout of the decree."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from kheo.insight.reports import services
from kheo.insight.reports.definitions import all_reports
from kheo.insight.returns.models import Cell
from tests.factories import MONDAY

REPORT = all_reports()["nghi-quyet-25"]
SHOWN = {8: "08", 9: "09", 1: "01", 2: "02"}


def build(unit):
    return services.build(
        report=REPORT, unit=unit, since=REPORT.since, until=REPORT.until, now=MONDAY
    )


@pytest.fixture
def document(son_la):
    return Document(BytesIO(build(son_la).word))


def written(value):
    whole = f"{int(value):,}".replace(",", ".")
    return "96,4%" if value % 1 else SHOWN.get(int(value), whole)


def test_the_annex_lists_every_figure_with_its_quotation(document):
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows[1:]]

    assert len(rows) == 48
    assert sorted((row[2], row[4]) for row in rows) == sorted(
        (written(cell.value), cell.quote) for cell in Cell.objects.filter(key__startswith="sl")
    )


def test_the_text_carries_every_figure(son_la, document):
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)

    for figure in build(son_la).figures:
        assert figure.text in text


def test_each_figure_leads_to_its_cell(document, settings):
    targets = {link.address for paragraph in document.paragraphs for link in paragraph.hyperlinks}

    assert targets == {
        f"{settings.KHEO_BASE_URL}{cell.get_absolute_url()}"
        for cell in Cell.objects.filter(key__startswith="sl")
    }


def test_what_does_not_add_up_is_said_before_anybody_signs(document):
    lines = [paragraph.text for paragraph in document.paragraphs if "≠" in paragraph.text]

    assert lines == ["- Hội nghị phản biện xã hội: 1.191 ≠ 8 + 156 + 947 = 1.111."]


def test_the_head_is_that_of_the_decree(document):
    left, right = document.tables[0].rows[0].cells

    assert [line for line in left.text.split("\n") if line] == [
        "ỦY BAN NHÂN DÂN TỈNH\u00a0SƠN\u00a0LA",
        "Số:        /BC-UBND",
    ]
    assert [line for line in right.text.split("\n") if line] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sơn La, ngày 02 tháng 3 năm 2026",
    ]


def test_page_font_and_margins_are_those_of_the_decree(document):
    for section in document.sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        assert 20 <= round(section.top_margin.mm) <= 25
        assert 20 <= round(section.bottom_margin.mm) <= 25
        assert 30 <= round(section.left_margin.mm) <= 35
        assert 15 <= round(section.right_margin.mm) <= 20
        assert section.different_first_page_header_footer
    assert document.styles["Normal"].font.name == "Times New Roman"


def test_a_missing_figure_is_marked_in_the_file(son_la):
    Cell.objects.get(key="sl26").delete()

    document = Document(BytesIO(build(son_la).word))

    marked = [
        run.text
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if "w:highlight" in run._r.xml
    ]
    assert marked == ["[chưa có số liệu]"]


def test_the_command_writes_the_file(son_la, tmp_path):
    path = tmp_path / "son-la.docx"

    services.write_word(
        province="14", since=date(2013, 6, 1), until=date(2023, 12, 1), path=path, now=MONDAY
    )

    assert len(Document(str(path)).tables[-1].rows) == 49
