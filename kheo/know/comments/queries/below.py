"""What stands below an article, twenty at a time, counted without counting."""

from dataclasses import dataclass
from datetime import date

from kheo.foundation.paging import Page, page
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.know.comments.models import Comment, Thread
from kheo.know.news.models import NewsIndex, NewsPage

PER_PAGE = 20


@dataclass(frozen=True)
class Shown:
    """One page of what everybody reads below an article."""

    count: int
    is_closed: bool
    closed_reason: str
    page: Page[Comment]


def below(article: NewsPage, *, after: str = "") -> Shown:
    """Read a page of an article's comments, the newest first: two queries, however many."""
    thread = thread_of(article)
    if thread is None:
        return Shown(0, False, "", Page([], ""))
    found = Comment.objects.filter(thread=thread, published_at__isnull=False)
    light = found.only(
        "code", "state", "public_text", "public_name", "published_at", "rule", "reason", "is_demo"
    )
    return Shown(
        thread.shown,
        thread.closed_at is not None,
        thread.closed_reason,
        page(light.order_by("-published_at", "-pk"), after, PER_PAGE),
    )


def thread_of(article: NewsPage) -> Thread | None:
    """Find what stands below an article; None before the first word."""
    return Thread.objects.filter(article=article.pk).first()


def unit_of(article: NewsPage, *, today: date) -> Unit | None:
    """Name the unit whose moderators look after an article: that of the nearest list above it."""
    above = NewsIndex.objects.ancestor_of(article).filter(unit__isnull=False)
    index = above.select_related("unit").order_by("-depth").first()
    return index.unit if index else units.here(on=today)
