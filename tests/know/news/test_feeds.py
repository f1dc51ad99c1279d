"""Feeds of every list, read by a real feed reader."""

from datetime import timedelta

import feedparser
import pytest

from kheo.foundation.sitemaps import PART, Section
from kheo.know.news.models import Category, NewsIndex
from kheo.know.news.queries import machines
from tests import factories
from tests.factories import MONDAY

SITE = "http://127.0.0.1:8000"


@pytest.fixture
def unit_list(index):
    return index.add_child(instance=NewsIndex(title="Xã Mộc Châu", slug="moc-chau"))


@pytest.fixture
def written(index, unit_list):
    """One article of the province, one of a commune that stands in a column and a series."""
    column = Category.objects.create(name="Dân vận khéo", slug="dan-van-kheo")
    factories.article(index, "Của tỉnh", published_at=MONDAY)
    return factories.article(
        unit_list,
        "Của xã & bản",
        published_at=MONDAY + timedelta(days=1),
        category=column,
        series="Học và làm theo Bác",
        author="Ngọc Thuấn",
    )


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return feedparser.parse(response.content)


@pytest.mark.parametrize("shape", ["rss", "atom"])
@pytest.mark.parametrize(
    ("path", "titles"),
    [
        ("/tin/", ["Của xã & bản", "Của tỉnh"]),
        ("/tin/moc-chau/", ["Của xã & bản"]),
        ("/tin/chuyen-muc/dan-van-kheo/", ["Của xã & bản"]),
        ("/tin/loat-bai/hoc-va-lam-theo-bac/", ["Của xã & bản"]),
    ],
)
def test_every_list_can_be_followed(written, client, path, titles, shape):
    found = read(client, f"{path}{shape}.xml")

    assert not found.bozo
    assert [entry.title for entry in found.entries] == titles
    assert found.feed.link == SITE + path
    assert found.entries[0].link == SITE + written.address
    assert found.entries[0].author == "Ngọc Thuấn"
    assert [tag.term for tag in found.entries[0].tags] == ["Dân vận khéo", "Học và làm theo Bác"]


@pytest.mark.parametrize("path", ["khong-co/", "chuyen-muc/khong-co/", "loat-bai/khong-co/"])
def test_a_list_that_is_not_there_has_no_feed(index, client, path):
    assert client.get(f"/tin/{path}rss.xml").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("", 1), ("moc-chau/", 3)])
def test_a_feed_costs_the_same_for_one_and_three(
    unit_list, client, django_assert_num_queries, count, path, queries
):
    for number in range(count):
        factories.article(unit_list, f"Bài {number}", published_at=MONDAY)

    with django_assert_num_queries(queries):
        found = read(client, f"/tin/{path}rss.xml")

    assert len(found.entries) == count


def test_the_pages_of_lists_name_their_feeds(written, client):
    for path in ("/tin/", "/tin/moc-chau/", "/tin/chuyen-muc/dan-van-kheo/"):
        content = client.get(path).content.decode()
        assert f'type="application/rss+xml" title="Tin mới (RSS)" href="{path}rss.xml"' in content
        assert f'<link rel="canonical" href="{SITE}{path}">' in content


def test_the_sitemap_has_each_public_article_once(written, client):
    content = b"".join(client.get(f"/sitemap-tin-{written.pk // PART}.xml")).decode()

    assert content.count("<url>") == 2
    assert f"<loc>{SITE}{written.address}</loc><lastmod>" in content
    assert "/sitemap-tin-" in client.get("/sitemap.xml").content.decode()


def test_a_part_that_is_not_there_is_not_found(written, client):
    assert client.get("/sitemap-tin-99.xml").status_code == 404
    assert client.get("/sitemap-khong-0.xml").status_code == 404


def test_parts_of_a_sitemap_are_ranges_of_keys(written, monkeypatch):
    monkeypatch.setattr("kheo.foundation.sitemaps.PART", 1)
    section: Section = machines.SITEMAP

    addresses = [entry.address for part in section.parts() for entry in section.entries(part)]

    assert len(addresses) == len(set(addresses)) == 2
    assert addresses[1] == written.address


def test_a_site_without_articles_has_no_parts(index):
    assert list(machines.SITEMAP.parts()) == []
