"""An officer sees what is owed, by its date, and nobody else does."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.duties.models import Duty
from kheo.portal.workspace.queries import Tab
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db
VI = {"headers": {"accept-language": "vi"}}


@pytest.fixture
def commune():
    return factories.unit()


@pytest.fixture
def officer(commune):
    return factories.officer(of=commune)


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def owe(number, *, unit, days=5, **fields):
    return Duty.objects.create(
        kind="test.kind",
        subject=f"test:{number}",
        work=f"Việc số {number}",
        unit=unit,
        body=factories.body(unit),
        head=factories.head(factories.body(unit)),
        opened_at=MONDAY,
        due_on=timezone.localdate() + timedelta(days=days),
        rule_code="X",
        explanation={},
        **fields,
    )


def text(response):
    return response.content.decode()


def test_a_stranger_is_sent_to_sign_in(client):
    page = client.get(reverse("workspace:mine"))

    assert page.headers["Location"].startswith(reverse("account_login"))


def test_a_person_without_a_post_is_shown_the_first_page(client):
    client.force_login(factories.citizen())

    assert client.get(reverse("workspace:mine")).headers["Location"] == reverse("home:home")


@pytest.mark.parametrize("tab", Tab)
def test_each_tab_says_when_it_is_empty(desk, tab):
    page = text(desk.get(reverse(f"workspace:{tab}"), **VI))

    assert "kh-empty" in page
    assert page.count('aria-current="page"') == 2


def test_my_duties_stand_in_the_order_of_their_dates(desk, officer, commune):
    owe(1, unit=commune, days=9, person=officer)
    owe(2, unit=commune, days=-2, person=officer)

    page = text(desk.get(reverse("workspace:mine"), **VI))

    assert page.index("Việc số 2") < page.index("Việc số 1")
    assert "quá 2 ngày" in page
    assert "còn 9 ngày" in page


def test_another_persons_duty_is_not_mine(desk, commune):
    owe(1, unit=commune, person=factories.officer(of=commune))

    assert "Việc số 1" not in text(desk.get(reverse("workspace:mine"), **VI))


def test_the_next_page_begins_where_the_first_ended(desk, officer, commune):
    for number in range(26):
        owe(number, unit=commune, days=number, person=officer)

    first = desk.get(reverse("workspace:mine"), **VI)
    cursor = first.context["desk"].page.next
    second = text(desk.get(reverse("workspace:mine"), {"sau": cursor}, **VI))

    assert "Việc số 25" not in text(first)
    assert "Việc số 25" in second
    assert "Việc số 24<" not in second


@pytest.mark.parametrize("cursor", ["x", "2026-02-31~1", "~", "\x00", "9" * 5000])
def test_a_senseless_cursor_is_the_first_page(desk, officer, commune, cursor):
    owe(1, unit=commune, person=officer)

    assert "Việc số 1" in text(desk.get(reverse("workspace:mine"), {"sau": cursor}, **VI))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_list(
    desk, officer, commune, rows, django_assert_num_queries
):
    for number in range(rows):
        owe(number, unit=commune, person=officer)
    desk.get(reverse("workspace:mine"), **VI)

    with django_assert_num_queries(6):
        desk.get(reverse("workspace:mine"), **VI)
