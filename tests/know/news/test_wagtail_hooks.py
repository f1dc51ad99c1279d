"""Editors work at /bien-tap/, within their list, and leave a trail in the log."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from kheo.foundation.log.models import Entry
from kheo.know.news import services
from kheo.know.news.models import NewsPage
from tests import factories


@pytest.fixture
def editor(index, client):
    person = factories.officer(of=index.unit, role="editor")
    client.force_login(person)
    return person


def written(title: str = "Mở đường", **fields) -> dict:
    body = streamfield([("paragraph", rich_text("<p>Bà con cùng làm.</p>"))])
    empty = dict.fromkeys(
        ("lead", "author", "series", "source", "source_date", "published_at", "seo_title"), ""
    )
    rest = {"search_description": "", "go_live_at": "", "expire_at": ""}
    comments = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    about = {"title": title, "slug": "mo-duong", "has_time": "on", "body": body}
    publish = {"action-publish": "1"}
    return nested_form_data(empty | rest | comments | about | publish | fields)


def address(index) -> str:
    return reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])


def test_an_editor_writes_and_publishes(index, client, editor):
    response = client.post(address(index), written(lead="Đường mới."))

    article = NewsPage.objects.get()
    assert response.status_code == 302
    assert (article.live, article.owner, article.teaser) == (True, editor, "Đường mới.")
    assert article.when == article.first_published_at
    entry = Entry.objects.get(action="news.published")
    assert (entry.subject, entry.actor) == (f"news:{article.pk}", editor.username)


def test_taking_down_and_deleting_are_logged(index, client, editor):
    article = factories.article(index)

    client.post(reverse("wagtailadmin_pages:unpublish", args=[article.pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[article.pk]))

    acts = Entry.objects.exclude(action="news.rights_followed").order_by("pk")
    assert list(acts.values_list("action", flat=True)) == ["news.unpublished", "news.deleted"]


def test_the_form_speaks_vietnamese(index, client, editor):
    content = client.get(address(index)).content.decode()

    assert [word in content for word in ("Sa pô", "Tác giả", "Chuyên mục")] == [True] * 3


def test_an_article_can_be_previewed(index, client, editor):
    url = reverse("wagtailadmin_pages:preview_on_add", args=["news", "newspage", index.pk])
    client.post(url, written())

    response = client.get(url)

    assert "Bà con cùng làm." in response.content.decode()
    assert NewsPage.objects.count() == 0


def test_a_stranger_does_not_reach_the_editor(index, client):
    client.force_login(factories.citizen())

    assert client.get(address(index)).status_code == 403
    client.post(address(index), written())
    assert NewsPage.objects.count() == 0


def test_an_editor_of_a_commune_cannot_write_for_the_province(index, client):
    own = services.open_list(parent=index, unit=factories.unit("Ngọc Chiến"))
    client.force_login(factories.officer(of=own.unit, role="editor"))

    client.post(address(index), written())
    client.post(address(own), written("Của xã"))

    assert [page.title for page in NewsPage.objects.all()] == ["Của xã"]


def test_the_menu_has_only_what_editors_need(index, client, editor):
    content = client.get(reverse("wagtailadmin_home")).content.decode()

    names = ("explorer", "images", "reports", "help")
    assert [f'"name": "{name}"' in content for name in names] == [True, True, False, False]
