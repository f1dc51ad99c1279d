"""The calendar of publication: of the own lists, as a page and for phones."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from kheo.foundation.duties import services as duties
from tests import factories

PAGE = reverse("newsroom:calendar")


def plan(index, title, **fields):
    return factories.article(index, title, **fields)


def schedule(index, title, at):
    page = factories.article(index, title, live=False)
    page.go_live_at = at
    page.save_revision().publish()
    return page


@pytest.fixture
def planned(here, there, now):
    schedule(here.index, "Hẹn giờ đăng", now + timedelta(hours=1))
    plan(here.index, "Sắp gỡ", expire_at=now + timedelta(hours=2))
    schedule(there.index, "Của xã khác", now + timedelta(hours=1))
    return here


def month(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m}"


def test_the_month_shows_what_is_set_in_the_own_lists(planned, client, now):
    client.force_login(planned.editor)

    content = client.get(PAGE, {"thang": month(now + timedelta(hours=1))}).content.decode()

    found = [words in content for words in ("Hẹn giờ đăng", "Sắp gỡ", "Của xã khác")]
    assert found == [True, True, False]


def test_the_province_sees_every_list(planned, province_editor, client, now):
    client.force_login(province_editor)

    content = client.get(PAGE, {"thang": month(now + timedelta(hours=1))}).content.decode()

    assert ("Hẹn giờ đăng" in content, "Của xã khác" in content) == (True, True)


def test_a_day_lists_what_was_published_on_it(here, client):
    page = plan(here.index, "Đã lên trang")
    client.force_login(here.editor)
    on = timezone.localdate(page.first_published_at)

    content = client.get(PAGE, {"thang": f"{on:%Y-%m}", "ngay": on.isoformat()}).content.decode()

    assert "Đã đăng 1 bài" in content
    assert "Đã lên trang" in content


@pytest.mark.parametrize("asked", [{"thang": "x"}, {"thang": "2026-13"}, {"ngay": "31/02"}])
def test_an_address_that_makes_no_sense_is_this_month(here, client, asked):
    client.force_login(here.editor)

    assert client.get(PAGE, asked).status_code == 200


@pytest.mark.parametrize("role", ["clerk", "handler"])
def test_others_do_not_see_the_calendar(here, client, role):
    client.force_login(factories.officer(here.unit, role))

    assert client.get(PAGE).status_code == 403


def test_one_article_and_three_cost_the_same(here, client, now):
    client.force_login(here.editor)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        return len(asked)

    schedule(here.index, "Một", now + timedelta(seconds=30))
    queries()
    one = queries()
    for number in range(2):
        schedule(here.index, f"Thêm {number}", now + timedelta(seconds=30))

    assert queries() == one


def test_a_phone_reads_the_feed_by_its_secret_address(planned, client):
    token = duties.feed_token(planned.editor)

    response = client.get(reverse("newsroom:feed", args=[token]))

    events = {str(event["summary"]): event for event in Calendar.from_ical(response.content).events}
    assert set(events) == {"Hẹn đăng: Hẹn giờ đăng", "Hẹn gỡ: Sắp gỡ"}
    assert response["Content-Type"].startswith("text/calendar")


def test_a_revoked_or_foreign_address_opens_nothing(planned, client, now):
    token = duties.feed_token(planned.editor)
    duties.revoke_feed(by=planned.editor, now=now)
    clerk = duties.feed_token(factories.officer(planned.unit, "clerk"))

    found = [
        client.get(reverse("newsroom:feed", args=[given])).status_code
        for given in (token, clerk, "1-1~x")
    ]
    assert found == [404] * 3
