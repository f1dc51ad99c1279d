"""The first page tells what to do, how it goes and what is late."""

import pytest
from django.conf import settings
from django.urls import reverse

from kheo.know.news.models import Link
from kheo.portal.home import queries
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db
VI = {"headers": {"accept-language": "vi"}}


@pytest.fixture(autouse=True)
def _province():
    factories.province()


def text(response):
    return response.content.decode()


def test_the_first_page_offers_the_one_main_action_and_the_way_back(client):
    page = text(client.get(reverse("home:home"), **VI))

    assert page.count("kh-gold") == 1
    assert reverse("petitions:new") in page
    assert f'action="{reverse("petitions:find")}"' in page
    assert settings.KHEO_CODE_PREFIX in page


def test_the_first_page_names_the_six_verbs_and_which_are_not_open(client):
    page = text(client.get(reverse("home:home"), **VI))

    assert page.count('<li class="kh-verb') == 6
    assert "Dân thụ hưởng <small>đang chuẩn bị</small>" in page


def test_an_empty_house_still_says_what_will_stand_here(client):
    page = text(client.get(reverse("home:home"), **VI))

    assert "Chưa có tin nào" in page
    assert "Không có việc nào quá hạn" in page
    assert "chưa có ai chấm điểm" in page


def test_a_stranger_gets_the_page_without_a_cookie(client):
    client.get(reverse("home:home"), **VI)

    assert client.cookies == {}


def test_the_front_holds_no_more_than_it_shows():
    front = queries.front(today=MONDAY.date())

    assert (front.late, front.latest) == ([], [])
    assert front.numbers.received == 0


def test_other_sites_stand_below_and_hear_nothing_of_the_reader(client):
    Link.objects.create(name="Chính phủ", url="https://chinhphu.vn/", group="Trung ương")

    shown = client.get("/").content.decode()

    assert 'href="https://chinhphu.vn/" rel="noopener noreferrer nofollow"' in shown
    assert "Trung ương" in shown
