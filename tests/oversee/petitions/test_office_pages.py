"""Clerks and handlers do their work on pages that open to their posts only."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kheo.foundation.documents.models import StoredFile
from kheo.oversee.petitions import services
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.foundation.documents import samples
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db

DESK = "/phan-anh/ban-tiep-nhan/"
COUNTER = "/phan-anh/nhap-tai-quay/"


@pytest.fixture
def unit():
    return cases.commune()


def signed_in(unit, role):
    client = Client()
    client.force_login(factories.officer(unit, role))
    return client


def words(response):
    return response.content.decode()


# --- Doors ------------------------------------------------------------------------------------


def pages(petition):
    return [
        DESK,
        COUNTER,
        f"/phan-anh/phan-loai/{petition.pk}/",
        f"/phan-anh/xu-ly/{petition.pk}/",
    ]


def test_the_office_is_closed_to_visitors(client, unit):
    for address in pages(cases.received(unit)):
        assert client.get(address)["Location"].startswith("/tai-khoan/")


def test_the_office_is_closed_to_officers_of_another_commune(unit):
    stranger = signed_in(cases.commune("Mường Bú"), "clerk")
    petition = cases.received(unit)

    assert stranger.get(f"/phan-anh/phan-loai/{petition.pk}/").status_code == 403
    assert stranger.get(f"/phan-anh/xu-ly/{petition.pk}/").status_code == 403
    assert petition.code not in words(stranger.get(DESK, {"tat-ca": "1"}))


def test_an_editor_has_no_desk(unit):
    assert signed_in(unit, "editor").get(DESK).status_code == 403
    assert signed_in(unit, "editor").get(COUNTER).status_code == 403


def test_the_date_is_explained_in_the_language_of_the_officer(unit):
    petition, clerk = cases.received(unit), signed_in(unit, "clerk")

    for address in pages(petition)[2:]:
        page = words(clerk.get(address, headers={"Accept-Language": "en"}))
        assert "Counting starts on" in page
        assert "Bắt đầu tính từ" not in page


# --- The clerk --------------------------------------------------------------------------------


def test_the_desk_shows_what_waits(unit):
    waiting = cases.received(unit)
    done = cases.published(unit)

    page = words(signed_in(unit, "clerk").get(DESK))

    assert waiting.code in page
    assert done.code not in page


def test_the_desk_finds_words_without_marks(unit):
    found, other = cases.received(unit), cases.received(unit, text="Đèn hỏng")
    clerk = signed_in(unit, "clerk")

    page = words(clerk.get(DESK, {"q": "duong noi ban na ta"}))

    assert found.code in page
    assert other.code not in page
    assert other.code in words(clerk.get(DESK, {"q": other.code.lower()}))


@pytest.mark.parametrize("text", ["'", "a & | !", "%", "😀", "\x00", "x" * 5000])
def test_the_desk_takes_any_search(unit, text):
    assert signed_in(unit, "clerk").get(DESK, {"q": text}).status_code == 200


def test_the_desk_asks_the_same_questions_for_one_and_three(unit, django_assert_num_queries):
    clerk = signed_in(unit, "clerk")
    cases.received(unit)
    with django_assert_num_queries(5):
        clerk.get(DESK)
    cases.received(unit)
    cases.received(unit)

    with django_assert_num_queries(5):
        clerk.get(DESK)


def test_a_clerk_accepts_and_gives_it_to_a_handler(unit):
    petition = cases.received(unit)
    handler = factories.officer(unit, "handler")

    response = signed_in(unit, "clerk").post(
        f"/phan-anh/phan-loai/{petition.pk}/",
        {
            "is_public": "on",
            "public_title": "Đường sạt",
            "public_text": "Xe không qua.",
            "handler": handler.pk,
        },
    )

    petition.refresh_from_db()
    assert response["Location"] == DESK
    assert (petition.title, petition.duty.person) == ("Đường sạt", handler)


def test_publishing_without_words_is_named_beside_the_field(unit):
    petition = cases.received(unit)

    page = signed_in(unit, "clerk").post(
        f"/phan-anh/phan-loai/{petition.pk}/", {"is_public": "on", "public_text": "Xe không qua."}
    )

    assert "Muốn công khai thì phải có phần này." in words(page)
    assert "Xe không qua." in words(page)


def test_a_clerk_hands_over_to_another_commune(unit):
    petition, other = cases.received(unit), cases.commune("Mường Bú")
    clerk = signed_in(unit, "clerk")
    address = f"/phan-anh/phan-loai/{petition.pk}/chuyen/"

    wrong = clerk.post(address, {"commune": "Atlantis", "reason": "đường của xã bạn"})
    clerk.post(address, {"commune": "muong bu", "reason": "đường của xã bạn"})

    petition.refresh_from_db()
    assert "Không thấy xã, phường nào tên “Atlantis”" in words(wrong)
    assert "đường của xã bạn" in words(wrong)
    assert petition.unit == other


def test_a_clerk_points_elsewhere(unit):
    petition = cases.received(unit)

    signed_in(unit, "clerk").post(
        f"/phan-anh/phan-loai/{petition.pk}/huong-dan/", {"where": "Xin đến Bảo hiểm xã hội."}
    )

    petition.refresh_from_db()
    assert petition.state == Petition.State.REDIRECTED


# --- The counter ------------------------------------------------------------------------------


def on_paper(**more):
    return {
        "submission_key": str(uuid.uuid4()),
        "channel": "post",
        "received_on": f"{timezone.localdate() - timedelta(days=2):%d/%m/%Y}",
        "kind": "proposal",
        "text": cases.ROAD,
        "commune": "xã Ngọc Chiến",
        "name": "Lò Thị Mai",
        **more,
    }


def test_the_counter_registers_and_prints(unit):
    response = signed_in(unit, "clerk").post(COUNTER, on_paper(), follow=True)

    petition = Petition.objects.get()
    assert (petition.channel, petition.kind) == ("post", "proposal")
    assert timezone.localdate(petition.received_at) == timezone.localdate() - timedelta(days=2)
    assert "In biên nhận" in words(response)
    assert petition.code in words(response)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("31/02/2026", "không có"),
        ("hôm kia", "Không hiểu ngày “hôm kia”"),
        ("", "Xin ghi ngày, ví dụ 9/11/2026."),
        ("1/1/2999", "Ngày nhận không thể sau hôm nay."),
    ],
)
def test_a_wrong_date_is_named_and_everything_typed_is_kept(unit, typed, message):
    page = signed_in(unit, "clerk").post(COUNTER, on_paper(received_on=typed))

    errors = " ".join(page.context["form"].errors["received_on"])
    assert message in errors
    assert errors in words(page).replace("&quot;", '"')
    assert cases.ROAD in words(page)
    assert "Lò Thị Mai" in words(page)
    assert Petition.objects.count() == 0


def test_the_counter_of_one_commune_does_not_register_for_another(unit):
    cases.commune("Mường Bú")

    page = signed_in(unit, "clerk").post(COUNTER, on_paper(commune="muong bu"))

    assert "Bạn không có quyền vào sổ cho đơn vị này." in words(page)
    assert cases.ROAD in words(page)


def test_the_counter_form_begins_with_today_and_the_own_commune(unit):
    page = words(signed_in(unit, "clerk").get(COUNTER))

    assert f'value="{timezone.localdate():%d/%m/%Y}"' in page
    assert 'value="xã Ngọc Chiến"' in page


def test_an_expired_sign_in_at_the_counter_gives_the_words_back(unit):
    visitor = Client()

    response = visitor.post(COUNTER, on_paper(), headers={"Origin": "http://testserver"})

    assert cases.ROAD in words(response)


def test_a_clerk_prints_a_receipt_again_but_a_reader_does_not(unit):
    petition = cases.received(unit)
    address = f"/phan-anh/{petition.code}/bien-nhan/"

    assert signed_in(unit, "clerk").get(address).status_code == 200
    assert signed_in(unit, "auditor").get(address).status_code == 403


# --- The handler ------------------------------------------------------------------------------


def test_the_handler_sees_everything_and_may_act(unit):
    petition = cases.received(unit, name="Lò Thị Mai", phone="0912345678")

    page = words(signed_in(unit, "handler").get(f"/phan-anh/xu-ly/{petition.pk}/"))

    assert cases.ROAD in page
    assert "0912345678" in page
    assert "Trả lời và hoàn thành" in page
    assert "Hỏi người gửi" in page


def test_an_auditor_reads_and_does_nothing(unit):
    petition = cases.received(unit)
    auditor = signed_in(unit, "auditor")

    page = words(auditor.get(f"/phan-anh/xu-ly/{petition.pk}/"))

    assert cases.ROAD in page
    assert "Trả lời và hoàn thành" not in page
    assert auditor.post(f"/phan-anh/xu-ly/{petition.pk}/tien-do/", {"text": "a"}).status_code == 403


def test_a_handler_notes_asks_and_answers(unit):
    petition = cases.received(unit, phone="0912345678")
    handler, at = signed_in(unit, "handler"), f"/phan-anh/xu-ly/{petition.pk}"

    handler.post(f"{at}/tien-do/", {"text": "Đã xem.", "is_public": "on"})
    handler.post(f"{at}/hoi/", {"question": "Đoạn nào?"})
    page = handler.post(
        f"{at}/tra-loi/", {"text": "Đã san.", "proof": [cases.picture()]}, follow=True
    )

    petition.refresh_from_db()
    assert petition.state == Petition.State.ANSWERED
    assert petition.duty.proof.count() == 1
    assert "Đã trả lời" in words(page)


@pytest.mark.parametrize(
    ("said", "field", "message"),
    [
        ({"text": ""}, "text", "Xin viết câu trả lời."),
        ({"text": "Đã san."}, "proof", "Xin kèm ít nhất một tệp"),
        ({"text": "ơ" * 1_000_000}, "text", "Dài quá: 1000000"),
    ],
)
def test_an_answer_that_lacks_something_is_named_and_kept(unit, said, field, message):
    petition = cases.received(unit)

    page = signed_in(unit, "handler").post(f"/phan-anh/xu-ly/{petition.pk}/tra-loi/", said)

    assert message in " ".join(page.context["answer_form"].errors[field])
    assert message in words(page)
    assert said["text"] in words(page)


def test_a_bad_proof_closes_nothing_and_leaves_no_file(unit):
    petition = cases.received(unit)
    proof = [cases.picture("tot.jpg"), samples.upload(samples.executable(), "xau.pdf")]

    page = signed_in(unit, "handler").post(
        f"/phan-anh/xu-ly/{petition.pk}/tra-loi/", {"text": "Đã san.", "proof": proof}
    )

    petition.refresh_from_db()
    assert "“xau.pdf”: nội dung tệp hỏng" in words(page)
    assert "Đã san." in words(page)
    assert petition.is_open
    assert StoredFile.objects.count() == 0


def test_the_second_of_two_officers_keeps_the_words(unit):
    petition = cases.answered(unit)

    page = signed_in(unit, "handler").post(
        f"/phan-anh/xu-ly/{petition.pk}/tra-loi/", {"text": "Câu của tôi.", "no_proof_reason": "x"}
    )

    assert "người khác vừa trả lời trước" in words(page)
    assert "Câu của tôi." in words(page)


def test_the_pages_of_every_state_open(unit):
    officer = signed_in(unit, "head")
    made = [
        cases.received(unit),
        cases.published(unit),
        cases.answered(unit),
        cases.reopened(unit),
        services.redirect(
            petition=cases.received(unit),
            where="Nơi khác.",
            by=factories.officer(unit, "clerk"),
            now=cases.LATER,
        ),
    ]

    for petition in made:
        for address in [*pages(petition), petition.get_absolute_url()]:
            assert officer.get(address).status_code == 200
        own = {"khoa": cases.secret(petition)}
        assert Client().get(petition.get_absolute_url(), own).status_code == 200
