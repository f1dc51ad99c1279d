"""What was set for an hour is public at that hour, once, and goes when it was to go."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from kheo.foundation.log.models import Entry
from kheo.know.news.models import NewsPage
from kheo.know.newsroom import services
from tests import factories

MINUTE = timedelta(minutes=1)


def scheduled(index, at, title: str | None = "Hẹn giờ") -> NewsPage:
    """An article that an editor set for a moment; the moment may have passed since."""
    page = factories.article(index, live=False)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    revision = Revision.objects.get(object_id=str(page.pk))
    revision.content |= {"go_live_at": at.isoformat(), "title": title}
    revision.approved_go_live_at = at
    revision.save()
    return page


def test_nothing_is_published_before_its_hour(index, now):
    page = scheduled(index, now + MINUTE)

    assert services.publish_due(now=now) == (0, 0)
    page.refresh_from_db()
    assert not page.live


def test_what_came_due_while_nothing_ran_is_published_once(index, client, now):
    pages = [scheduled(index, now - timedelta(hours=hours), f"Bài {hours}") for hours in (9, 1)]

    assert services.publish_due(now=now) == (2, 0)
    assert services.publish_due(now=now) == (0, 0)

    entries = Entry.objects.filter(action="news.published")
    assert [entry.subject for entry in entries.order_by("pk")] == [f"news:{p.pk}" for p in pages]
    logged = PageLogEntry.objects.filter(action="wagtail.publish.scheduled")
    assert logged.count() == 2
    for page in pages:
        page.refresh_from_db()
        assert client.get(page.address).status_code == 200


def test_what_is_over_is_taken_down_once(index, client, now):
    page = factories.article(index, "Thông báo", expire_at=now - MINUTE)

    assert services.publish_due(now=now) == (0, 1)
    assert services.publish_due(now=now) == (0, 0)

    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)
    assert client.get(page.address).status_code == 404
    assert Entry.objects.get(action="news.unpublished").detail == {
        "scheduled_for": page.expire_at.isoformat()
    }


def test_one_article_that_cannot_be_published_does_not_stop_the_others(index, now):
    scheduled(index, now - 2 * MINUTE, None)
    good = scheduled(index, now - MINUTE)

    assert services.publish_due(now=now) == (1, 0)
    good.refresh_from_db()
    assert good.live


def test_what_another_worker_holds_is_left_to_it(index, now):
    scheduled(index, now - MINUTE)

    with CaptureQueriesContext(connection) as asked:
        services.publish_due(now=now)

    locked = [query["sql"] for query in asked if "wagtailcore_revision" in query["sql"]]
    assert any("SKIP LOCKED" in sql for sql in locked)


# --- In the editor ----------------------------------------------------------------------------


def send(client, index, written, **fields):
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])
    return client.post(address, written(**fields))


def typed(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


@pytest.fixture
def editor(here, client):
    client.force_login(here.editor)
    return here.editor


def test_an_hour_that_has_passed_is_refused_at_its_field(here, client, editor, written, now):
    response = send(client, here.index, written, go_live_at=typed(now - timedelta(hours=2)))

    assert response.status_code == 200
    assert "Giờ hẹn đăng đã qua" in response.content.decode()
    assert "Mở đường" in response.content.decode()
    assert NewsPage.objects.count() == 0


def test_going_before_coming_is_refused_at_the_fields(here, client, editor, written, now):
    hours = {
        "go_live_at": typed(now + timedelta(days=2)),
        "expire_at": typed(now + timedelta(days=1)),
    }

    response = send(client, here.index, written, **hours)

    assert set(response.context["form"].errors) == {"go_live_at", "expire_at"}
    assert NewsPage.objects.count() == 0


def test_what_is_set_for_later_is_logged_as_set_and_not_as_published(
    here, client, editor, written, now
):
    response = send(client, here.index, written, go_live_at=typed(now + timedelta(days=2)))

    assert response.status_code == 302
    assert not NewsPage.objects.get().live
    assert Entry.objects.filter(action="news.scheduled").count() == 1
    assert Entry.objects.filter(action="news.published").count() == 0
