"""The articles that search engines are told of."""

from kheo.foundation.sitemaps import Entry, Section
from kheo.know.news.models import NewsPage, NewsPageQuerySet


def _rows() -> NewsPageQuerySet:
    rows: NewsPageQuerySet = NewsPage.objects.published().only("url_path", "last_published_at")
    return rows


def _entry(article: NewsPage) -> Entry:
    return Entry(article.address, article.last_published_at)


SITEMAP = Section("tin", _rows, _entry)
