"""News for feed readers: all of it, of a unit, of a column, of a series."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kheo.foundation.accounts.keeping import keep
from kheo.foundation.addresses import absolute
from kheo.foundation.moments import start_of
from kheo.know.news import queries
from kheo.know.news.models import Category, NewsPage, NewsPageQuerySet
from kheo.know.news.models.articles import LISTED
from kheo.know.news.views.pages import SECONDS_KEPT

FEED_LENGTH: Final = 30
RSS: Final = (Rss201rev2Feed, "application/rss+xml; charset=utf-8")
ATOM: Final = (Atom1Feed, "application/atom+xml; charset=utf-8")
Shape = tuple[type[SyndicationFeed], str]


@dataclass(frozen=True)
class Source:
    """A list of articles that can be followed; `address` is the page that shows it to people."""

    title: str
    address: str
    articles: NewsPageQuerySet


def everything() -> Source:
    return Source(_("Tin tức"), reverse("news:index"), queries.of_everybody())


def of_unit(path: str) -> Source:
    index = queries.index(path)
    if index is None:
        raise Http404
    return Source(index.title, index.address, index.articles())


def of_category(slug: str) -> Source:
    category = get_object_or_404(Category, slug=slug)
    return Source(category.name, category.get_absolute_url(), queries.of_category(category))


def of_series(slug: str) -> Source:
    articles = queries.of_series(slug)
    latest = articles.first()
    if latest is None:
        raise Http404
    return Source(latest.series, reverse("news:series", args=[slug]), articles)


def feed(find: Callable[..., Source], shape: Shape) -> Callable[..., HttpResponse]:
    """Make the page that gives a source in one of the two forms."""

    @require_safe
    def page(request: HttpRequest, **named: str) -> HttpResponse:
        form, kind = shape
        written = _written(find(**named), form, absolute(request.path))
        return keep(request, HttpResponse(written, content_type=kind), seconds=SECONDS_KEPT)

    return page


def _written(source: Source, form: type[SyndicationFeed], own: str) -> str:
    written = form(
        title=f"{source.title} · {settings.KHEO_SITE_NAME}",
        link=absolute(source.address),
        description=_("Những bài mới nhất"),
        language="vi",
        feed_url=own,
    )
    sorted_into = source.articles.select_related("category").only(*LISTED, "category")
    for article in sorted_into[:FEED_LENGTH]:
        _add(written, article)
    return written.writeString("utf-8")


def _add(written: SyndicationFeed, article: NewsPage) -> None:
    url = absolute(article.address)
    when = _moment(article.when)
    sorted_into = [article.category.name] if article.category else []
    written.add_item(
        title=article.title,
        link=url,
        description=article.teaser,
        unique_id=url,
        author_name=article.author or article.source or None,
        pubdate=when,
        # Atom demands a moment of every entry; its place in the list is one.
        updateddate=when or timezone.localtime(article.listed_at),
        categories=[*sorted_into, *filter(None, [article.series])],
    )


def _moment(when: date | datetime | None) -> datetime | None:
    if when is None:
        return None
    if isinstance(when, datetime):
        return timezone.localtime(when)
    return start_of(when)


rss, atom = feed(everything, RSS), feed(everything, ATOM)
unit_rss, unit_atom = feed(of_unit, RSS), feed(of_unit, ATOM)
category_rss, category_atom = feed(of_category, RSS), feed(of_category, ATOM)
series_rss, series_atom = feed(of_series, RSS), feed(of_series, ATOM)
