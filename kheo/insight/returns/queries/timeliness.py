"""The one rule of lateness, and what it says of many returns: who sent, in time, how completely.

Up to its date a return is in time. After it, it is late, and through the days of grace it may still
be sent. Then it is locked until whoever approves reopens it, with a reason and a last day. What was
sent empty does not count as sent. A return that was sent once is judged by that first time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import cast

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, TruncDate
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.foundation.units.models import Unit
from kheo.insight.returns.models import Cell, Form, Reopening, Return
from kheo.insight.returns.models.forms import FormVersion


class Mark(StrEnum):
    """How a return stands, in one word for a table."""

    APPROVED = "approved"
    APPROVED_LATE = "approved_late"
    SENT = "sent"
    SENT_LATE = "sent_late"
    EMPTY = "empty"
    RETURNED = "returned"
    REOPENED = "reopened"
    OPEN = "open"
    LATE = "late"
    LOCKED = "locked"
    NONE = "none"

    @property
    def label(self) -> Promise:
        return LABELS[self][0]

    @property
    def short(self) -> Promise:
        return LABELS[self][1]

    @property
    def tone(self) -> str:
        return LABELS[self][2]


LABELS: dict[Mark, tuple[Promise, Promise, str]] = {
    Mark.APPROVED: (_("Đã duyệt, gửi đúng hạn"), _("Đã duyệt"), "done"),
    Mark.APPROVED_LATE: (_("Đã duyệt, gửi muộn"), _("Đã duyệt, muộn"), "done"),
    Mark.SENT: (_("Đã gửi đúng hạn, chờ duyệt"), _("Đã gửi"), "open"),
    Mark.SENT_LATE: (_("Đã gửi muộn, chờ duyệt"), _("Gửi muộn"), "soon"),
    Mark.EMPTY: (_("Gửi nhưng không có số nào"), _("Trống"), "late"),
    Mark.RETURNED: (_("Trả lại để sửa"), _("Trả lại sửa"), "soon"),
    Mark.REOPENED: (_("Được mở lại"), _("Mở lại"), "soon"),
    Mark.OPEN: (_("Chưa gửi, còn hạn"), _("Còn hạn"), "open"),
    Mark.LATE: (_("Quá hạn, còn gửi muộn được"), _("Muộn"), "late"),
    Mark.LOCKED: (_("Quá hạn, đã khóa"), _("Đã khóa"), "late"),
    Mark.NONE: (_("Chưa đến kỳ hoặc không phải gửi"), _("—"), ""),
}
DONE = (Return.State.APPROVED, Return.State.LOCKED)
# Only an exception that still holds lets these be changed.
EXCEPTIONAL = (Return.State.LOCKED, Return.State.REOPENED)


@dataclass(frozen=True)
class Standing:
    """What the rule says of one return on a day."""

    due_on: date
    grace_until: date
    sent_at: datetime | None
    is_late: bool
    is_locked: bool
    reopening: Reopening | None = None

    @property
    def reopened_by(self) -> User | None:
        return self.reopening.by if self.reopening else None


def standing(ret: Return, now: datetime, reopening: Reopening | None = None) -> Standing:
    """Apply the rule to one return; `reopening` is its latest, read when it is not given."""
    assert ret.due_on is not None
    assert ret.grace_until is not None
    today = timezone.localdate(now)
    found = reopening or ret.reopenings.select_related("by").last()
    holds = found if found is not None and found.until >= today else None
    sent_on = timezone.localdate(ret.first_sent_at) if ret.first_sent_at else None
    is_over = sent_on is None and today > ret.grace_until
    return Standing(
        due_on=ret.due_on,
        grace_until=ret.grace_until,
        sent_at=ret.first_sent_at,
        is_late=(sent_on or today) > ret.due_on,
        is_locked=(is_over or ret.state in EXCEPTIONAL) and holds is None,
        reopening=found,
    )


def mark(ret: Return, *, today: date, filled: int, reopened_until: date | None = None) -> Mark:
    """Say in one word how a return stands; `filled` is how many cells hold a number."""
    assert ret.due_on is not None
    assert ret.grace_until is not None
    if ret.state == Return.State.RETURNED:
        return Mark.RETURNED
    if ret.state == Return.State.REOPENED:
        return Mark.REOPENED
    if ret.state == Return.State.DRAFT:
        return _unsent(ret.due_on, ret.grace_until, today, reopened_until)
    if not filled:
        return Mark.EMPTY
    sent_on = timezone.localdate(ret.first_sent_at) if ret.first_sent_at else today
    is_late = sent_on > ret.due_on
    if ret.state in DONE:
        return Mark.APPROVED_LATE if is_late else Mark.APPROVED
    return Mark.SENT_LATE if is_late else Mark.SENT


def _unsent(due_on: date, grace_until: date, today: date, reopened_until: date | None) -> Mark:
    if today <= due_on:
        return Mark.OPEN
    if today <= grace_until or (reopened_until is not None and today <= reopened_until):
        return Mark.LATE
    return Mark.LOCKED


# --- Many returns -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Timeliness:
    """Of the returns that were due: how many came in time, late, empty, not at all."""

    due: int = 0
    in_time: int = 0
    late: int = 0
    empty: int = 0
    missing: int = 0
    filled: int = 0
    asked: int = 0

    @property
    def percent(self) -> float | None:
        """The share that came in time with numbers; None when nothing was due."""
        return 100 * self.in_time / self.due if self.due else None

    @property
    def completeness(self) -> float | None:
        """The share of the cells that must be filled in and are, in what was due."""
        return 100 * self.filled / self.asked if self.asked else None

    def __add__(self, other: "Timeliness") -> "Timeliness":
        return Timeliness(
            self.due + other.due,
            self.in_time + other.in_time,
            self.late + other.late,
            self.empty + other.empty,
            self.missing + other.missing,
            self.filled + other.filled,
            self.asked + other.asked,
        )


def timeliness(
    unit: Unit, form: Form | None, since: date, until: date, *, today: date
) -> Timeliness:
    """Judge what one unit owed for periods that end within [since, until]."""
    return by_unit([unit], form, since, until, today=today).get(unit.pk, Timeliness())


def completeness(
    unit: Unit, form: Form | None, since: date, until: date, *, today: date
) -> float | None:
    """Give the share of compulsory cells that one unit filled in; empty counts as empty."""
    return timeliness(unit, form, since, until, today=today).completeness


def by_unit(
    of: Iterable[Unit] | QuerySet[Unit],
    form: Form | None,
    since: date,
    until: date,
    *,
    today: date,
) -> dict[int, Timeliness]:
    """Judge many units at once, in one statement and one that reads the versions of forms.

    Counted are returns whose date has passed, and those sent before it.
    """
    owed = Return.objects.owed().filter(period_end__range=(since, until), unit__in=of)
    if form is not None:
        owed = owed.filter(form=form)
    versions = list(
        FormVersion.objects.filter(returns__in=owed).distinct().only("pk", "definition", "number")
    )
    asked = {version.pk: _compulsory(version) for version in versions}
    due = owed.filter(Q(due_on__lt=today) | Q(first_sent_at__isnull=False))
    told = due.annotate(
        has_cells=Exists(Cell.objects.filter(origin=OuterRef("pk"))),
        sent_on=TruncDate("first_sent_at"),
        place=Concat("cells__row", Value("."), "cells__column"),
    )
    rows = told.values("unit", "version").annotate(**_counts(asked))
    found: dict[int, Timeliness] = {}
    for row in cast("Iterable[dict[str, int]]", rows):
        unit, version = row.pop("unit"), row.pop("version")
        one = Timeliness(**row, asked=row["due"] * len(asked[version]))
        found[unit] = found.get(unit, Timeliness()) + one
    return found


def _counts(asked: dict[int, tuple[str, ...]]) -> dict[str, Count]:
    sent, told = Q(sent_on__isnull=False), Q(has_cells=True)
    filled = Q(pk__in=[])
    for version, keys in asked.items():
        filled |= Q(version=version, cells__pk__isnull=False, place__in=keys)
    return {
        name: Count("pk", filter=which, distinct=True)
        for name, which in {
            "due": None,
            "in_time": sent & told & Q(sent_on__lte=F("due_on")),
            "late": sent & told & Q(sent_on__gt=F("due_on")),
            "empty": sent & ~told,
            "missing": ~sent,
        }.items()
    } | {"filled": Count("cells", filter=filled, distinct=True)}


def _compulsory(version: FormVersion) -> tuple[str, ...]:
    """The cells that must be filled in; all of them where none must."""
    places = version.asked.places
    must = tuple(key for key, place in places.items() if place.is_compulsory)
    return must or tuple(places)


def with_filled(returns: QuerySet[Return]) -> QuerySet[Return]:
    """Add how many cells hold a number, and until when the latest reopening lets it be changed."""
    latest = Reopening.objects.filter(origin=OuterRef("pk")).order_by("-at", "-pk")
    return returns.annotate(
        filled=Count("cells", distinct=True),
        reopened_until=latest.values("until")[:1],
    )
