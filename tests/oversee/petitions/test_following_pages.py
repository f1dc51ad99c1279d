"""Everybody follows by code; only the holder of the receipt sees the words and judges."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.documents import services as storing
from kheo.foundation.duties.models import Duty
from kheo.oversee.petitions import services
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.foundation.documents import samples
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db

LIST = "/phan-anh/"
FIND = "/phan-anh/tra-cuu/"


def words(response):
    return response.content.decode()


@pytest.mark.parametrize(
    "typed", ["SL-26-00001", "sl-26-00001", " sl 26 00001 ", "SL2600001", "sl–26–1", "ŠL 26 1"]
)
def test_a_code_is_found_however_it_is_typed(client, typed):
    petition = cases.received()

    assert client.get(FIND, {"code": typed})["Location"] == petition.get_absolute_url()


@pytest.mark.parametrize("typed", ["SL-26-99999", "00001", "'; DROP TABLE", "x" * 40])
def test_a_code_that_does_not_exist_is_named(client, typed):
    response = client.get(FIND, {"code": typed})

    assert response.status_code == 200
    assert "Không thấy mã" in " ".join(response.context["form"].errors["code"])


@pytest.mark.parametrize("typed", ["", "  \x00 "])
def test_an_empty_code_is_asked_for(client, typed):
    response = client.get(FIND, {"code": typed})

    assert "Xin gõ mã" in " ".join(response.context["form"].errors["code"])


def test_an_address_with_an_unknown_code_is_a_page_that_helps(client):
    assert client.get("/phan-anh/SL-26-99999/").status_code == 404


# --- The page of one --------------------------------------------------------------------------


def test_everybody_sees_the_state_and_the_date_but_no_words_before_triage(client):
    petition = cases.received(phone="0912345678", name="Lò Thị Mai")

    page = words(client.get(petition.get_absolute_url()))

    assert f"{petition.due_on:%d/%m/%Y}" in page
    assert "Chủ tịch UBND xã Ngọc Chiến" in page
    assert "Nà Tâu" not in page
    assert "0912345678" not in page
    assert "Mai" not in page


def test_the_sender_reads_the_own_words_and_why_it_is_this_date(client):
    petition = cases.received()

    page = words(client.get(petition.get_absolute_url(), {"khoa": cases.secret(petition)}))

    assert cases.ROAD in page
    assert "Vì sao là ngày này?" in page
    assert "vì bạn chọn xã Ngọc Chiến" in page
    assert "Gửi bổ sung" in page


def test_after_triage_everybody_reads_the_public_words(client):
    petition = cases.published(title="Đường Nà Tâu sạt", text="Xe máy không qua được.")

    page = words(client.get(petition.get_absolute_url()))

    assert "Xe máy không qua được." in page
    assert "Trẻ con phải đi vòng" not in page


def test_the_question_is_for_the_sender_alone(client):
    petition = cases.published()
    handler = factories.officer(petition.unit, "handler")
    services.ask_sender(petition=petition, question="Nhà chị số mấy?", by=handler, now=cases.LATER)

    assert "Nhà chị số mấy?" not in words(client.get(petition.get_absolute_url()))
    own = client.get(petition.get_absolute_url(), {"khoa": cases.secret(petition)})
    assert "Nhà chị số mấy?" in words(own)


def test_the_answer_and_its_proof_are_public(client):
    petition = cases.published()
    handler = factories.officer(petition.unit, "handler")
    proof = cases.proof_of(petition, handler)
    assert client.get(proof.url).status_code == 404
    services.answer(petition=petition, text="Đã san.", proof=[proof], by=handler, now=cases.LATER)

    copy = storing.publish_copy(file=proof, by=handler, now=cases.LATER).copy

    page = words(client.get(petition.get_absolute_url()))

    assert "Đã san." in page
    assert f"{copy.url}?nho=1" in page
    assert f"{proof.url}?nho=1" not in page
    assert client.get(proof.url).status_code == 404
    assert client.get(copy.url).status_code == 200


def test_the_answer_to_an_unpublished_petition_is_the_senders(client):
    petition = cases.received()
    handler = factories.officer(petition.unit, "handler")
    services.answer(
        petition=petition, text="Đã gọi chị.", no_proof_reason="riêng", by=handler, now=cases.LATER
    )

    assert "Đã gọi chị." not in words(client.get(petition.get_absolute_url()))
    own = client.get(petition.get_absolute_url(), {"khoa": cases.secret(petition)})
    assert "Đã gọi chị." in words(own)


def test_a_public_page_sets_no_cookie_and_may_be_kept(client):
    petition = cases.received()

    response = client.get(petition.get_absolute_url())

    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=5"


def test_the_senders_page_is_kept_nowhere(client):
    petition = cases.received()

    response = client.get(petition.get_absolute_url(), {"khoa": cases.secret(petition)})

    assert "no-store" in response["Cache-Control"]


def test_what_is_left_is_said_once_and_only_while_it_runs(client):
    unit = cases.commune()
    fresh, late = cases.received(unit, now=timezone.now()), cases.received(unit)

    assert "còn 15 ngày làm việc" in words(client.get(fresh.get_absolute_url()))
    assert "còn còn" not in words(client.get(fresh.get_absolute_url()))
    assert "quá " in words(client.get(late.get_absolute_url()))
    assert "ngày làm việc</dd>" not in words(client.get(cases.answered().get_absolute_url()))


def test_the_page_of_one_asks_few_questions(client, django_assert_num_queries):
    petition = cases.answered()

    with django_assert_num_queries(3):
        client.get(petition.get_absolute_url())


# --- The sender -------------------------------------------------------------------------------


def test_the_sender_rates_and_sends_back_on_the_page(client):
    petition = cases.answered()
    khoa = cases.secret(petition)

    client.post(f"/phan-anh/{petition.code}/cham-diem/", {"khoa": khoa, "rating": "2"})
    page = client.post(
        f"/phan-anh/{petition.code}/mo-lai/", {"khoa": khoa, "reason": "Mưa lại sạt."}, follow=True
    )

    petition.refresh_from_db()
    assert petition.state == Petition.State.REOPENED
    assert "Đã mở lại." in words(page)
    assert "Đề nghị làm lại</button>" not in words(page)


def test_a_rating_without_a_number_is_asked_for_and_the_words_stay(client):
    petition = cases.answered()

    page = client.post(
        f"/phan-anh/{petition.code}/cham-diem/",
        {"khoa": cases.secret(petition), "comment": "Nhanh nhưng bẩn."},
    )

    assert "Xin chọn từ 1 đến 5 điểm." in words(page)
    assert "Nhanh nhưng bẩn." in words(page)


def test_a_stranger_judges_nothing(client):
    petition = cases.answered()

    page = client.post(f"/phan-anh/{petition.code}/cham-diem/", {"khoa": "x", "rating": "1"})

    petition.refresh_from_db()
    assert petition.rating is None
    assert "Chỉ người giữ giấy biên nhận" in words(page)


def test_the_sender_adds_words_and_photos(client):
    petition = cases.received()
    khoa = cases.secret(petition)

    client.post(
        f"/phan-anh/{petition.code}/bo-sung/",
        {"khoa": khoa, "text": "Sạt thêm.", "photos": [cases.picture()]},
    )

    page = words(client.get(petition.get_absolute_url(), {"khoa": khoa}))
    assert "Sạt thêm." in page
    assert "Ảnh bổ sung" in page


def test_a_bad_photo_adds_nothing_and_keeps_the_words(client):
    petition = cases.received()

    page = client.post(
        f"/phan-anh/{petition.code}/bo-sung/",
        {
            "khoa": cases.secret(petition),
            "text": "Sạt thêm.",
            "photos": [samples.upload(samples.executable())],
        },
    )

    assert "không đúng như tên" in words(page)
    assert "Sạt thêm." in words(page)
    assert Duty.objects.get().steps.count() == 1


# --- The public list --------------------------------------------------------------------------


def test_the_list_shows_codes_and_dates_and_only_published_words(client):
    unit = cases.commune()
    hidden, shown = cases.received(unit), cases.published(unit, title="Đường Nà Tâu sạt")

    page = words(client.get(LIST))

    assert hidden.code in page
    assert shown.code in page
    assert page.count("chưa công khai nội dung") == 1
    assert "Đường Nà Tâu sạt" in page


def test_the_list_is_cut_by_state_and_unit(client):
    one, other = cases.commune("Ngọc Chiến"), cases.commune("Mường Bú")
    late = cases.received(one, now=timezone.now() - timedelta(days=60))
    fresh = cases.received(other, now=timezone.now())
    done = cases.answered(other)

    def codes(**asked):
        return {petition.code for petition in client.get(LIST, asked).context["page"].items}

    assert codes() == {late.code, fresh.code, done.code}
    assert codes(**{"tinh-trang": "qua-han"}) == {late.code}
    assert codes(**{"tinh-trang": "da-tra-loi"}) == {done.code}
    assert codes(**{"tinh-trang": "dang-lam"}) == {late.code, fresh.code}
    assert codes(xa="muong bu") == {fresh.code, done.code}
    assert codes(**{"don-vi": one.code}) == {late.code}


@pytest.mark.parametrize(
    "asked",
    [
        {"xa": "Atlantis"},
        {"don-vi": "99999999"},
        {"don-vi": "\x00"},
        {"tinh-trang": "bậy"},
        {"sau": "hôm nọ~1"},
        {"sau": "2026-01-01T00:00:00+00:00~99999999999999999999"},
    ],
)
def test_a_list_asked_for_nonsense_still_answers(client, asked):
    cases.received()

    response = client.get(LIST, asked)

    assert response.status_code == 200
    assert len(response.context["page"].items) == 1


def test_an_unknown_unit_is_named_beside_the_field(client):
    cases.commune()

    assert "Không thấy xã, phường nào tên “Atlantis”" in words(client.get(LIST, {"xa": "Atlantis"}))
    assert "Không có đơn vị này." in words(client.get(LIST, {"don-vi": "99999999"}))


def test_the_list_counts_by_unit(client):
    unit = cases.commune()
    cases.received(unit, now=timezone.now() - timedelta(days=60))
    cases.received(unit, now=timezone.now())

    row = client.get(LIST).context["numbers"][0]

    assert (row.unit, row.received, row.answered, row.late) == (unit, 2, 0, 1)


def test_pages_follow_each_other_without_losing_or_repeating_any(client):
    unit = cases.commune()
    made = [cases.received(unit).code for _ in range(30)]

    first = client.get(LIST).context
    second = client.get(first["older_url"]).context

    seen = [petition.code for petition in first["page"].items + second["page"].items]
    assert seen == made[::-1]
    assert second["older_url"] == ""


def test_the_list_asks_the_same_questions_for_one_and_three(django_assert_num_queries):
    unit = cases.commune()
    cases.received(unit)
    with django_assert_num_queries(7):
        Client().get(LIST)
    cases.published(unit)
    cases.answered(unit)

    # Another client, because the first may be given the page that was kept for it.
    with django_assert_num_queries(7):
        Client().get(LIST)


def test_the_list_of_an_empty_house_says_what_to_do(client):
    assert "Chưa có việc nào ở đây" in words(client.get(reverse("petitions:list")))
