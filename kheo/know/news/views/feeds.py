"""News for feed readers."""

from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kheo.foundation.accounts.keeping import keep
from kheo.foundation.moments import start_of
from kheo.know.news import queries
from kheo.know.news.views.pages import SECONDS_KEPT

FEED_LENGTH = 30


@require_safe
def rss(request: HttpRequest) -> HttpResponse:
    return _feed(request, Rss201rev2Feed, "application/rss+xml")


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    return _feed(request, Atom1Feed, "application/atom+xml")


def _feed(request: HttpRequest, shape: type[SyndicationFeed], kind: str) -> HttpResponse:
    feed = shape(
        title=_("Tin tức · %(site)s") % {"site": settings.KHEO_SITE_NAME},
        link=request.build_absolute_uri(reverse("news:index")),
        description=_("Những bài mới nhất"),
        language="vi",
        feed_url=request.build_absolute_uri(),
    )
    for item in queries.latest(FEED_LENGTH):
        url = request.build_absolute_uri(item.url)
        feed.add_item(
            title=item.title,
            link=url,
            description=item.teaser,
            unique_id=url,
            author_name=item.author or item.source or None,
            pubdate=_moment(item.when),
        )
    written = HttpResponse(feed.writeString("utf-8"), content_type=f"{kind}; charset=utf-8")
    return keep(request, written, seconds=SECONDS_KEPT)


def _moment(when: date | datetime | None) -> datetime | None:
    if when is None:
        return None
    if isinstance(when, datetime):
        return timezone.localtime(when)
    return start_of(when)
