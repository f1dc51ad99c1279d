"""Programs read the newest answers, and nothing that is not for everybody."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from kheo.oversee.petitions import services
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db

RSS, ATOM = "/phan-anh/tra-loi.rss", "/phan-anh/tra-loi.atom"
SPACE = {"a": "http://www.w3.org/2005/Atom"}


def titles(response):
    tree = ElementTree.fromstring(response.content)
    found = [item.findtext("title") for item in tree.iter("item")]
    return found or [
        entry.findtext("a:title", None, SPACE) for entry in tree.findall("a:entry", SPACE)
    ]


@pytest.mark.parametrize("feed", [RSS, ATOM])
def test_answers_come_newest_first(client, feed):
    unit = cases.commune()
    cases.answered(unit, title="Đường sạt", now=cases.LATER)
    cases.answered(unit, title="Đèn hỏng", now=cases.LATER + timedelta(days=1))
    cases.published(unit, title="Chưa trả lời")

    assert titles(client.get(feed)) == ["Đèn hỏng", "Đường sạt"]


def test_each_commune_has_its_own(client):
    one, other = cases.commune("Ngọc Chiến"), cases.commune("Mường Bú")
    cases.answered(one, title="Ở Ngọc Chiến")
    cases.answered(other, title="Ở Mường Bú")

    assert titles(client.get(f"/phan-anh/tra-loi/{one.code}.rss")) == ["Ở Ngọc Chiến"]
    assert titles(client.get(f"/phan-anh/tra-loi/{other.code}.atom")) == ["Ở Mường Bú"]
    assert client.get("/phan-anh/tra-loi/99999999.rss").status_code == 404


def test_no_private_word_gets_into_a_feed(client):
    unit = cases.commune()
    kept = cases.received(unit, name="Lò Thị Mai", phone="0912345678")
    services.answer(
        petition=kept,
        text="Đã gọi chị.",
        no_proof_reason="riêng",
        by=factories.officer(unit, "handler"),
        now=cases.LATER,
    )
    cases.answered(unit, text="Đã san.", name="Lò Thị Mai", place="nhà số 7")

    for feed in (RSS, ATOM):
        page = client.get(feed).content.decode()
        assert "Đã san." in page
        for word in ("Đã gọi chị", "Mai", "0912345678", "nhà số 7", kept.code):
            assert word not in page


def test_what_was_withdrawn_is_in_no_feed(client):
    petition = cases.published()
    services.withdraw(petition=petition, secret=cases.secret(petition), now=cases.LATER)

    assert titles(client.get(RSS)) == []


def test_a_feed_may_be_kept_and_sets_no_cookie(client):
    cases.answered()

    for feed in (RSS, ATOM):
        response = client.get(feed)
        assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
        assert response["Last-Modified"]
        assert not response.cookies


def test_links_lead_to_the_page_of_the_matter(client, settings):
    settings.KHEO_BASE_URL = "https://son-la.example.vn"
    petition = cases.answered()

    assert (
        f"https://son-la.example.vn/phan-anh/{petition.code}/" in client.get(RSS).content.decode()
    )


def test_a_feed_asks_the_same_questions_for_one_and_three(django_assert_num_queries):
    unit = cases.commune()
    cases.answered(unit)
    with django_assert_num_queries(1):
        Client().get(RSS)
    cases.answered(unit)
    cases.answered(unit)
    with django_assert_num_queries(1):
        Client().get(ATOM)
    assert Petition.objects.count() == 3


def test_a_long_answer_is_cut(client):
    cases.answered(text="Đã làm. " * 500)

    page = client.get(RSS).content.decode()

    assert page.count("Đã làm.") < 150
    assert "…" in page
