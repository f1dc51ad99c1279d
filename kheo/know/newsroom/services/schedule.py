"""Publishes and takes down what was set for a moment, each thing once, whoever comes first."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from wagtail.models import Page, Revision

from kheo.foundation.log import services as log

BATCH = 500
logger = logging.getLogger(__name__)


def publish_due(*, now: datetime) -> tuple[int, int]:
    """Publish and take down what was due by now, also from while nothing ran; count both.

    One article that cannot be published does not keep the others waiting; it is tried again.
    """
    expired = Page.objects.filter(live=True, expire_at__lte=now).order_by("expire_at")
    due = Revision.objects.page_revisions().filter(approved_go_live_at__lte=now)
    taken_down = _each(expired.values_list("pk", flat=True)[:BATCH], _take_down, now)
    ordered = due.order_by("approved_go_live_at", "pk")
    return _each(ordered.values_list("pk", flat=True)[:BATCH], _publish, now), taken_down


def _each(keys: Iterable[int], act: Callable[[int, datetime], bool], now: datetime) -> int:
    done = 0
    for key in list(keys):
        try:
            done += act(key, now)
        except Exception:
            logger.exception("Không đăng hoặc gỡ được bài đã hẹn giờ (%s %s)", act.__name__, key)
    return done


@transaction.atomic
def _publish(key: int, now: datetime) -> bool:
    due = Revision.objects.select_for_update(skip_locked=True, of=("self",))
    revision = due.filter(pk=key, approved_go_live_at__lte=now).first()
    if revision is None:
        return False
    promised = revision.approved_go_live_at
    revision.publish(log_action="wagtail.publish.scheduled", skip_permission_checks=True)
    _note("news.published", int(revision.object_id), promised, now)
    return True


@transaction.atomic
def _take_down(key: int, now: datetime) -> bool:
    due = Page.objects.select_for_update(skip_locked=True, of=("self",))
    page = due.filter(pk=key, live=True, expire_at__lte=now).first()
    if page is None:
        return False
    promised = page.expire_at
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    _note("news.unpublished", page.pk, promised, now)
    return True


def _note(action: str, page: int, promised: datetime, now: datetime) -> None:
    detail = {"scheduled_for": promised.isoformat()}
    log.record(action=action, on=f"news:{page}", at=now, detail=detail)
