"""What stands around an article, and what other rooms let stand below it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import PageViewRestriction

from kheo.foundation.visits.models import PageDay
from kheo.know.news import below, queries
from kheo.know.news.models import BESIDE, NewsPage
from tests import factories


def titles(articles) -> list[str]:
    return [article.title for article in articles]


def read(article: NewsPage, times: int, days_ago: int = 0) -> None:
    day = timezone.localdate() - timedelta(days=days_ago)
    PageDay.objects.create(path=article.address, day=day, seen=times)


def test_an_article_stands_in_one_list_only(index):
    made = [factories.article(index, f"Bài {number}", series="Một loạt") for number in range(3)]

    around = queries.around(made[1])

    assert titles(around.related) == ["Bài 2", "Bài 0"]
    assert (around.latest, around.older) == ([], [])


def test_without_a_series_the_column_says_what_is_related(index):
    column = factories.category()
    article = factories.article(index, category=column)
    factories.article(index, "Cùng chuyên mục", category=column)
    factories.article(index, "Khác")

    around = queries.around(article)

    assert titles(around.related) == ["Cùng chuyên mục"]
    assert titles(around.latest) == ["Khác"]


def test_the_other_articles_are_those_before_it(index):
    made = [factories.article(index, f"Bài {number}") for number in range(3 * BESIDE)]

    around = queries.around(made[7])

    assert titles(around.latest) == [f"Bài {number}" for number in (14, 13, 12, 11, 10)]
    assert titles(around.older) == [f"Bài {number}" for number in (6, 5, 4, 3, 2)]


def test_what_was_read_most_comes_first_and_is_published(index):
    little, much, draft, closed, old = (factories.article(index, f"Bài {n}") for n in range(5))
    for article, times in ((little, 1), (much, 9), (draft, 99), (closed, 99)):
        read(article, times)
    read(old, 500, days_ago=60)
    PageDay.objects.create(path="/tin/", day=timezone.localdate(), seen=999)
    draft.unpublish()
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    assert titles(queries.most_read()) == ["Bài 1", "Bài 0"]


def test_what_is_taken_down_leaves_the_most_read_at_once(index):
    article = factories.article(index)
    read(article, 3)
    before = titles(queries.most_read())

    article.unpublish()

    assert (before, queries.most_read()) == (["Mở rộng đường bản"], [])


def test_a_namesake_elsewhere_is_not_what_was_read(index):
    article = factories.article(index, "Được đọc")
    namesake = factories.article(index, "Trùng tên")
    NewsPage.objects.filter(pk=namesake.pk).update(slug=article.slug)
    read(article, 3)

    assert titles(queries.most_read()) == ["Được đọc"]


@pytest.mark.parametrize("count", [1, 3])
def test_pictures_and_lists_cost_the_same_however_many(
    index, client, django_assert_num_queries, count
):
    photos = [
        ("photo", {"image": factories.photo(), "alt": "", "caption": "", "credit": ""})
        for _number in range(count)
    ]
    article = factories.article(index, body=photos, category=factories.category(), series="Loạt")
    for number in range(count):
        read(factories.article(index, f"Bài {number}", series="Loạt"), 1)
    client.get(article.address + "?lan=1")

    with django_assert_num_queries(8):
        response = client.get(article.address)

    assert response.content.decode().count("<picture>") == count


def test_a_picture_keeps_its_room_and_is_sent_as_small_as_the_screen(index, client):
    picture = factories.photo(size=(1500, 1000), credit="Ngọc Thuấn", description="Bà con mở đường")
    value = {"image": picture, "alt": "", "caption": "Mở đường", "credit": ""}
    article = factories.article(index, body=[("photo", value)])

    content = client.get(article.address).content.decode()

    assert 'width="960" height="640" alt="Bà con mở đường" loading="lazy"' in content
    assert [f"{width}w" in content for width in (480, 960, 1440)] == [True] * 3
    assert "Mở đường Ảnh: Ngọc Thuấn" in content


def test_a_small_picture_names_no_width_twice(index, client):
    value = {"image": factories.photo(size=(300, 200)), "alt": "", "caption": "", "credit": ""}
    article = factories.article(index, body=[("photo", value)])

    content = client.get(article.address).content.decode()

    assert content.count("300w") == 1


def test_the_header_leads_to_column_and_series(index, client):
    column = factories.category()
    article = factories.article(index, category=column, series="Học và làm theo Bác")

    content = client.get(article.address).content.decode()

    assert '<a href="/tin/chuyen-muc/dan-van-kheo/">Dân vận khéo</a>' in content
    assert '<a href="/tin/loat-bai/hoc-va-lam-theo-bac/">Học và làm theo Bác</a>' in content


# --- Below an article -------------------------------------------------------------------------


def drawn_below(request, article: NewsPage) -> SafeString:
    return mark_safe(f"<p>Ý kiến về {article.pk}</p>")


def nothing_below(request, article: NewsPage) -> SafeString:
    return mark_safe("")


@pytest.fixture
def rooms(monkeypatch):
    monkeypatch.setattr(below, "_drawn", [])
    for name in ("drawn_below", "nothing_below", "drawn_below"):
        below.register(f"{__name__}.{name}")


def test_rooms_stand_below_every_article_once(index, client, rooms):
    article = factories.article(index)

    content = client.get(article.address).content.decode()

    assert content.count(f"<p>Ý kiến về {article.pk}</p>") == 1


def test_nothing_is_drawn_as_nothing(index, rf, rooms):
    assert len(below.draw(rf.get("/"), factories.article(index))) == 1
