"""What was published, what is set for a moment, what goes, what waits: in the lists of a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.moments import start_of
from kheo.know.news.models import NewsIndex, NewsPage
from kheo.know.newsroom.models import EditingStepState
from kheo.know.newsroom.permissions import CAPABILITIES

MOST = 500
PER_DAY = 50


class What(StrEnum):
    """What happens to an article on a day."""

    SCHEDULED = "scheduled"
    EXPIRING = "expiring"
    WAITING = "waiting"
    PUBLISHED = "published"

    @property
    def label(self) -> Promise:
        return LABELS[self]


LABELS: dict[What, Promise] = {
    What.SCHEDULED: _("Hẹn đăng"),
    What.EXPIRING: _("Hẹn gỡ"),
    What.WAITING: _("Hạn duyệt"),
    What.PUBLISHED: _("Đã đăng"),
}


@dataclass(frozen=True)
class Planned:
    """One thing of the calendar; what waits is due on a day and has no hour."""

    what: What
    at: datetime
    title: str
    page: int
    list_name: str
    has_time: bool = True

    @property
    def on(self) -> date:
        return timezone.localdate(self.at)

    @property
    def url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page])


@dataclass(frozen=True)
class Counted:
    """How many articles of a day were published."""

    on: date
    number: int


def planned(person: User, *, since: date, until: date, today: date) -> list[Planned]:
    """List what is set for days in [since, until) in the person's lists, in order of time."""
    lists = _lists(person, today)
    if not lists:
        return []
    begin, end = start_of(since), start_of(until)
    found = [
        *_scheduled(lists, begin, end),
        *_expiring(lists, begin, end),
        *_waiting(person, lists, since, until, today),
    ]
    return sorted(found, key=lambda entry: (entry.at, entry.page))


def in_feed(person: User, *, since: date, until: date, today: date) -> list[Planned]:
    """List for a calendar program what is set, with what was published before."""
    lists = _lists(person, today)
    published = _published(lists, since, until)[:MOST] if lists else []
    return [
        *(_entry(What.PUBLISHED, page.first_published_at, page, lists) for page in published),
        *planned(person, since=since, until=until, today=today),
    ]


def published_per_day(person: User, *, since: date, until: date, today: date) -> list[Counted]:
    """Count what was published on each day of [since, until); days without any are left out."""
    lists = _lists(person, today)
    if not lists:
        return []
    rows = (
        _published(lists, since, until)
        .order_by()
        .values(day=TruncDate("first_published_at"))
        .annotate(number=Count("pk"))
    )
    return sorted((Counted(row["day"], row["number"]) for row in rows), key=lambda row: row.on)


def published_on(person: User, on: date, *, until: date, today: date) -> list[Planned]:
    """List what was published in [on, until), the first ones of it."""
    lists = _lists(person, today)
    pages = _published(lists, on, until)[:PER_DAY] if lists else []
    return [_entry(What.PUBLISHED, page.first_published_at, page, lists) for page in pages]


def mine(person: User, *, limit: int) -> list[NewsPage]:
    """Return the person's own articles that are not published, last changed first."""
    drafts = NewsPage.objects.filter(owner=person, has_unpublished_changes=True)
    changed = drafts.order_by("-latest_revision_created_at")
    return list(changed.only("title", "draft_title", "live", "latest_revision_created_at")[:limit])


def _lists(person: User, today: date) -> dict[str, str]:
    """Name the lists of the person's units by their path in the tree; pages lie below them."""
    reach = Q(pk__in=[])
    for capability in CAPABILITIES:
        for unit in units_where(person, capability, today):
            reach |= Q(unit__path__startswith=unit.path)
    return dict(NewsIndex.objects.filter(reach).order_by("path").values_list("path", "title"))


def _below(lists: Iterable[str]) -> Q:
    """Below the highest of the lists: the others lie within them."""
    inside, highest = Q(pk__in=[]), ""
    for path in sorted(lists):
        if not highest or not path.startswith(highest):
            highest = path
            inside |= Q(path__startswith=path)
    return inside


def _scheduled(lists: dict[str, str], begin: datetime, end: datetime) -> list[Planned]:
    due = Revision.objects.page_revisions().filter(
        approved_go_live_at__gte=begin, approved_go_live_at__lt=end
    )
    at = {int(key): moment for key, moment in due.values_list("object_id", "approved_go_live_at")}
    pages = NewsPage.objects.filter(_below(lists), pk__in=at).only("draft_title", "path")
    return [_entry(What.SCHEDULED, at[page.pk], page, lists) for page in pages[:MOST]]


def _expiring(lists: dict[str, str], begin: datetime, end: datetime) -> list[Planned]:
    going = NewsPage.objects.filter(
        _below(lists), live=True, expire_at__gte=begin, expire_at__lt=end
    )
    pages = going.only("draft_title", "path", "expire_at").order_by("expire_at")[:MOST]
    return [_entry(What.EXPIRING, page.expire_at, page, lists) for page in pages]


def _waiting(
    person: User, lists: dict[str, str], since: date, until: date, today: date
) -> list[Planned]:
    """What is late stands on today: it is the next thing to do."""
    first = Q(duty__due_on__gte=since)
    if since <= today < until:
        first |= Q(duty__due_on__lt=since)
    steps = EditingStepState.objects.filter(
        first, duty__due_on__lt=until, status=EditingStepState.STATUS_IN_PROGRESS
    ).select_related("duty", "workflow_state")
    due = {int(s.workflow_state.object_id): max(s.duty.due_on, since) for s in steps[:MOST]}
    pages = NewsPage.objects.filter(_below(lists), pk__in=due).only("draft_title", "path")
    return [
        _entry(What.WAITING, start_of(due[page.pk]), page, lists, has_time=False) for page in pages
    ]


def _published(lists: dict[str, str], since: date, until: date) -> QuerySet[NewsPage]:
    found = NewsPage.objects.filter(
        _below(lists),
        live=True,
        first_published_at__gte=start_of(since),
        first_published_at__lt=start_of(until),
    )
    ordered: QuerySet[NewsPage] = found.only("draft_title", "path", "first_published_at").order_by(
        "first_published_at", "pk"
    )
    return ordered


def _entry(
    what: What, at: datetime, page: NewsPage, lists: dict[str, str], *, has_time: bool = True
) -> Planned:
    parent = page.path[: -NewsPage.steplen]
    return Planned(what, at, page.draft_title, page.pk, lists.get(parent, ""), has_time)
