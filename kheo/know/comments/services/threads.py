"""What stands below an article as a whole: made with the first word, closed and opened again."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.foundation.refusals import said
from kheo.foundation.units.models import Unit
from kheo.know.comments import queries
from kheo.know.comments.errors import Closed, NobodyThere, NotPublished, ReasonMissing
from kheo.know.comments.models import Comment, Thread
from kheo.know.comments.services.locking import demand
from kheo.know.news.models import NewsPage


def open_thread(article: NewsPage, now: datetime) -> Thread:
    """Give the thread of an article that takes comments; raise NotPublished or Closed."""
    demand_published(article)
    thread = made(article, now)
    if thread.closed_at is not None:
        raise Closed
    return thread


def demand_published(article: NewsPage) -> None:
    """Refuse an article that not everybody may read; raise NotPublished."""
    if not NewsPage.objects.published().filter(pk=article.pk).exists():
        raise NotPublished


def made(article: NewsPage, now: datetime) -> Thread:
    """Give the thread of an article, made with its first use; raise NobodyThere."""
    thread = Thread.objects.select_related("unit").filter(article=article.pk).first()
    if thread is not None:
        return thread
    unit = unit_for(article, now)
    defaults = {"title": article.title, "unit": unit}
    return Thread.objects.get_or_create(article=article, defaults=defaults)[0]


def unit_for(article: NewsPage, now: datetime) -> Unit:
    """Name the unit that moderates; raise NobodyThere."""
    unit = queries.unit_of(article, today=timezone.localdate(now))
    if unit is None:
        raise NobodyThere
    return unit


def add(comment: Comment, by: int) -> None:
    """Keep the number of shown comments, so that no page has to count."""
    Thread.objects.filter(pk=comment.thread_id).update(shown=F("shown") + by)


@transaction.atomic
def close(*, article: NewsPage, reason: str, by: User, now: datetime) -> Thread:
    """Take no further comments below an article; readers see why."""
    thread = made(article, now)
    demand(by, thread.unit, now)
    thread.closed_reason = said(reason, ReasonMissing)
    thread.closed_at, thread.closed_by = now, by
    thread.save(update_fields=["closed_at", "closed_by", "closed_reason"])
    _write(thread, "closed", by, now)
    return thread


@transaction.atomic
def open_again(*, article: NewsPage, by: User, now: datetime) -> Thread:
    """Take comments again."""
    thread = made(article, now)
    demand(by, thread.unit, now)
    thread.closed_at, thread.closed_by, thread.closed_reason = None, None, ""
    thread.save(update_fields=["closed_at", "closed_by", "closed_reason"])
    _write(thread, "opened", by, now)
    return thread


def _write(thread: Thread, act: str, by: User, now: datetime) -> None:
    log.record(
        action=f"comments.{act}",
        on=f"article:{thread.article_id}",
        by=by.username,
        at=now,
        unit_code=thread.unit.code,
    )
