"""A sheet of old documents is read as people made it, and every mistake told at its cell."""

import uuid
from datetime import date

import pytest

from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.register import bulk, queries, sheets
from kheo.foundation.documents.register.issuers import Directory
from tests import factories
from tests.factories import MONDAY
from tests.foundation.documents.register import cases

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
HEAD = ("Số, ký hiệu", "Ngày ban hành", "Trích yếu", "Cơ quan ban hành", "Thực hiện văn bản")
GOOD = ("16-CTr/TU", "01/8/2013", "về công tác dân vận", "Tỉnh ủy Sơn La")


def checked(data, person=None):
    person = person or cases.keeper()
    directory = Directory(person, today=TODAY)
    return bulk.check(sheets.read(data), directory=directory, by=person, today=TODAY), person


def entered(data, key=None, person=None):
    rows, person = checked(data, person)
    return bulk.enter(rows, key=key or uuid.uuid4(), by=person, now=MONDAY, today=TODAY)


def faults(row):
    return [fault.place for fault in row.faults]


def test_a_sheet_goes_in_with_what_each_row_carries_out():
    root = cases.document(
        "25-NQ/TW", issuer_name="Ban Chấp hành Trung ương", level="central", unit=None
    )
    plan = ("35/KH-UBND", date(2024, 3, 2), "Kế hoạch", "UBND tỉnh Sơn La", "16-CTr/TU")
    factories.body(factories.province())

    done = entered(cases.sheet(HEAD, (*GOOD, "25-NQ/TW"), plan))

    assert (len(done.documents), done.related) == (2, 2)
    programme, made = done.documents
    assert (programme.kind, programme.issued_on) == ("programme", date(2013, 8, 1))
    assert (made.kind, made.level, made.issuer.name) == ("plan", "province", "UBND tỉnh Sơn La")
    children = queries.children(root, cases.keeper(), today=TODAY)
    assert list(children) == [programme]


def test_a_second_press_enters_nothing_again():
    key, person = uuid.uuid4(), cases.keeper()
    data = cases.sheet(HEAD, GOOD)
    entered(data, key, person)
    entered(data, key, person)

    assert OfficialDocument.objects.count() == 1


def test_titles_above_the_headings_and_empty_rows_are_passed_over():
    data = cases.sheet(("DANH MỤC VĂN BẢN",), (), HEAD, (), GOOD, ())

    (row,) = checked(data)[0]
    assert (row.row.line, row.is_good) == (5, True)


def test_merged_cells_count_for_each_of_their_rows():
    head = ("Cơ quan ban hành", "Số và ký hiệu", "Ngày, tháng", "Nội dung")
    data = cases.sheet(
        head,
        ("Tỉnh ủy Sơn La", "16-CTr/TU", "01/8/2013", "một"),
        ("", "17-CTr/TU", "02/8/2013", "hai"),
        ("", "18-CTr/TU", "03/8/2013", "ba"),
        merge="A2:A4",
    )

    assert [row.form.cleaned_data["issuer"] for row in checked(data)[0]] == ["Tỉnh ủy Sơn La"] * 3


def test_each_mistake_is_told_at_its_cell():
    data = cases.sheet(
        HEAD,
        ("16-CTr", "31/02/2013", "", "Tỉnh ủy Sơn La"),
        ("17-CTr/TU", "01/8/2030", "mai sau", "Tỉnh ủy Sơn La"),
        ("18-CTr/TU", "01/8/2013", "ai đó", "Hội vô danh"),
        GOOD,
        GOOD,
    )
    rows, _person = checked(data)

    assert "B2" in faults(rows[0])
    assert "C2" in faults(rows[0])
    assert faults(rows[1]) == ["B3"]
    assert faults(rows[2]) == ["D4"]
    assert faults(rows[3]) == []
    assert faults(rows[4]) == ["A6"]
    assert [row.is_good for row in rows] == [False, False, False, True, False]


def test_what_stands_in_the_register_is_shown_and_left_alone():
    there = cases.document("16-CTr/TU", issued_on=date(2013, 8, 1))
    rows, _person = checked(cases.sheet(HEAD, GOOD))

    assert rows[0].existing == there
    assert entered(cases.sheet(HEAD, GOOD)).documents == []


def test_a_doubt_does_not_hold_a_row_back():
    row = ("10/2022/QH15", "05/01/2023", "Luật", "Quốc hội")
    (one,) = checked(cases.sheet(HEAD, row))[0]

    assert one.is_good
    assert [doubt.place for doubt in one.doubts] == ["B2"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_of_any_kind_is_read(encoding, separator):
    lines = [separator.join(f'"{cell}"' for cell in row) for row in (HEAD, GOOD)]

    (one,) = checked("\n".join(lines).encode(encoding))[0]
    assert one.is_good


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a,b\n1,2",
        b"PK\x03\x04 hong",
        b"\xd0\xcf\x11\xe0 cu",
        b"\x00\x01\x02\x03" * 50,
        b"x" * (sheets.MOST_BYTES + 1),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(data):
    with pytest.raises(sheets.SheetUnreadable) as refused:
        sheets.read(data)

    assert str(refused.value)


def test_headings_without_rows_are_refused():
    with pytest.raises(sheets.SheetUnreadable, match="chưa có dòng"):
        sheets.read(cases.sheet(HEAD))


def test_the_sheet_that_waits_says_the_same_and_runs_no_formula():
    data = "Số;Ngày;Trích yếu;Cơ quan\n16-CTr/TU;01/8/2013;=1+1;Tỉnh ủy".encode()

    first, again = sheets.read(data), sheets.read(sheets.kept(data))

    assert [row.line for row in again.rows] == [row.line for row in first.rows]
    assert again.rows[0].cells["title"] == "'=1+1"


def test_a_commune_in_the_name_of_an_issuer_gives_its_unit():
    commune = factories.unit("Mường Bú")
    row = ("5-CTr/ĐU", "01/8/2013", "Chương trình", "Đảng ủy xã Mường Bú")

    (made,) = entered(cases.sheet(HEAD, row)).documents

    assert (made.unit, made.level, made.kept_by) == (commune, "commune", commune)


def test_a_document_to_carry_out_that_is_not_there_is_doubted_and_the_row_goes_in():
    data = cases.sheet(
        HEAD,
        (*GOOD, "25-NQ/TW"),
        ("35/KH-UBND", "02/3/2024", "Kế hoạch", "UBND tỉnh Sơn La", "16-CTr/TU"),
    )
    factories.body(factories.province())
    rows, _person = checked(data)

    assert [[doubt.place for doubt in row.doubts] for row in rows] == [["E2"], []]
    assert (len(entered(data).documents), OfficialDocument.objects.count()) == (2, 2)
