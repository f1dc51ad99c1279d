"""The page on which a return is filled in, with and without scripts."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from kheo.foundation.figures import services as figures
from kheo.insight.returns.definition import Definition, Row, Section
from kheo.insight.returns.errors import StillWrong
from kheo.insight.returns.models import Cell, CellChange, Return
from kheo.insight.returns.services import approving
from tests import factories
from tests.factories import MONDAY
from tests.insight.returns import owed

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune(db):
    return factories.unit("Ngọc Chiến")


@pytest.fixture
def made(commune):
    return owed.ret(commune, due_on=date(2099, 7, 5), grace_until=date(2099, 7, 15))


@pytest.fixture
def lan(commune, client):
    person = owed.officer(commune)
    client.force_login(person)
    return person


def url(made, name="enter"):
    return reverse(f"returns:{name}", args=[made.pk])


def post(client, made, name="enter", revision=0, **typed):
    values = {f"o.{key.replace('__', '.')}": value for key, value in typed.items()}
    return client.post(url(made, name), {"revision": revision, **values})


def stored(made):
    return {cell.place: f"{cell.plain:f}" for cell in made.cells.all()}


def test_the_page_has_a_box_for_each_cell_and_none_where_nothing_is_asked(client, made, lan):
    page = client.get(url(made)).content.decode()

    assert page.count("data-kh-cell") == 5
    assert 'name="o.cuoc.tong"' in page
    assert "05/07/2099" in page


def test_a_plain_form_keeps_all_and_comes_back(client, made, lan):
    answer = post(client, made, cuoc__tong="1.190", ty_le__tong="96,4", cuoc__xa="")

    assert answer.status_code == 302
    assert stored(made) == {"cuoc.tong": "1190", "ty_le.tong": "96.4"}
    assert 'value="1.190"' in client.get(url(made)).content.decode()


def test_what_is_no_number_stays_in_its_box_with_its_sentence(client, made, lan):
    page = post(client, made, cuoc__tong="1,190", cuoc__xa="4").content.decode()

    assert 'value="1,190"' in page
    assert "Có phải là 1.190?" in page
    assert stored(made) == {"cuoc.xa": "4"}


def test_a_saving_answers_a_script_with_all_that_changed(client, made, lan):
    answer = post(client, made, "save", cuoc__tong="1190", cuoc__xa="bốn")

    told = answer.json()
    assert (told["revision"], told["cells"], told["held"], told["wrong"]) == (
        1, {"cuoc.tong": "1.190"}, ["cuoc.xa"], ["cuoc.xa"],
    )  # fmt: skip
    assert "bốn" in told["lines"]["cuoc"]


def test_a_clash_offers_both_numbers(client, made, commune, lan):
    minh = owed.officer(commune)
    owed.fill(made, minh, cuoc__tong="5")

    told = post(client, made, "save", cuoc__tong="7").json()

    assert told["held"] == ["cuoc.tong"]
    assert "Lấy 5" in told["lines"]["cuoc"]
    assert "Ghi 7" in told["lines"]["cuoc"]
    assert stored(made) == {"cuoc.tong": "5"}


def test_a_script_is_told_that_one_is_signed_out(client, made):
    assert post(client, made, "save", cuoc__tong="7").status_code == 401


def test_a_script_is_told_that_it_was_sent_meanwhile(client, made, lan):
    Return.objects.update(state="sent", sent_at=MONDAY, first_sent_at=MONDAY, sent_by=lan)

    answer = post(client, made, "save", cuoc__tong="7")

    assert answer.status_code == 409
    assert "không sửa được nữa" in answer.json()["words"]
    assert stored(made) == {}


def test_after_the_grace_the_page_says_that_it_is_locked_and_takes_nothing(client, made, lan):
    Return.objects.update(due_on=date(2026, 7, 5), grace_until=date(2026, 7, 15))

    page = client.get(url(made)).content.decode()
    answer = post(client, made, "save", cuoc__tong="7")

    assert "Đã quá hạn gửi muộn (15/07/2026)" in page
    assert "data-kh-cell" not in page
    assert (answer.status_code, stored(made)) == (409, {})


@pytest.mark.parametrize("name", ["enter", "workbook", "paper"])
def test_a_stranger_sees_nothing(client, made, name):
    client.force_login(owed.officer(factories.unit("Tà Hộc")))

    assert client.get(url(made, name)).status_code == 403


def test_a_return_that_is_not_there_is_not_found(client, lan):
    assert client.get(reverse("returns:enter", args=[99])).status_code == 404


# --- Sending ----------------------------------------------------------------------------------


def send(client, made, revision=0, **typed):
    values = {f"o.{key.replace('__', '.')}": value for key, value in typed.items()}
    return client.post(url(made), {"revision": revision, "lam": "gui", **values})


def test_what_is_sound_is_sent_with_what_was_typed_last(client, made, lan):
    answer = send(client, made, cuoc__tong="5", cuoc__xa="2", cuoc__chinh_quyen="3")

    made.refresh_from_db()
    assert (answer.status_code, made.state, made.sent_by) == (302, "sent", lan)


def test_what_does_not_add_up_is_kept_and_not_sent(client, made, lan):
    page = send(client, made, cuoc__tong="5", cuoc__xa="2", cuoc__chinh_quyen="9").content.decode()

    made.refresh_from_db()
    assert (made.state, made.cells.count()) == ("draft", 3)
    assert "kh-alert-late" in page


def test_another_number_than_records_know_is_sent_with_a_reason_only(client, made, commune, lan):
    figures.count(
        indicator="dialogues.held", unit=commune, on=date(2026, 2, 3),
        breakdown={"convener": "authority"},
    )  # fmt: skip

    page = send(client, made, cuoc__tong="5", cuoc__xa="2", cuoc__chinh_quyen="3").content.decode()
    made.refresh_from_db()
    assert (made.state, "Số này khác hồ sơ. Xin ghi vì sao." in page) == ("draft", True)

    reasons = {f"ly-do.cuoc.{column}": "Chưa vào sổ." for column in ("tong", "xa", "chinh_quyen")}
    client.post(url(made), {"revision": made.revision, "lam": "gui", **reasons})
    made.refresh_from_db()
    assert made.state == "sent"


def test_a_number_without_its_reason_is_refused_by_the_service_too(made, commune, lan):
    figures.count(indicator="criticism.conferences", unit=commune, on=date(2026, 2, 3))
    owed.fill(made, lan, phan_bien__tong="5")

    with pytest.raises(StillWrong):
        approving.send(ret=made, by=lan, now=MONDAY)


# --- The workbook -----------------------------------------------------------------------------


def brought_back(client, made, **cells):
    book = load_workbook(BytesIO(client.get(url(made, "workbook")).content))
    for address, value in cells.items():
        book.worksheets[0][address].value = value
    out = BytesIO()
    book.save(out)
    return client.post(
        url(made, "upload"), {"tep": SimpleUploadedFile("bieu.xlsx", out.getvalue())}
    )


def test_the_workbook_carries_what_is_known(client, made, lan):
    post(client, made, cuoc__tong="1.190")

    answer = client.get(url(made, "workbook"))

    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    assert sheet["E8"].value == 1190
    assert answer["Content-Disposition"] == (
        'attachment; filename="doi-thoai-xa-ngoc-chien-6-thang-dau-nam-2026.xlsx"'
    )


def test_an_uploaded_workbook_is_shown_first_and_changes_nothing(client, made, lan):
    post(client, made, cuoc__tong="4")

    page = brought_back(client, made, E8=5, F8="1,190", E9="=F9").content.decode()

    assert stored(made) == {"cuoc.tong": "4"}
    assert '<input type="hidden" name="o.cuoc.tong" value="5">' in page
    assert "F8" in page
    assert "Có phải là 1.190?" in page
    assert "không lưu kết quả" in page


def test_accepting_it_keeps_the_numbers_as_from_excel(client, made, lan):
    post(client, made, cuoc__tong="4", cuoc__xa="1")

    client.post(
        url(made),
        {
            "revision": 1,
            "tu": "excel",
            "o.cuoc.tong": "5",
            "o.cuoc.xa": "",
            "o.phan_bien.tong": "2",
        },
    )

    assert stored(made) == {"cuoc.tong": "5", "cuoc.xa": "1", "phan_bien.tong": "2"}
    assert Cell.objects.get(row="phan_bien").source == "excel"
    assert set(CellChange.objects.filter(revision=2).values_list("how", flat=True)) == {"excel"}


def test_a_file_that_is_none_is_told_at_its_field(client, made, lan):
    answer = client.post(url(made, "upload"), {"tep": SimpleUploadedFile("a.xlsx", b"a;b")})

    assert "không phải tệp Excel .xlsx" in answer.content.decode()


def test_a_form_of_two_thousand_cells_is_sent_whole_by_a_plain_form(client, commune, lan):
    rows = tuple(
        Row(f"dong_{number}", f"Dòng {number}", "dialogues.held", breakdown=f"o={number}")
        for number in range(2000)
    )
    version = owed.form(Definition(sections=(Section("tat_ca", "", rows),)), key="lon")
    big = owed.ret(commune, version=version, due_on=date(2099, 7, 5), grace_until=date(2099, 7, 15))

    post(client, big, **{f"dong_{number}__so": str(number) for number in range(2000)})

    assert big.cells.count() == 2000


def test_the_page_on_paper_has_numbers_and_no_boxes(client, made, lan):
    post(client, made, cuoc__tong="1190")

    page = client.get(url(made, "paper")).content.decode()

    assert "1.190" in page
    assert "data-kh-cell" not in page
