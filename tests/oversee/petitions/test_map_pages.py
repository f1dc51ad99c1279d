"""The map shows what is public, coarsely, with a list that says the same; the table counts all."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kheo.oversee.petitions import services
from tests import factories
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db

MAP, NUMBERS, LIST = "/phan-anh/ban-do/", "/phan-anh/so-lieu/", "/phan-anh/"
MIDDLE = {"latitude": 21.6, "longitude": 104.2}


@pytest.fixture
def commune():
    return cases.commune("Ngọc Chiến", **MIDDLE)


def words(response):
    return response.content.decode()


def shown(unit, **asked):
    return Client().get(MAP, {"don-vi": unit.code, **asked})


def at(unit, latitude=21.605, longitude=104.205, **said):
    return cases.published(unit, latitude=latitude, longitude=longitude, **said)


def test_a_public_matter_is_a_link_with_its_title_on_the_map_and_in_the_list(commune):
    petition = at(commune, title="Đường Nà Tâu sạt")

    page = words(shown(commune))

    svg = re.search(r"<svg class=\"kh-map\".*?</svg>", page, re.S)[0]
    assert f'href="{petition.get_absolute_url()}"' in svg
    assert "<title>Đường Nà Tâu sạt</title>" in svg
    assert page.count(petition.get_absolute_url()) == 2


def test_only_the_rounded_place_leaves_the_house(commune):
    petition = at(commune, latitude=21.605432, longitude=104.204321)

    page = words(shown(commune))

    assert "21.605432" not in page
    assert "104.204321" not in page
    first = shown(commune).context["map"].spots[0]
    petition.latitude, petition.longitude = 21.605, 104.204
    petition.save()
    again = shown(commune, sau="").context["map"].spots[0]
    assert (first.x, first.y) == (again.x, again.y)


def test_what_is_not_public_is_not_on_the_map(commune):
    hidden = cases.received(commune, latitude=21.605, longitude=104.205)

    page = words(shown(commune))

    assert hidden.code not in page
    assert "Chưa có việc nào lên bản đồ" in page


def test_late_open_and_done_differ_in_shape_not_in_colour_alone(commune):
    long_ago = timezone.now() - timedelta(days=60)
    late = cases.received(commune, now=long_ago, latitude=21.61, longitude=104.2)
    services.triage(
        petition=late,
        is_public=True,
        public_title="Trễ",
        public_text="Trễ",
        by=factories.officer(commune, "clerk"),
        now=long_ago,
    )
    at(commune, now=timezone.now(), latitude=21.6, longitude=104.2)
    cases.answered(commune, latitude=21.59, longitude=104.2)

    context = shown(commune).context
    page = words(shown(commune))

    assert {spot.tone for spot in context["map"].spots} == {"late", "open", "done"}
    assert 'class="kh-mark kh-mark-late" d="' in page
    assert '<circle class="kh-mark kh-mark-open"' in page
    assert '<rect class="kh-mark kh-mark-done"' in page
    assert ", quá hạn" in page


def test_matters_on_one_spot_are_one_mark_that_leads_to_its_part_of_the_list(commune):
    for title in ("Một", "Hai"):
        at(commune, title=title)

    page = words(shown(commune))

    assert len(shown(commune).context["map"].spots) == 1
    assert 'href="#diem-1"' in page
    assert 'id="diem-1"' in page
    assert "2 việc, quá hạn" in page


def test_what_lies_beyond_the_map_is_in_the_list(commune):
    far = at(commune, latitude=20.7, longitude=104.9)

    page = words(shown(commune))

    assert "Ngoài khung bản đồ" in page
    assert far.get_absolute_url() in page


def test_a_commune_without_a_known_middle_leads_to_its_list():
    unit = cases.commune("Mường Bú")

    page = words(shown(unit))

    assert "Chưa vẽ được bản đồ này" in page
    assert f"{LIST}?don-vi={unit.code}" in page


def test_the_province_is_drawn_by_its_communes_and_each_leads_to_its_map(client, commune):
    cases.received(commune, now=timezone.now())
    factories.unit("Mường Bú", latitude=21.4, longitude=104.0)

    page = words(client.get(MAP))

    assert f'href="{MAP}?don-vi={commune.code}"' in page
    assert "xã Ngọc Chiến: nhận 1" in page
    assert page.count("kh-mark-none") == 2


@pytest.mark.parametrize(
    "asked", [{}, {"don-vi": "bậy"}, {"xa": "Atlantis"}, {"linh-vuc": "bậy"}, {"sau": "x~y"}]
)
def test_a_map_asked_for_nonsense_still_answers_and_keeps_no_cookie(client, commune, asked):
    response = client.get(MAP, asked)

    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=5"


def test_the_map_of_an_empty_house_answers(client):
    assert "Chưa vẽ được bản đồ này" in words(client.get(MAP))


def test_the_map_asks_the_same_questions_for_one_and_three(commune, django_assert_num_queries):
    at(commune)
    with django_assert_num_queries(4):
        shown(commune)
    at(commune, latitude=21.59)
    at(commune, latitude=21.58)
    with django_assert_num_queries(4):
        shown(commune)


# --- Numbers ----------------------------------------------------------------------------------


def test_each_unit_shows_how_it_answers(client):
    one = cases.commune("Ngọc Chiến")
    now = timezone.now()
    cases.received(one, now=now - timedelta(days=60))
    petition = cases.received(one, now=now)
    services.answer(
        petition=petition,
        text="Đã san.",
        no_proof_reason="thấy được",
        by=factories.officer(one, "handler"),
        now=now,
    )
    services.rate(petition=petition, rating=4, secret=cases.secret(petition), now=now)

    response = client.get(NUMBERS)

    row = response.context["rows"][0]
    assert (row.received, row.answered, row.late) == (2, 1, 1)
    assert (row.in_time_share, row.rating) == (100.0, 4.0)
    page = words(response)
    assert f'href="{LIST}?don-vi={one.code}"' in page
    assert f'href="{LIST}?tinh-trang=qua-han&amp;don-vi={one.code}"' in page
    assert "4,0/5" in page


@pytest.mark.parametrize(
    ("order", "first"),
    [("", "Mường Bú"), ("qua-han", "Ngọc Chiến"), ("da-nhan", "Ngọc Chiến"), ("bậy", "Mường Bú")],
)
def test_the_table_is_sorted_as_asked(order, first):
    one, other = cases.commune("Mường Bú"), cases.commune("Ngọc Chiến")
    cases.received(one, now=timezone.now())
    cases.received(other, now=timezone.now() - timedelta(days=60))
    cases.received(other, now=timezone.now())

    rows = Client().get(NUMBERS, {"xep": order}).context["rows"]

    assert rows[0].unit.name == first


@pytest.mark.parametrize("order", ["dung-han", "diem"])
def test_who_has_no_share_yet_comes_after_those_who_have(order):
    one, other = cases.commune("Mường Bú"), cases.commune("Ngọc Chiến")
    cases.received(one, now=timezone.now())
    petition = cases.received(other, now=timezone.now())
    services.answer(
        petition=petition,
        text="Đã san.",
        no_proof_reason="thấy được",
        by=factories.officer(other, "handler"),
        now=timezone.now(),
    )
    services.rate(petition=petition, rating=2, secret=cases.secret(petition), now=timezone.now())

    rows = Client().get(NUMBERS, {"xep": order}).context["rows"]

    assert [row.unit.name for row in rows] == ["Ngọc Chiến", "Mường Bú"]


def test_the_province_itself_comes_first(client):
    province = factories.province()
    factories.head(factories.body(province))
    cases.received(cases.commune("Bắc Yên"), now=timezone.now())
    cases.received(province, now=timezone.now())

    rows = client.get(NUMBERS).context["rows"]

    assert [row.unit.name for row in rows] == ["Sơn La", "Bắc Yên"]


def test_the_numbers_ask_the_same_questions_for_one_and_three(django_assert_num_queries):
    cases.received(cases.commune("Mường Bú"), now=timezone.now())
    with django_assert_num_queries(5):
        Client().get(NUMBERS)
    for name in ("Bắc Yên", "Ngọc Chiến"):
        cases.received(cases.commune(name), now=timezone.now())
    with django_assert_num_queries(5):
        Client().get(NUMBERS, {"xep": "qua-han"})


def test_the_numbers_of_an_empty_house_answer(client):
    assert "Năm nay chưa có việc nào" in words(client.get(NUMBERS))


# --- The list by field ------------------------------------------------------------------------


def test_the_list_is_cut_by_field_among_what_is_public():
    unit = cases.commune()
    road = cases.published(unit, topic="road")
    cases.published(unit, topic="environment")
    hidden = cases.received(unit, topic="road")

    page = Client().get(LIST, {"linh-vuc": "road", "don-vi": unit.code})

    assert [one.code for one in page.context["page"].items] == [road.code]
    assert hidden.code not in words(page)
