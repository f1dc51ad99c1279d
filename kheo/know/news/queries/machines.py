"""The articles that search engines are told of."""

from kheo.foundation.sitemaps import Entry, Section
from kheo.know.news.models import NewsPage, NewsPageQuerySet

READ = ("url_path", "last_published_at", "listed_at")


def _rows() -> NewsPageQuerySet:
    rows: NewsPageQuerySet = NewsPage.objects.published().only(*READ)
    return rows


def _entry(article: NewsPage) -> Entry:
    return Entry(article.address, article.last_published_at or article.listed_at)


SITEMAP = Section("tin", _rows, _entry)
