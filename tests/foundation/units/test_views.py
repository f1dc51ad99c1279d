"""The two questions a form asks of the map, over HTTP."""

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db

LOOKUP, NEAREST = "/don-vi/tim/", "/don-vi/gan-day/"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def communes() -> None:
    factories.unit(code="03820", latitude=21.61, longitude=104.29)
    factories.unit("Mường La", code="03808", latitude=21.52, longitude=104.03)
    factories.unit(
        "Ngọc Chiến", code="99999", latitude=22.3, longitude=103.1,
        parent=factories.province("Lai Châu", code="12"),
    )  # fmt: skip


def test_a_typed_name_gives_radios_of_this_province(client: Client) -> None:
    page = client.get(LOOKUP, {"q": "ngoc chien"}, headers=HTMX).content.decode()

    assert 'name="commune" value="03820"' in page
    assert "xã Ngọc Chiến, tỉnh Sơn La" in page
    assert "99999" not in page
    assert "<html" not in page


def test_a_form_says_where_it_typed_the_name_and_how_it_calls_the_answer(client: Client) -> None:
    asked = {"from": "noi_o", "noi_o": "muong la", "field": "unit"}

    page = client.get(LOOKUP, asked, headers=HTMX).content.decode()

    assert 'name="unit" value="03808"' in page


def test_without_htmx_the_answer_is_a_page(client: Client) -> None:
    response = client.get(LOOKUP, {"q": "ngoc chien"})

    assert "<html" in response.content.decode()
    assert response.headers["Cache-Control"] == "private, max-age=600"
    assert "HX-Request" in response.headers["Vary"]
    assert not response.cookies


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("khong co dau", "Không thấy xã, phường nào tên “khong co dau”"),
        ("<script>", "&lt;script&gt;"),
        ("x", "Gõ thêm ít nhất một chữ nữa."),
        ("x" * 200, "200"),
    ],
)
def test_what_fits_nothing_is_said_in_words(client: Client, typed: str, words: str) -> None:
    page = client.get(LOOKUP, {"q": typed}, headers=HTMX).content.decode()

    assert words in page
    assert "<script>" not in page


def test_a_strange_field_name_is_not_written_into_the_page(client: Client) -> None:
    page = client.get(LOOKUP, {"q": "ngoc chien", "field": 'x"><b'}, headers=HTMX)

    assert "<b" not in page.content.decode()


@pytest.mark.parametrize("names", [("latitude", "longitude"), ("lat", "lon")])
def test_a_place_names_its_commune(client: Client, names: tuple[str, str]) -> None:
    place = dict(zip(names, ["21.6", "104.3"], strict=True))

    page = client.get(NEAREST, place, headers=HTMX).content.decode()

    assert 'value="03820"' in page
    assert "xã Ngọc Chiến, tỉnh Sơn La" in page
    assert "1,5 km" in page


def test_a_place_in_another_province_is_said_to_be_there(client: Client) -> None:
    page = client.get(NEAREST, {"lat": "22.3", "lon": "103.1"}, headers=HTMX).content.decode()

    assert "thuộc tỉnh khác" in page


@pytest.mark.parametrize("place", [{}, {"lat": "x", "lon": "1"}, {"lat": "91", "lon": "0"}])
def test_what_is_no_place_is_refused(client: Client, place: dict[str, str]) -> None:
    response = client.get(NEAREST, place, headers=HTMX)

    assert response.status_code == 400
    assert "Vị trí không hợp lệ" in response.content.decode()


def test_a_place_in_the_sea_has_no_commune(client: Client) -> None:
    page = client.get(NEAREST, {"lat": "0", "lon": "0"})

    assert "Không có xã nào gần vị trí này" in page.content.decode()


@pytest.mark.parametrize("url", [LOOKUP, NEAREST])
def test_the_map_only_answers(client: Client, url: str) -> None:
    assert client.post(url).status_code == 405


def test_an_answer_costs_the_same_for_one_and_three(
    client: Client, django_assert_num_queries
) -> None:
    client.get(LOOKUP, {"q": "muong la"}, headers=HTMX)

    with django_assert_num_queries(2):
        client.get(LOOKUP, {"q": "muong la"}, headers=HTMX)
    with django_assert_num_queries(2):
        client.get(LOOKUP, {"q": "chien"}, headers=HTMX)
