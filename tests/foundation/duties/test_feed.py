"""An officer's calendar is opened by its secret address, and real software reads it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from kheo.foundation.duties import services
from kheo.foundation.duties.models import Duty
from tests import factories
from tests.factories import MONDAY
from tests.foundation.duties.making import SECRET, owe

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return factories.unit()


@pytest.fixture
def handler(unit):
    return factories.officer(unit)


@pytest.fixture
def taken(unit, handler):
    """A duty the handler is working on."""
    duty = owe(unit=unit, url="/phan-anh/SL-26-00412/")
    return services.progress(duty, text="Bắt đầu", by=handler, now=MONDAY + timedelta(hours=1))


def address(person):
    return reverse("duties:feed", args=[services.feed_token(person)])


def events(client, person):
    response = client.get(address(person))
    assert response.status_code == 200
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_each_open_duty_is_a_whole_day_with_its_page(client, handler, taken, settings):
    settings.KHEO_BASE_URL = "https://kheo.example.vn"
    (event,) = events(client, handler)

    assert event.decoded("dtstart") == date(2026, 3, 23)
    assert event.decoded("dtend") == date(2026, 3, 24)
    assert str(event["summary"]) == "Hạn: Trả lời test:1"
    assert str(event["url"]) == "https://kheo.example.vn/phan-anh/SL-26-00412/"
    assert str(event["uid"]) == f"duty-{taken.pk}@kheo.example.vn"
    assert event.decoded("dtstamp") == MONDAY + timedelta(hours=1)
    assert "15 ngày làm việc" in str(event["description"])


def test_a_moved_date_moves_the_same_event(client, unit, handler, taken):
    before = events(client, handler)[0]
    services.extend(
        taken,
        grounds="Phức tạp",
        days=5,
        decision="QĐ 1",
        by=factories.officer(unit, "head"),
        now=MONDAY + timedelta(days=1),
    )
    after = events(client, handler)[0]

    assert after["uid"] == before["uid"]
    assert after.decoded("dtstart") == date(2026, 3, 30)
    assert after.decoded("last-modified") > before.decoded("last-modified")


def test_what_is_done_not_mine_or_kept_out_is_not_shown(client, unit, handler, taken):
    owe("test:2", unit=unit)
    services.progress(owe("test:3", unit=unit, kind=SECRET), text="x", by=handler, now=MONDAY)
    services.close(taken, result="Xong", by=handler, now=MONDAY)

    assert events(client, handler) == []


def test_the_feed_asks_two_queries_for_one_duty_and_for_three(
    client, unit, handler, taken, django_assert_num_queries
):
    url = address(handler)
    for subjects in ([], ["test:2", "test:3"]):
        for subject in subjects:
            services.progress(owe(subject, unit=unit), text="x", by=handler, now=MONDAY)
        with django_assert_num_queries(2):
            client.get(url)
    assert Duty.objects.filter(person=handler).count() == 3


def test_a_revoked_address_opens_nothing(client, handler, taken):
    old = address(handler)
    services.revoke_feed(by=handler, now=MONDAY)

    assert client.get(old).status_code == 404
    assert len(events(client, handler)) == 1


def test_a_forged_address_opens_nothing(client, handler):
    token = services.feed_token(handler)
    other = factories.officer()
    services.feed_token(other)

    for forged in (token[:-1] + "x", token.replace(str(handler.pk), str(other.pk), 1), "x", "1-1"):
        assert client.get(reverse("duties:feed", args=[forged])).status_code == 404


def test_who_has_left_has_no_feed(client, handler, taken):
    url = address(handler)
    handler.is_active = False
    handler.save()

    assert client.get(url).status_code == 404


def test_the_feed_touches_no_session_and_is_kept_by_nobody_else(client, handler, taken):
    response = client.get(address(handler))

    assert not response.cookies
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, max-age=600"
