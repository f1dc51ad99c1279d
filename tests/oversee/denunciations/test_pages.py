"""The pages: what they show to whom, and that no browser, cache or log keeps anything of them."""

import logging
import tempfile
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from kheo.oversee.denunciations import services
from kheo.oversee.denunciations.models import Case, OfficerKey, Publication, Signal
from kheo.oversee.denunciations.views.glass import Broken, behind_glass
from tests import factories
from tests.oversee.denunciations import making

pytestmark = pytest.mark.django_db
PASS = {"sealed-passphrase": making.PASSPHRASE}
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def home():
    return making.house()


@pytest.fixture
def officer(client, home):
    client.force_login(home.officer)
    return client


def url(name, *args):
    return reverse(f"denunciations:{name}", args=args)


def typed(home, **changes):
    return {
        "sealed-channel": "counter",
        "sealed-unit": home.unit.pk,
        "sealed-received_on": f"{timezone.localdate():%d/%m/%Y}",
        "sealed-denouncers": f"{making.DENOUNCER}; {making.PLACE}; {making.PHONE}",
        "sealed-accused": f"{making.ACCUSED}; cán bộ địa chính",
        "sealed-text": f"Ông {making.ACCUSED} {making.SECRET}.",
        "sealed-submission_key": uuid.uuid4(),
        **changes,
    }


def entered(home):
    return making.enter(home, now=timezone.now())


# --- For everybody ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["guide", "signal", "conclusions"])
def test_public_pages_set_no_cookie_and_pass_nothing_on(client, home, name):
    response = client.get(url(name))

    assert response.status_code == 200
    assert not response.cookies
    assert response.headers["Cache-Control"].startswith("no-store, private")
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_the_guide_has_a_way_out(client):
    assert b"noreferrer" in client.get(url("guide")).content


def test_a_call_is_sealed_and_sets_no_cookie(client, home):
    sent = {"sealed-unit": home.unit.pk, "sealed-contact": "0912 000 777", "sealed-when": "tối"}

    response = client.post(url("signal"), sent)

    assert response.status_code == 200
    assert not response.cookies
    assert Signal.objects.count() == 1


def test_a_call_without_a_way_to_call_back_says_so(client, home):
    response = client.post(url("signal"), {"sealed-unit": home.unit.pk})

    assert response.context["form"].errors["contact"]
    assert not Signal.objects.exists()


def test_the_open_web_form_is_not_there_unless_switched_on(client, home, settings):
    assert client.get(url("online")).status_code == 404
    settings.KHEO_DENUNCIATIONS_ONLINE = True

    assert client.get(url("online")).status_code == 200
    response = client.post(url("online"), typed(home))

    assert Case.objects.get().code in response.content.decode()


def test_only_what_is_posted_is_shown(client, home):
    publication = Publication.objects.create(
        case=making.concluded(home),
        title="Kết luận",
        text="Nội dung đã soát.",
        first=home.officer,
        second=home.head,
        published_at=timezone.now(),
        published_by=home.officer,
        until=timezone.localdate(),
    )
    assert "Nội dung đã soát." in client.get(publication.get_absolute_url()).content.decode()

    Publication.objects.update(until=timezone.localdate() - timedelta(days=1))

    assert client.get(publication.get_absolute_url()).status_code == 404


# --- For officers -----------------------------------------------------------------------------


def test_a_key_is_made_on_its_page(client):
    person = factories.officer(factories.unit(), "denunciation_officer")
    client.force_login(person)
    given = {"sealed-first": making.PASSPHRASE, "sealed-again": making.PASSPHRASE}

    assert client.post(url("key"), {**given, "sealed-again": "khác"}).context["key_form"].errors
    assert client.post(url("key"), given).status_code == 302
    assert OfficerKey.objects.filter(person=person).exists()


def test_the_passphrase_is_changed_on_its_page(officer, home):
    new = {"sealed-first": making.OTHER_PASSPHRASE, "sealed-again": making.OTHER_PASSPHRASE}

    wrong = officer.post(url("change"), {**new, "sealed-passphrase": "x"})
    right = officer.post(url("change"), {**new, **PASS})

    assert (wrong.status_code, right.status_code) == (200, 302)


def test_a_denunciation_goes_from_the_counter_into_the_box(officer, home):
    pdf = SimpleUploadedFile("don-cua-nguyet.pdf", PDF)

    response = officer.post(url("enter"), typed(home, **{"sealed-files": pdf}))

    case = Case.objects.get()
    assert response.status_code == 302
    opened = officer.post(case.get_absolute_url(), {**PASS, "sealed-why": "assess"})
    text = opened.content.decode()
    assert making.DENOUNCER in text
    assert "don-cua-nguyet.pdf" in text
    assert opened.headers["Cache-Control"].startswith("no-store, private")
    assert "<title>Hồ sơ niêm phong" in text


def test_a_file_comes_down_under_a_name_that_tells_nothing(officer, home):
    pdf = SimpleUploadedFile("don-cua-nguyet.pdf", PDF)
    officer.post(url("enter"), typed(home, **{"sealed-files": pdf}))
    case = Case.objects.get()
    asked = {**PASS, "sealed-file": case.files.get().uid}

    response = officer.post(url("file", case.code), asked)

    assert response.content == PDF
    assert response.headers["Content-Disposition"] == 'attachment; filename="tai-lieu.pdf"'
    wrong = officer.post(url("file", case.code), {**asked, "sealed-passphrase": "x"})
    assert wrong.headers["Content-Type"].startswith("text/html")


def test_a_large_file_is_never_written_to_a_temporary_file(officer, home, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "gone")
    before = set(Path(tempfile.gettempdir()).glob("*.upload*"))
    big = SimpleUploadedFile("to.pdf", PDF + b"\n% " + b"x" * 4_000_000)

    response = officer.post(url("enter"), typed(home, **{"sealed-files": big}))

    assert response.status_code == 302
    assert set(Path(tempfile.gettempdir()).glob("*.upload*")) == before


def test_what_is_typed_wrongly_stays_and_says_why(officer, home):
    response = officer.post(url("enter"), typed(home, **{"sealed-received_on": "hôm qua"}))

    assert response.context["form"].errors["received_on"]
    assert making.SECRET in response.content.decode()
    assert not Case.objects.exists()


def test_officers_forms_keep_their_origin_and_tell_no_other_site(officer):
    response = officer.get(url("enter"))

    assert response.headers["Referrer-Policy"] == "same-origin"
    assert 'name="referrer"' not in response.content.decode()


def test_the_entry_asks_the_browser_to_keep_nothing(officer):
    page = officer.get(url("enter")).content.decode()

    assert "data-kh-keep" not in page
    assert 'autocomplete="off"' in page


def test_the_clerk_who_is_named_is_told_to_hand_it_on(officer, home):
    home.officer.full_name = making.ACCUSED
    home.officer.save()

    response = officer.post(url("enter"), typed(home))

    assert "niêm phong phong bì" in response.content.decode()
    assert not Case.objects.exists()


def test_a_wrong_passphrase_is_never_shown_again(officer, home):
    case = entered(home)

    response = officer.post(
        case.get_absolute_url(), {"sealed-passphrase": "sai mất rồi", "sealed-why": "assess"}
    )

    assert "chưa đúng" in response.content.decode()
    assert "sai mất rồi" not in response.content.decode()


def test_a_whole_case_is_worked_on_the_pages(client, home):
    case = making.with_head(home)
    client.force_login(home.head)
    acts = [
        ("thu-ly", {"sealed-decision": "12/QĐ-UBND", "sealed-text": "Đủ điều kiện."}),
        (
            "gia-han",
            {
                "sealed-kind": "complex",
                "sealed-criteria": ["places"],
                "sealed-decision": "13/QĐ-UBND",
                "sealed-text": "Hai nơi.",
            },
        ),
        ("ghi", {"sealed-kind": "minutes", "sealed-text": "Biên bản."}),
        ("bo-sung", {"sealed-text": "Thêm.", "sealed-accused": "Lê Thị Lạ; thủ quỹ"}),
        ("bao-ve", {"sealed-measures": ["job"], "sealed-text": "Giữ việc."}),
        ("da-lam", {"sealed-kind": "notify", "sealed-text": "Đã báo."}),
        (
            "ket-luan",
            {
                "sealed-ruling": "right",
                "sealed-decision": "7/KL-UBND",
                "sealed-text": "Đúng.",
                "sealed-officials": "1",
            },
        ),
        ("che", {"sealed-title": "Kết luận", "sealed-text": "Tố cáo đúng."}),
    ]
    for name, said in acts:
        assert client.get(url("act", case.code, name)).status_code == 200, name
        response = client.post(url("act", case.code, name), {**said, **PASS})
        assert response.status_code == 302, (name, response.context["form"].errors)

    paper = case.papers.filter(kind="redaction").last().uid
    checked = {**PASS, "sealed-paper": paper, "sealed-is_read": "on"}
    assert client.post(url("act", case.code, "soat"), checked).status_code == 302
    early = client.post(url("act", case.code, "cong-khai"), checked)
    assert "hai người" in early.content.decode()
    client.force_login(home.officer)
    assert client.post(url("act", case.code, "soat"), checked).status_code == 302
    assert client.post(url("act", case.code, "cong-khai"), checked).status_code == 302
    assert Publication.objects.get().text == "Tố cáo đúng."


def test_the_redaction_is_proposed_on_its_page(officer, home):
    case = making.concluded(home)

    response = officer.post(url("propose", case.code), PASS)
    wrong = officer.post(url("propose", case.code), {"sealed-passphrase": "x"})

    assert "Nguyệt" not in response.context["form"].initial["text"]
    assert wrong.context["asked"].errors


def test_an_act_of_the_one_who_decides_is_refused_to_the_officer(officer, home):
    case = entered(home)

    response = officer.post(
        url("act", case.code, "thu-ly"),
        {**PASS, "sealed-decision": "1/QĐ-UBND", "sealed-text": "Đủ."},
    )

    assert "người có thẩm quyền" in response.content.decode()
    assert officer.get(url("act", case.code, "khong-co")).status_code == 403


def test_people_are_brought_in_and_let_go_on_the_pages(officer, home):
    case = entered(home)
    given = {**PASS, "sealed-person": home.colleague.pk, "sealed-role": "member"}

    assert officer.post(url("act", case.code, "trao-khoa"), given).status_code == 302
    assert officer.post(url("act", case.code, "thu-khoa"), given).status_code == 302
    alone = officer.post(url("act", case.code, "khong-tham-gia"), PASS)

    assert alone.context["form"].errors


def test_a_tampered_box_says_that_it_is_broken_and_no_more(officer, home):
    case = entered(home)
    case.papers.update(sealed=b"x" * 64)

    response = officer.post(case.get_absolute_url(), {**PASS, "sealed-why": "assess"})

    assert "không nguyên vẹn" in response.content.decode()


def test_a_call_is_opened_and_finished_on_the_desk(officer, home):
    signal = services.send(unit=home.unit, contact="0912 000 777", when="", now=timezone.now())
    assert officer.post(url("take_signal", signal.uid)).status_code == 200

    opened = officer.post(url("take_signal", signal.uid), PASS)
    done = officer.post(url("finish_signal", signal.uid))
    again = officer.post(url("finish_signal", signal.uid), follow=True)

    assert "0912 000 777" in opened.content.decode()
    assert done.status_code == 302
    assert "Không mở được" in again.content.decode()


def test_a_clerk_moves_a_petition_into_the_box(client, home):
    made = making.petition(home)
    client.force_login(factories.officer(home.unit, "clerk"))

    assert client.get(url("take_over", made.pk)).status_code == 200
    assert client.post(url("take_over", made.pk)).status_code == 302
    assert Case.objects.get().channel == "taken"


def test_a_petition_that_nobody_could_open_stays(client):
    unit = factories.unit()
    factories.head(factories.body(unit))
    factories.body(unit.parent)
    made = making.petition(making.House(unit, None, None, None))
    client.force_login(factories.officer(unit, "clerk"))

    response = client.post(url("take_over", made.pk))

    assert "chưa niêm phong được" in response.content.decode()


# --- The board --------------------------------------------------------------------------------


def test_the_board_makes_its_key_and_gives_a_case_back(client, home):
    province = home.unit.parent
    members = [
        making.keyed(factories.officer(province, "auditor", body_kind="inspectorate"))
        for _ in range(3)
    ]
    client.force_login(members[0])
    few = client.post(url("make_board"), {"sealed-members": [members[0].pk]})
    assert few.context["board_form"].errors
    chosen = {"sealed-members": [one.pk for one in members]}
    assert client.post(url("make_board"), chosen).status_code == 302
    shares = []
    for member in members[:2]:
        client.force_login(member)
        assert client.post(url("share"), {"sealed-passphrase": "x"}).context["share_form"].errors
        shares.append(" ".join(client.post(url("share"), PASS).context["words"]))
        assert client.post(url("keep_on_paper")).status_code == 302
    assert client.post(url("keep_on_paper"), follow=True).status_code == 200
    case = making.enter(home)
    services.make_key(
        passphrase=making.OTHER_PASSPHRASE, by=home.officer, now=timezone.now(), gives_up=True
    )
    asked = {"sealed-person": home.officer.pk, "sealed-compared": "on"}
    wrong = client.post(url("recover"), {**asked, "sealed-share_1": "x", "sealed-share_2": "y"})
    assert wrong.context["recover_form"].errors

    given = {**asked, "sealed-share_1": shares[0], "sealed-share_2": shares[1]}
    assert client.post(url("recover"), given).status_code == 302

    assert making.box(case, home.officer, timezone.now(), making.OTHER_PASSPHRASE)


def test_without_a_board_there_is_nothing_to_recover_with(client, home):
    member = factories.officer(home.unit.parent, "auditor", body_kind="inspectorate")
    client.force_login(member)

    assert client.get(url("board")).status_code == 200
    assert client.post(url("recover")).status_code == 403


# --- Strangers --------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["clerk", "handler", "admin", "editor", "front"])
@pytest.mark.parametrize("name", ["desk", "enter", "key", "board"])
def test_officers_without_a_part_in_it_see_no_page(client, home, role, name):
    client.force_login(factories.officer(home.unit, role))

    assert client.get(url(name)).status_code == 403


def test_a_visitor_is_sent_to_sign_in(client, home):
    case = making.enter(home)

    response = client.get(case.get_absolute_url())

    assert response.status_code in (302, 403)
    assert case.code not in response.content.decode()


def test_a_case_and_no_case_look_the_same_to_another_officer(client, home):
    case = making.enter(home)
    client.force_login(home.colleague)

    there = client.get(case.get_absolute_url())
    nowhere = client.get(url("case", "TC-26-99999x"))

    assert (there.status_code, nowhere.status_code) == (403, 403)
    assert there.content.decode().replace(case.code, "") == nowhere.content.decode().replace(
        "TC-26-99999x", ""
    )


@pytest.mark.parametrize("name", ["take_over"])
def test_a_stranger_moves_no_petition(client, home, name):
    made = making.petition(home)
    client.force_login(factories.officer(home.unit, "auditor"))

    assert client.post(url(name, made.pk)).status_code == 403


# --- Nothing stays ----------------------------------------------------------------------------


def test_a_page_that_breaks_says_its_name_and_nothing_else(caplog):
    @behind_glass
    def page(request) -> HttpResponse:
        raise ValueError(making.SECRET)

    with caplog.at_level(logging.DEBUG), pytest.raises(Broken) as broken:
        page(RequestFactory().get("/"))

    assert making.SECRET not in caplog.text
    assert broken.value.__suppress_context__
    assert "ValueError" in caplog.text


def test_an_expired_sign_in_hands_nothing_back(client, home):
    response = client.post(url("enter"), typed(home), headers={"Origin": "http://testserver"})

    assert making.SECRET not in response.content.decode()
    assert making.DENOUNCER not in response.content.decode()


def test_an_expired_token_hands_nothing_back(home):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(home.officer)

    response = strict.post(url("enter"), typed(home), headers={"Origin": "http://testserver"})

    assert response.status_code == 403
    assert making.SECRET not in response.content.decode()


# --- Lists cost the same for one and for three ------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_asks_the_same_for_one_and_for_three(
    officer, home, count, django_assert_num_queries
):
    for _ in range(count):
        making.enter(home)

    with django_assert_num_queries(DESK_QUERIES):
        officer.get(url("desk"))


DESK_QUERIES = 7
