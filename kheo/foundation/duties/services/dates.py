"""Moving a date: by decision, within the rule, or because the calendar changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.clock.book import default_book, default_calendar
from kheo.foundation.clock.calendar import WorkCalendar
from kheo.foundation.clock.deadlines import Due, Extension, Suspension, due
from kheo.foundation.clock.errors import ClockError
from kheo.foundation.clock.redate import redate
from kheo.foundation.duties import permissions, queries
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.duties.services.errors import (
    AlreadyLate,
    DateRefused,
    DecisionMissing,
    NotSuspended,
    Suspended,
)
from kheo.foundation.duties.services.steps import announce, locked_open, said, write

BATCH = 500


@transaction.atomic
def extend(
    duty: Duty,
    *,
    grounds: str,
    days: int,
    decision: str,
    by: User,
    now: datetime,
    code: str = "",
) -> Duty:
    """Grant more time within the rule, by decision and before the date; raise DateRefused.

    `code` names the ground in the rule; it may be left out when the rule knows only one.
    """
    duty, was = _dated(duty, by=by, now=now), duty.due_on
    known = queries.extension_grounds(duty)
    limit = next((row for row in known if row.code == code or (not code and len(known) == 1)), None)
    if limit is None:
        raise DateRefused
    extension = Extension(limit.code, days, limit.unit, _decided(decision), said(grounds))
    stored = duty.due
    moved = _recounted(stored, (*stored.extensions, extension), stored.suspensions)
    duty.set_due(moved)
    duty.save(update_fields=Duty.DATE_FIELDS)
    _write_move(
        duty,
        Step.Kind.EXTENDED,
        was=was,
        why=extension.grounds,
        decision=extension.decision,
        by=by,
        now=now,
    )
    return duty


@transaction.atomic
def suspend(duty: Duty, *, reason: str, decision: str, by: User, now: datetime) -> Duty:
    """Stop the clock from today by decision, in public, until it is resumed."""
    duty = _dated(duty, by=by, now=now)
    stop = Suspension(timezone.localdate(now), None, said(reason), _decided(decision))
    stored = duty.due
    duty.set_due(_recounted(stored, stored.extensions, (*stored.suspensions, stop)))
    duty.progress = Duty.Progress.SUSPENDED
    duty.save(update_fields=[*Duty.DATE_FIELDS, "progress"])
    text = f"{stop.reason} ({stop.decision})"
    step = write(duty, Step.Kind.SUSPENDED, by=by, now=now, text=text, is_public=True)
    announce(duty, step, reason=stop.reason, decision=stop.decision)
    return duty


@transaction.atomic
def resume(duty: Duty, *, by: User, now: datetime) -> Duty:
    """Let the clock run again from today; the days since it stopped do not count."""
    duty = locked_open(duty)
    today, was = timezone.localdate(now), duty.due_on
    if not permissions.may_extend(by, duty, today=today):
        raise PermissionDenied
    if duty.progress != Duty.Progress.SUSPENDED:
        raise NotSuspended
    stored = duty.due
    duty.set_due(_recounted(stored, stored.extensions, _ended(stored.suspensions, today)))
    duty.progress = Duty.Progress.UNDERWAY if duty.person_id else Duty.Progress.WAITING
    duty.save(update_fields=[*Duty.DATE_FIELDS, "progress"])
    _write_move(duty, Step.Kind.RESUMED, was=was, why="", by=by, now=now)
    return duty


@transaction.atomic
def recount(duty: Duty, *, case: str, by: User, now: datetime) -> Duty:
    """Date it by a named case of its rule, once found to be one; raise DateRefused.

    The count begins where it began: only its length is another.
    """
    duty = locked_open(duty)
    today, was = timezone.localdate(now), duty.due_on
    if not permissions.may_work(by, duty, today=today):
        raise PermissionDenied
    if duty.is_late(today=today):
        raise AlreadyLate
    stored = duty.due
    inputs = replace(stored.inputs, case=case)
    moved = _recounted(replace(stored, inputs=inputs), stored.extensions, stored.suspensions)
    duty.set_due(moved)
    duty.save(update_fields=Duty.DATE_FIELDS)
    why = moved.case_words[0] if moved.case_words else ""
    _write_move(duty, Step.Kind.REDATED, was=was, why=why, by=by, now=now)
    return duty


def redate_all(*, calendar: WorkCalendar, now: datetime) -> int:
    """Count every open date again that another calendar was used for; return how many moved."""
    moved, last = 0, 0
    while pks := queries.counted_otherwise(calendar, after=last, size=BATCH):
        moved += _redate_batch(pks, calendar=calendar, now=now)
        last = pks[-1]
    return moved


@transaction.atomic
def _redate_batch(pks: Sequence[int], *, calendar: WorkCalendar, now: datetime) -> int:
    open_now = Duty.objects.open().filter(pk__in=pks).select_related("unit")
    return sum(
        _redate(duty, calendar=calendar, now=now)
        for duty in open_now.select_for_update(of=("self",)).order_by("pk")
    )


def _redate(duty: Duty, *, calendar: WorkCalendar, now: datetime) -> bool:
    if duty.parent_id is not None:
        # What it helps may have come earlier in this very batch.
        duty.refresh_from_db(fields=[*Duty.DATE_FIELDS, "no_later_than"])
    stored, was = duty.due, duty.due_on
    counted = redate(stored, calendar)
    duty.set_due(counted)
    duty.save(update_fields=Duty.DATE_FIELDS)
    if duty.due_on != was:
        why = _difference(stored, counted)
        _write_move(duty, Step.Kind.REDATED, was=was, why=why, by=None, now=now)
    return duty.due_on != was


def _difference(stored: Due, counted: Due) -> str:
    """Name the days that have come to be days of rest, or of work, since the date was counted."""
    until = max(stored.on, counted.on)
    before = {day.date: day for day in stored.skipped if day.kind != "weekend"}
    after = {day.date: day for day in counted.skipped if day.kind != "weekend"}
    with override(settings.LANGUAGE_CODE):
        added = [
            _("thêm ngày nghỉ %(day)s (%(why)s)") % {"day": f"{day:%d/%m/%Y}", "why": row.why("vi")}
            for day, row in sorted(after.items())
            if day not in before and day <= until
        ]
        gone = [
            _("ngày %(day)s nay là ngày làm việc") % {"day": f"{day:%d/%m/%Y}"}
            for day in sorted(before.keys() - after.keys())
            if day <= until
        ]
        return ", ".join([*added, *gone]) or _("lịch làm việc thay đổi")


def tighten(duty: Duty, *, now: datetime) -> None:
    """Bring forward what others were asked for when the date it is needed for comes earlier."""
    for child in Duty.objects.open().filter(parent=duty, no_later_than__gt=duty.due_on):
        was, child.no_later_than = child.due_on, duty.due_on
        child.set_due(child.due)
        child.save(update_fields=[*Duty.DATE_FIELDS, "no_later_than"])
        if child.due_on != was:
            with override(settings.LANGUAGE_CODE):
                why = _("việc chính phải xong sớm hơn")
            _write_move(child, Step.Kind.REDATED, was=was, why=why, by=None, now=now)


def _dated(duty: Duty, *, by: User, now: datetime) -> Duty:
    """Take a running duty whose date may still be moved."""
    duty = locked_open(duty)
    today = timezone.localdate(now)
    if not permissions.may_extend(by, duty, today=today):
        raise PermissionDenied
    if duty.progress == Duty.Progress.SUSPENDED:
        raise Suspended
    if duty.is_late(today=today):
        raise AlreadyLate
    return duty


def _recounted(
    stored: Due, extensions: Sequence[Extension], suspensions: Sequence[Suspension]
) -> Due:
    inputs, calendar = stored.inputs, default_calendar()
    try:
        return due(
            default_book().get(inputs.rule_code, calendar.day_of(inputs.trigger)),
            inputs.trigger,
            calendar,
            remote=inputs.remote,
            extensions=extensions,
            suspensions=suspensions,
            roll=inputs.roll,
            case=inputs.case,
        )
    except ClockError as error:
        raise DateRefused(error.message()) from error


def _ended(stops: Sequence[Suspension], today: date) -> list[Suspension]:
    """End the open stop today; one that began today never was."""
    closed = [stop for stop in stops if stop.until is not None]
    return closed + [
        Suspension(stop.since, today, stop.reason, stop.decision)
        for stop in stops
        if stop.until is None and stop.since < today
    ]


def _decided(decision: str) -> str:
    if not decision.strip():
        raise DecisionMissing
    return decision.strip()


def _write_move(
    duty: Duty,
    kind: Step.Kind,
    *,
    was: date,
    why: str,
    by: User | None,
    now: datetime,
    decision: str = "",
) -> None:
    moved = f"{was:%d/%m/%Y} → {duty.due_on:%d/%m/%Y}"
    reason = f"{why} ({decision})" if decision else why
    step = write(
        duty,
        kind,
        by=by,
        now=now,
        text=f"{moved}: {reason}" if reason else moved,
        is_public=True,
        detail={"was_due_on": was.isoformat()},
    )
    announce(duty, step, reason=why, decision=decision, was_due_on=was)
    if duty.due_on < was:
        tighten(duty, now=now)
