"""News changes through its services: the site, editors, articles from elsewhere."""

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Page, Site

from kheo.foundation.log.models import Entry
from kheo.know.news import services
from kheo.know.news.models import NewsPage
from tests import factories
from tests.factories import MONDAY

TEXT = "Mở rộng đường bản\nBà con trong bản cùng nhau mở rộng con đường.\nNgọc Thuấn\nPhản hồi"
# The seeds as they were handed over, byte for byte.
DIGESTS = {
    "000_35faf3a9a03ffbad.txt": "e826ac94df8c4cac6677871929c44d738e59c686b2292e6015f562a85c2ba9bc",
    "001_a8c6853c5ffe6fd6.txt": "f8ffa3ff933a05db692cbdba46faacff11dd5cc8eed3edabc0fa25ff98281e52",
    "002_4c0e8307b2c1b821.txt": "1d421c1fa52f3bafe0d33db1e62937ebd9916bed4a00b055110283d261a70993",
    "003_12d93c12ff898a7d.txt": "c2fd500b10c88da772ef83c1b02e170c42449e7c3a4acac9422ad8b43ee0bcfa",
    "004_170eef5b544920fa.txt": "229a9fe350c8f57a6b39ad65fbd2d83fa7ead11ad089bf52508b7fe331869ed8",
}


def bring_in(index, text=TEXT, key="old/1", by=None, headline=""):
    return services.import_article(
        text=text, key=key, index=index, by=by, now=MONDAY, headline=headline
    )


def test_the_site_has_one_root_and_no_welcome_page(index):
    again = services.ensure_site(hostname="tin.example", port=443, title="Tin tức")

    site = Site.objects.get()
    assert again == index
    assert (site.hostname, site.port, site.root_page_id) == ("tin.example", 443, index.pk)
    assert list(Page.objects.filter(depth=2).values_list("slug", flat=True)) == ["tin"]


def test_a_unit_has_one_list(index):
    unit = factories.unit("Ngọc Chiến")

    first = services.open_list(parent=index, unit=unit)

    assert services.open_list(parent=index, unit=unit) == first
    assert (first.title, first.url_path) == ("Xã Ngọc Chiến", "/tin/xa-ngoc-chien/")


def test_an_original_becomes_a_published_article_with_a_trail(index):
    done = bring_in(index)

    article = NewsPage.objects.get()
    assert (done.is_new, article.live, article.first_published_at) == (True, True, MONDAY)
    assert (article.title, article.author) == ("Mở rộng đường bản", "Ngọc Thuấn")
    assert article.url_path == "/tin/mo-rong-duong-ban/"
    entry = Entry.objects.get()
    assert (entry.action, entry.subject, entry.at) == (
        "news.imported",
        f"news:{article.pk}",
        MONDAY,
    )
    assert entry.detail == {"key": "old/1", "omitted": ["Phản hồi"]}


def test_importing_again_changes_nothing(index):
    first = bring_in(index).article
    first.title = "Tít đã sửa"
    first.save_revision().publish()

    again = bring_in(index)

    assert (again.is_new, again.article.title) == (False, "Tít đã sửa")
    assert (NewsPage.objects.count(), Entry.objects.count()) == (1, 1)


def test_two_articles_with_one_headline_have_two_addresses(index):
    bring_in(index)
    bring_in(index, key="old/2")
    bring_in(index, key="old/3")

    assert sorted(NewsPage.objects.values_list("slug", flat=True)) == [
        "mo-rong-duong-ban",
        "mo-rong-duong-ban-2",
        "mo-rong-duong-ban-3",
    ]


def test_an_original_without_headline_needs_one(index):
    text = "|\nBà con trong bản cùng nhau mở rộng con đường." + " Đường rộng." * 20

    with pytest.raises(services.HeadlineMissing):
        bring_in(index, text=text)
    article = bring_in(index, text=text, headline="Mở đường").article

    assert (article.title, article.is_title_supplied) == ("Mở đường", True)


def test_a_stranger_may_not_import(index):
    with pytest.raises(PermissionDenied):
        bring_in(index, by=factories.citizen())

    assert NewsPage.objects.count() == 0


def test_an_editor_of_another_commune_may_not_import(index):
    own = services.open_list(parent=index, unit=factories.unit("Ngọc Chiến"))
    stranger = factories.officer(of=factories.unit("Mường Bú"), role="editor")

    with pytest.raises(PermissionDenied):
        bring_in(own, by=stranger)


def test_an_editor_imports_into_the_list_of_the_unit(index):
    own = services.open_list(parent=index, unit=factories.unit("Ngọc Chiến"))
    editor = factories.officer(of=own.unit, role="editor")

    article = bring_in(own, by=editor).article

    assert article.url_path == "/tin/xa-ngoc-chien/mo-rong-duong-ban/"
    assert Entry.objects.get().actor == editor.username


def test_the_seeds_are_kept_byte_for_byte():
    folder = services.HERE / "seeds"
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}

    assert found == DIGESTS


def test_the_seeds_are_imported_once_and_listed_by_what_is_known_of_their_day(index):
    services.import_seeds(index=index, by=None, now=MONDAY)
    again = services.import_seeds(index=index, by=None, now=MONDAY + timedelta(days=1))

    assert [done.is_new for done in again] == [False] * 5
    listed = NewsPage.objects.published().latest_first()
    assert [(page.source_key[6:9], page.when and page.when.year) for page in listed] == [
        ("004", None), ("000", None), ("002", 2024), ("003", 2020), ("001", 2018),
    ]  # fmt: skip
