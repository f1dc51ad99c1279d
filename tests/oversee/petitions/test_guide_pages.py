"""The door works with taps alone, keeps nothing, and leads to the right form."""

import pytest
from django.urls import reverse

from kheo.oversee.petitions import guide as tree
from kheo.oversee.petitions.views.guide import door_of
from tests import factories

pytestmark = pytest.mark.django_db

DOOR = "/phan-anh/chon-duong/"


@pytest.fixture(autouse=True)
def _province():
    factories.province()


def words(response):
    return response.content.decode()


def test_each_page_asks_one_question_with_links_as_answers(client):
    page = words(client.get(DOOR))

    assert page.count("<h1>") == 1
    assert "Bạn đang gặp chuyện gì?" in page
    assert f'href="{DOOR}?chon=wronged"' in page


def test_an_answer_leads_on_and_may_be_changed(client):
    page = words(client.get(DOOR, {"chon": "wronged.commune"}))

    assert "Bạn đã khiếu nại việc này lần nào chưa?" in page
    assert f'href="{DOOR}?chon=wronged.commune.never"' in page
    assert f'href="{DOOR}?chon=wronged">' in page
    assert page.count(">Đổi<") == 2


def test_every_way_ends_on_a_page(client):
    known = tree.guide()

    def walk(way, at):
        if at in known.results:
            assert client.get(DOOR, {"chon": way}).context["result"].code == at
            return 1
        steps = known.questions[at].answers
        return sum(walk(f"{way}.{one.code}".strip("."), one.to) for one in steps)

    assert walk("", known.first) == len(list(known.ways()))


@pytest.mark.parametrize("way", ["wronged.commune.never", "breach.duty.head", "danger", "bậy"])
def test_nothing_is_kept_of_anybody(client, django_assert_num_queries, way):
    with django_assert_num_queries(0):
        response = client.get(DOOR, {"chon": way})

    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=5"


def test_the_result_says_who_when_and_why(client):
    page = words(client.get(DOOR, {"chon": "wish.broken.commune"}))

    assert "Đây là phản ánh" in page
    assert "Ủy ban nhân dân xã, phường nơi việc xảy ra" in page
    assert "Vì sao là ngày này?" in page
    assert "Luật Tiếp công dân" in page
    assert f'{reverse("petitions:new")}?loai=feedback"' in page


def test_what_belongs_elsewhere_has_no_form_but_a_number_to_call(client):
    page = words(client.get(DOOR, {"chon": "danger"}))

    assert 'href="tel:113"' in page
    assert "kh-gold" not in page


def test_the_doors_are_the_forms():
    results = tree.guide().results

    assert door_of(results["feedback_province"]) == "/phan-anh/gui/?loai=feedback&cap=tinh"
    assert door_of(results["regulation"]) == "/phan-anh/gui/?loai=proposal&cap=tinh"
    assert door_of(results["information_commune"]) == "/phan-anh/xin-thong-tin/"
    assert door_of(results["complaint_commune"]) == reverse("complaints:new")
    assert door_of(results["complaint_again_province"]).startswith(reverse("complaints:new"))
    assert door_of(results["emergency"]) == ""


def test_a_denunciation_leads_to_its_page_without_a_word_of_what_was_chosen():
    results = tree.guide().results

    for code in ("denunciation_commune", "denunciation_province"):
        assert door_of(results[code]) == reverse("denunciations:guide")


def test_the_door_speaks_english(client):
    page = words(client.get(DOOR, headers={"accept-language": "en"}))

    assert "What is the matter?" in page


def test_the_front_page_and_the_menu_lead_to_the_door(client):
    page = words(client.get("/"))

    assert page.count(f'href="{DOOR}"') >= 2
