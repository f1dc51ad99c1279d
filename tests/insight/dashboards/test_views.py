"""Who sees which board, and that each number and mark opens what it counts."""

import pytest
from django.urls import reverse

from tests import factories
from tests.insight.dashboards.conftest import answered, count, owed_late

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_chair(client, chair):
    client.force_login(chair)
    return client


def test_everybody_reads_the_public_board_and_it_is_kept(client, communes):
    answered(communes[0], 9, 1)

    page = client.get(reverse("dashboards:public"))

    assert page.status_code == 200
    assert "s-maxage" in page["Cache-Control"]
    words = page.content.decode()
    assert "90" in words
    assert "<caption" in words


def test_the_public_board_tells_no_small_rating(client, communes):
    count("rated", communes[0], 3, stars="1")
    count("rated", communes[1], 40, stars="5")

    for address in (
        reverse("dashboards:public"),
        reverse("dashboards:public_panel", args=["satisfaction"]),
    ):
        words = client.get(address).content.decode()
        assert "1 điểm" not in words
        assert "không nêu" in words


def test_without_a_province_there_is_no_board(client, db):
    assert client.get(reverse("dashboards:public")).status_code == 404


def test_an_officer_goes_to_the_board_of_the_own_unit(as_chair, home, communes):
    page = as_chair.get(reverse("dashboards:mine"))

    assert page.url == reverse("dashboards:unit", args=[home.code])
    assert as_chair.get(page.url).status_code == 200
    assert as_chair.get(reverse("dashboards:unit", args=[communes[0].code])).status_code == 200


def test_a_head_of_a_commune_sees_the_own_board_and_no_others(client, communes):
    client.force_login(factories.officer(of=communes[0], role="head"))

    assert client.get(reverse("dashboards:unit", args=[communes[0].code])).status_code == 200
    assert client.get(reverse("dashboards:unit", args=[communes[1].code])).status_code == 403
    assert client.get(reverse("dashboards:summary")).status_code == 200


def test_strangers_and_citizens_see_no_board_of_officers(client, home):
    address = reverse("dashboards:unit", args=[home.code])
    assert client.get(address).status_code == 302

    client.force_login(factories.citizen())

    assert client.get(address).status_code == 403
    assert client.get(reverse("dashboards:summary")).status_code == 403
    assert client.get(reverse("dashboards:mine")).url == reverse("dashboards:public")


def test_a_mark_opens_the_late_duties_it_counts(as_chair, home, communes):
    owed_late(communes[1], 2)
    board = as_chair.get(reverse("dashboards:unit", args=[home.code])).content.decode()
    address = f"{reverse('dashboards:duties')}?don-vi={communes[1].code}"

    assert address in board
    rows = as_chair.get(address).content.decode()
    assert "Việc 0" in rows
    assert "Việc 1" in rows
    other = f"{reverse('dashboards:duties')}?don-vi={communes[0].code}"
    assert "Không có việc nào quá hạn" in as_chair.get(other).content.decode()


def test_duties_are_narrowed_to_a_kind(as_chair, home, communes):
    owed_late(communes[1], 1)
    asked = f"{reverse('dashboards:duties')}?don-vi={home.code}&loai="

    assert "Việc 0" in as_chair.get(asked + "petition.answer").content.decode()
    assert "Việc 0" not in as_chair.get(asked + "complaint.first").content.decode()


def test_a_chart_has_a_page_with_every_place(as_chair, home, communes):
    address = reverse("dashboards:unit_panel", args=[home.code, "disclosure"])

    words = as_chair.get(address).content.decode()

    assert all(commune.full_name in words for commune in communes)
    unknown = reverse("dashboards:unit_panel", args=[home.code, "weather"])
    assert as_chair.get(unknown).status_code == 404


def test_a_year_may_be_chosen_and_nonsense_is_the_last_twelve_months(client, communes):
    answered(communes[0], 10, year=2025)

    assert "9/2025" in client.get(reverse("dashboards:public") + "?nam=2025").content.decode()
    assert client.get(reverse("dashboards:public") + "?nam=abcd").status_code == 200
    assert client.get(reverse("dashboards:public") + "?nam=9999").status_code == 200


def test_a_unit_that_is_none_is_not_found(as_chair, home):
    assert as_chair.get(reverse("dashboards:unit", args=["khong-co"])).status_code == 404
    assert as_chair.get(reverse("dashboards:duties")).status_code == 404
