"""What anybody reads: the list, an article, the feeds."""

import json
import re
from datetime import timedelta
from html import unescape
from xml.etree import ElementTree

import pytest
from django.utils.html import strip_tags
from wagtail.models import PageViewRestriction

from kheo.foundation.vietnamese.text import clean
from kheo.know.news import importing, services
from kheo.know.news.models import PER_PAGE, NewsPage
from tests import factories
from tests.factories import MONDAY

ATOM = "{http://www.w3.org/2005/Atom}"


def words_of(response) -> str:
    """What a reader sees of the article itself, spaces evened out."""
    article = re.search(r"<article.*?</article>", response.content.decode(), re.DOTALL)
    return " ".join(unescape(strip_tags(article[0])).split())


def linked_data(response) -> dict:
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.DOTALL
    )
    return json.loads(found[1])


@pytest.mark.parametrize("number", range(5))
def test_every_sentence_of_a_seed_is_in_its_article_and_no_furniture_is(index, client, number):
    services.import_seeds(index=index, by=None, now=MONDAY)
    seed = sorted((services.HERE / "seeds").iterdir())[number]
    article = NewsPage.objects.get(source_key=f"seeds/{seed.name}")

    shown = words_of(client.get(article.address))

    original = importing.read(seed.read_text("utf-8"))
    furniture = {line.text for line in original.omitted if line.why != "Lặp lại"}
    lines = {" ".join(line.split()) for line in clean(seed.read_text("utf-8")).splitlines()}
    long_lines = {line for line in lines if len(line) > 80}
    assert [line for line in long_lines if line.removesuffix(" |") not in shown] == []
    assert [line for line in furniture if line != "|" and line in shown] == []
    assert [part.text for part in original.body if " ".join(part.text.split()) not in shown] == []


def test_seed_002_reads_as_it_was_printed(index, client):
    services.import_seeds(index=index, by=None, now=MONDAY)
    article = NewsPage.objects.get(source_key__contains="002")

    response = client.get(article.address)

    shown = words_of(response)
    assert article.address == (
        "/tin/phat-huy-vai-tro-guong-mau-cua-nguoi-dung-dau-trong-thuc-hien-dan-chu-co-so/"
    )
    assert "14:15 ngày 15/04/2024 (GMT+7)" in shown
    assert 'datetime="2024-04-15T14:15:00+07:00"' in response.content.decode()
    assert "Theo TTXVN" in shown
    assert "Học và làm theo Bác" in shown
    assert shown.count("Ông Trần Quốc Khởi") == 1


def test_a_supplied_headline_says_so(index, client):
    services.import_seeds(index=index, by=None, now=MONDAY)
    said = "Bản gốc không có tít; tít này do người biên tập đặt."

    shown = [said in words_of(client.get(page.address)) for page in NewsPage.objects.order_by("pk")]

    assert shown == [False, False, False, False, True]


def test_an_article_costs_five_queries_and_no_cookie(index, client, django_assert_num_queries):
    article = factories.article(index)
    factories.article(index, "Bài khác")

    with django_assert_num_queries(5):
        response = client.get(article.address)

    assert (response.status_code, dict(response.cookies)) == (200, {})


def test_an_article_of_a_series_costs_one_query_more(index, client, django_assert_num_queries):
    article = factories.article(index, series="Học và làm theo Bác")
    factories.article(index, "Cùng loạt", series="Học và làm theo Bác")
    factories.article(index, "Bài khác")

    with django_assert_num_queries(6):
        response = client.get(article.address)

    around = response.context["around"]
    assert [page.title for page in around.related] == ["Cùng loạt"]
    assert [page.title for page in around.latest] == ["Bài khác"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_six_queries_and_no_cookie(index, client, django_assert_num_queries, count):
    for number in range(count):
        factories.article(index, f"Bài {number}")

    with django_assert_num_queries(6):
        response = client.get("/tin/")

    assert (len(response.context["articles"]), dict(response.cookies)) == (count, {})


def test_an_empty_list_says_so(index, client):
    assert "Chưa có bài nào" in client.get("/tin/").content.decode()


def test_the_list_goes_on_where_it_stopped(index, client):
    for number in range(PER_PAGE + 1):
        factories.article(index, f"Bài {number}", published_at=MONDAY + timedelta(days=number))

    first = client.get("/tin/")
    factories.article(index, "Vừa đăng", published_at=MONDAY + timedelta(days=99))
    second = client.get("/tin/" + first.context["older_url"])

    assert len(first.context["articles"]) == PER_PAGE
    assert [page.title for page in second.context["articles"]] == ["Bài 0"]
    assert (second.context["newer_url"], second.context["older_url"]) == ("/tin/", "")


@pytest.mark.parametrize("place", ["x", "2", "-1", "20260101-", "%00", "9" * 500])
def test_a_wrong_place_in_the_list_is_its_beginning(index, client, place):
    factories.article(index)

    response = client.get(f"/tin/?trang={place}")

    assert len(response.context["articles"]) == 1


def test_the_list_of_a_unit_shows_its_own(index, client):
    unit = services.open_list(parent=index, unit=factories.unit("Ngọc Chiến"))
    factories.article(unit, "Của xã")
    factories.article(index, "Của tỉnh")

    own = client.get("/tin/xa-ngoc-chien/")

    assert [page.title for page in own.context["articles"]] == ["Của xã"]
    assert len(client.get("/tin/").context["articles"]) == 2


def test_an_article_of_a_unit_has_its_address_below_the_unit(index, client):
    unit = services.open_list(parent=index, unit=factories.unit("Ngọc Chiến"))
    article = factories.article(unit, "Của xã")

    assert article.address == f"/tin/xa-ngoc-chien/{article.slug}/" == article.url
    assert client.get(article.address).status_code == 200


@pytest.mark.parametrize("path", ["khong-co", "khong/co", "a" * 3000, "%00", "%F0%9F%99%82"])
def test_an_address_that_is_not_there_is_not_found(index, client, path):
    assert client.get(f"/tin/{path}/").status_code == 404


def test_a_draft_is_not_found(index, client):
    article = factories.article(index)
    article.unpublish()

    assert client.get(article.address).status_code == 404


def test_a_restricted_article_asks_who_reads(index, client):
    article = factories.article(index)
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)

    response = client.get(article.address)

    assert response.status_code == 302


def test_a_caption_without_its_photo_is_shown(index, client):
    photo = {"image": None, "alt": "", "caption": "Quang cảnh hội nghị", "credit": "PV"}
    article = factories.article(index, body=[("photo", photo)])

    shown = words_of(client.get(article.address))

    assert "ảnh không còn Quang cảnh hội nghị Ảnh: PV" in shown


def test_headings_and_quotations_are_shown(index, client):
    quotation = {"text": "Dân vận khéo thì việc gì cũng thành công.", "speaker": "Hồ Chí Minh"}
    article = factories.article(index, body=[("heading", "Bước tới"), ("quotation", quotation)])

    content = client.get(article.address).content.decode()

    assert "<h2>Bước tới</h2>" in content
    assert "— Hồ Chí Minh" in content


def test_an_invented_article_is_marked(index, client):
    article = factories.article(index, is_demo=True)

    assert "dữ liệu thử" in words_of(client.get(article.address))


def test_machines_read_what_people_read(index, client):
    article = factories.article(
        index,
        "Mở đường </script><script>alert(1)</script>",
        author="Ngọc Thuấn",
        source="Theo TTXVN",
        series="Học và làm theo Bác",
        published_at=MONDAY,
    )

    response = client.get(article.address)

    assert linked_data(response) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Mở đường </script><script>alert(1)</script>",
        "description": "Bà con cùng làm.",
        "url": f"http://127.0.0.1:8000{article.address}",
        "mainEntityOfPage": f"http://127.0.0.1:8000{article.address}",
        "inLanguage": "vi",
        "datePublished": "2026-03-02T08:00:00+07:00",
        "articleSection": "Học và làm theo Bác",
        "author": {"@type": "Person", "name": "Ngọc Thuấn"},
        "sourceOrganization": {"@type": "Organization", "name": "TTXVN"},
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": "Khéo",
            "url": "http://127.0.0.1:8000/",
        },
    }
    assert "<script>alert(1)" not in response.content.decode()
    assert '<meta property="og:type" content="article">' in response.content.decode()


def test_pasted_markup_cannot_run(index, client):
    services.import_article(
        text="Mở đường\n<img src=x onerror=alert(1)> Bà con cùng làm.",
        key="old/1",
        index=index,
        by=None,
        now=MONDAY,
    )

    content = client.get("/tin/mo-duong/").content.decode()

    assert "<img src=x" not in content
    assert "&lt;img src=x onerror=alert(1)&gt;" in content


def test_the_rss_feed_lists_the_latest(index, client, django_assert_num_queries):
    factories.article(index, "Cũ & hay", published_at=MONDAY, author="Ngọc Thuấn")
    factories.article(index, "Không ngày", published_at=None, source_key="old/1", source="TTXVN")

    with django_assert_num_queries(1):
        response = client.get("/tin/rss.xml")

    items = ElementTree.fromstring(response.content).findall("channel/item")
    assert response.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert {item.findtext("title"): item.findtext("pubDate") for item in items} == {
        "Cũ & hay": "Mon, 02 Mar 2026 08:00:00 +0700",
        "Không ngày": None,
    }


def test_the_atom_feed_lists_the_latest(index, client):
    article = factories.article(index, "Mở đường", published_at=MONDAY, author="Ngọc Thuấn")

    entry = ElementTree.fromstring(client.get("/tin/atom.xml").content).find(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}title") == "Mở đường"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ngọc Thuấn"
    assert entry.findtext(f"{ATOM}id") == f"http://127.0.0.1:8000{article.address}"


def test_an_empty_feed_is_a_feed(index, client):
    assert client.get("/tin/rss.xml").status_code == 200


def test_only_reading_is_allowed(index, client):
    article = factories.article(index)

    assert [client.post(url).status_code for url in ("/tin/", article.address)] == [405, 405]


def test_a_page_is_kept_for_one_second_but_not_for_who_signed_in(index, client):
    article = factories.article(index)
    urls = ("/tin/", article.address, "/tin/rss.xml")

    open_to_all = {client.get(url).headers["Cache-Control"] for url in urls}
    client.force_login(factories.citizen())
    signed_in = [client.get(url).headers["Cache-Control"] for url in urls]

    assert open_to_all == {"public, max-age=0, s-maxage=1"}
    assert ["no-store" in said for said in signed_in] == [True] * 3


def test_what_is_restricted_is_not_kept(index, client):
    article = factories.article(index)
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(factories.citizen())

    response = client.get(article.address)

    assert response.status_code == 200
    assert "public" not in response.headers.get("Cache-Control", "")
