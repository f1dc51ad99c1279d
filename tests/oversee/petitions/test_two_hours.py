"""A form that lay open for two hours gives back every word, and the photos that came before."""

import re
import uuid

import pytest
from django.test import Client

from kheo.foundation.documents.models import StoredFile
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db

NEW, ASK, REGISTER = "/phan-anh/gui/", "/phan-anh/xin-thong-tin/", "/phan-anh/nhap-tai-quay/"
OURS = {"HTTP_ORIGIN": "http://testserver"}
WORDS = 'Cống tắc "từ lâu", nước < 1 m & tràn.\nNhà tôi ở cuối xóm.'


@pytest.fixture
def strict():
    """A browser whose forms are checked as in a real deployment."""
    cases.commune("Ngọc Chiến")
    return Client(enforce_csrf_checks=True)


def typed(**more):
    return {
        "submission_key": str(uuid.uuid4()),
        "kind": "feedback",
        "text": WORDS,
        "commune": "ngoc chien",
        "name": "Lò Thị Mai",
        **more,
    }


def given_back(page):
    """The hidden fields of the page that was shown instead, as a browser would send them again."""
    html = page.content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
    areas = re.findall(r'<textarea hidden name="([^"]+)">\n(.*?)</textarea>', html, re.S)
    plain = {"&quot;": '"', "&lt;": "<", "&gt;": ">", "&#x27;": "'", "&amp;": "&"}
    fields = {}
    for name, value in areas:
        for written, meant in plain.items():
            value = value.replace(written, meant)
        fields[name] = value
    return {"csrfmiddlewaretoken": token, **fields}


def sent_late(strict, path, data):
    """Send with a token of a session that has run out, then press "send again"."""
    refused = strict.post(path, {"csrfmiddlewaretoken": "x" * 64, **data}, **OURS)
    assert refused.status_code == 403
    return refused, strict.post(path, given_back(refused), **OURS)


def test_feedback_is_sent_with_every_word_at_the_second_press(strict):
    _refused, done = sent_late(strict, NEW, typed())

    petition = Petition.objects.get()
    assert done.status_code == 302
    assert (petition.text, petition.sender_name) == (WORDS, "Lò Thị Mai")


def test_a_request_for_information_loses_nothing_either(strict):
    data = typed(level="commune", delivery="post", address="Bản Nà Tâu")
    del data["kind"]

    sent_late(strict, ASK, data)

    petition = Petition.objects.get()
    assert petition.kind == "information"
    assert petition.text.startswith(WORDS)
    assert "Bản Nà Tâu" in petition.text


def test_photos_that_came_with_an_earlier_try_are_still_there(strict):
    strict.get(NEW)
    token = strict.cookies["csrftoken"].value
    data = typed(commune="")
    first = strict.post(
        NEW, {"csrfmiddlewaretoken": token, **data, "photos": [cases.picture()]}, **OURS
    )
    assert first.status_code == 200
    assert StoredFile.objects.filter(holder="petition.draft").count() == 1

    sent_late(strict, NEW, {**data, "commune": "ngoc chien"})

    petition = Petition.objects.get()
    assert StoredFile.objects.get().subject == petition.subject
    assert StoredFile.objects.get().holder == "petition.photo"


def test_photos_in_the_refused_form_itself_are_said_to_be_lost_before_anything_is_sent(strict):
    refused = strict.post(
        NEW,
        {"csrfmiddlewaretoken": "x" * 64, **typed(), "photos": [cases.picture()]},
        **OURS,
    )

    page = refused.content.decode()
    assert "Riêng ảnh và tệp thì trình duyệt không giữ được" in page
    assert StoredFile.objects.count() == 0
    assert Petition.objects.count() == 0


@pytest.mark.parametrize("act", ["cham-diem", "mo-lai", "bo-sung", "rut"])
def test_what_a_sender_types_on_the_tracking_page_comes_back(strict, act):
    petition = cases.received(cases.commune("Mường Bú"))
    data = {"khoa": cases.secret(petition), "reason": WORDS, "text": WORDS, "comment": WORDS}

    refused = strict.post(
        f"{petition.get_absolute_url()}{act}/",
        {"csrfmiddlewaretoken": "x" * 64, **data},
        **OURS,
    )

    assert refused.status_code == 403
    back = given_back(refused)
    assert [back[name] for name in ("reason", "text", "comment")] == [WORDS] * 3


def test_the_clerk_whose_sign_in_ran_out_gets_the_words_back_with_the_way_in(client):
    unit = cases.commune("Ngọc Chiến")
    clerk = factories.officer(unit, "clerk")
    client.force_login(clerk)
    client.get(REGISTER)
    client.session.flush()

    page = Client().post(
        REGISTER, {**typed(), "channel": "counter", "received_on": "1/3/2026"}, **OURS
    )

    assert page.status_code == 403
    assert given_back(page)["text"] == WORDS
    assert "Đăng nhập ở thẻ mới" in page.content.decode()


def test_a_foreign_page_gets_no_word_back(strict):
    refused = strict.post(NEW, typed(), HTTP_ORIGIN="https://elsewhere.example")

    assert WORDS.split()[0] not in refused.content.decode().split("<main")[1]
