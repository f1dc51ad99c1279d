"""Lists of articles as pages show them, and what stands around every list."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from kheo.foundation import paging
from kheo.know.news.models import PER_PAGE, Album, Category, Link, NewsPage, NewsPageQuerySet
from kheo.know.news.queries.albums import Cover, with_covers
from kheo.know.news.queries.reading import most_read
from kheo.know.news.queries.sizes import covered

ALBUMS_SHOWN = 2


@dataclass(frozen=True)
class Group:
    """Other sites under one heading; the heading may be empty."""

    name: str
    links: list[Link]


@dataclass(frozen=True)
class Shelf:
    """What stands around a list: the columns, what is read most, pictures, other sites."""

    categories: list[Category]
    most_read: list[NewsPage]
    albums: list[Cover]
    groups: list[Group]


def of_everybody() -> NewsPageQuerySet:
    """Ask for the articles of all units, newest first; for feeds."""
    return _latest()


def of_category(category: Category) -> NewsPageQuerySet:
    """Ask for the articles of a column, newest first; for pages and feeds."""
    found: NewsPageQuerySet = _latest().filter(category=category)
    return found


def of_series(slug: str) -> NewsPageQuerySet:
    """Ask for the articles of a series, newest first; for pages and feeds."""
    found: NewsPageQuerySet = _latest().filter(series_slug=slug) if slug else _latest().none()
    return found


def listed(articles: NewsPageQuerySet, after: str = "") -> paging.Page[NewsPage]:
    """Cut one page out of a list, with the pictures beside the titles."""
    page = paging.page(articles.select_related("cover"), after, PER_PAGE)
    covered(page.items)
    return page


def categories() -> list[Category]:
    """List the columns in the order that editors gave them."""
    return list(Category.objects.all())


def links() -> list[Group]:
    """List other sites by group, each group where its first site stands."""
    return _grouped(Link.objects.all())


def shelf() -> Shelf:
    """Gather what stands around a list of news."""
    latest = Album.objects.published().latest_first()[:ALBUMS_SHOWN]
    return Shelf(categories(), most_read(), with_covers(latest), links())


def _latest() -> NewsPageQuerySet:
    articles: NewsPageQuerySet = NewsPage.objects.published().light().latest_first()
    return articles


def _grouped(found: Iterable[Link]) -> list[Group]:
    rows = list(found)
    order = list(dict.fromkeys(row.group for row in rows))
    by_group = sorted(rows, key=lambda row: order.index(row.group))
    return [Group(name, list(some)) for name, some in groupby(by_group, key=attrgetter("group"))]
