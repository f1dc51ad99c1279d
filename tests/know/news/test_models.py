"""An article knows its day as exactly as it was printed, and derives what lists read."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from kheo.know.news import queries
from kheo.know.news.models import NewsPage
from tests import factories
from tests.factories import MONDAY


def test_a_printed_minute_is_kept(index):
    assert factories.article(index, published_at=MONDAY).when == MONDAY


def test_a_printed_day_has_no_minute(index):
    article = factories.article(index, published_at=MONDAY, has_time=False)

    assert (article.when, article.listed_at) == (date(2026, 3, 2), MONDAY)


def test_the_day_of_the_source_stands_in(index):
    article = factories.article(
        index, published_at=None, source="baohatinh.vn", source_date=date(2018, 3, 6)
    )

    assert article.when == date(2018, 3, 6)
    assert article.listed_at == datetime(2018, 3, 5, 17, tzinfo=UTC)
    assert article.origin == "Nguồn: baohatinh.vn"


def test_an_old_article_without_a_day_claims_none(index):
    article = factories.article(index, published_at=None, source_key="old/1")

    assert (article.when, article.listed_at) == (None, MONDAY)


def test_our_own_article_is_dated_by_its_publication(index):
    assert factories.article(index, published_at=None).when == MONDAY


def test_the_lead_is_the_teaser_and_is_cut_between_words(index):
    article = factories.article(index, lead="Bà con cùng làm đường mới. " * 20)

    assert len(article.teaser) <= 220
    assert article.teaser.endswith((" đường mới.…", " Bà…", " con…", " cùng…", " làm…", " đường…"))


def test_publishing_again_derives_again(index):
    article = factories.article(index)
    article.lead = "Đường mới đã xong."
    article.save_revision().publish()

    article.refresh_from_db()
    assert article.teaser == "Đường mới đã xong."
    assert "duong moi da xong" in article.folded


def test_an_original_is_imported_once(index):
    factories.article(index, source_key="old/1")
    other = factories.article(index)

    with pytest.raises(IntegrityError, match="one_article_per_original"):
        NewsPage.objects.filter(pk=other.pk).update(source_key="old/1")


def test_a_copy_is_no_original(index):
    article = factories.article(index, source_key="old/1")

    copy = article.copy(update_attrs={"slug": "ban-sao"})

    assert (copy.source_key, copy.title) == ("", article.title)


def test_a_book_pasted_as_an_article_is_kept_and_searched_by_its_beginning(index):
    book = " ".join(f"từ{number}" for number in range(200_000))

    article = factories.article(index, body=[("paragraph", f"<p>{book}</p>")])

    assert "từ199999" in str(article.body)
    assert queries.latest(1) == queries.search("từ7", 1)
