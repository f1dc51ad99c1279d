"""Everything that changes what is known of workplaces, and the duties they owe each year."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.log import services as log
from kheo.foundation.moments import start_of
from kheo.foundation.units import queries as units
from kheo.foundation.units import services as bodies
from kheo.foundation.units.bodykinds import kinds as body_kinds
from kheo.foundation.units.models import Body, Unit
from kheo.know.workplaces import permissions, queries, rules
from kheo.know.workplaces.errors import (
    AlreadyHeld,
    AlreadyKnown,
    DocumentMissing,
    InTheFuture,
    MoreThanSummoned,
    NobodySummoned,
    NotAWorkplace,
    NothingToReview,
    NotTheirs,
    OlderThanCurrent,
    ReviewedTooEarly,
    YearNotOver,
)
from kheo.know.workplaces.models import Adopted, StaffConference, Workplace

CONFERENCE = queries.CONFERENCE
LANGUAGE = "vi"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document as printed, or in the register."""

    printed: str = ""
    document: OfficialDocument | None = None

    @property
    def is_missing(self) -> bool:
        return not self.printed and self.document is None


@dataclass(frozen=True, kw_only=True)
class Held:
    """A conference as it was typed."""

    year: int
    held_on: date
    summoned: int
    present: int
    paper: Paper = Paper()


# --- Workplaces -------------------------------------------------------------------------------


@transaction.atomic
def found(
    *,
    unit: Unit,
    body_kind: str,
    name: str,
    head_title: str,
    by: User,
    now: datetime,
    since: date | None = None,
    staff: int | None = None,
    is_demo: bool = False,
) -> Workplace:
    """Enter a workplace that is not a body yet; without a head's title nobody answers for it.

    Raises NotAWorkplace or AlreadyKnown.
    """
    _demand(by, unit, now)
    if rules.of_body(body_kind) is None:
        raise NotAWorkplace
    body = Body.objects.filter(unit=unit, name=name).first()
    if body is None:
        body = bodies.add_body(unit=unit, kind=body_kind, name=name, by=by.username, now=now)
        if head_title:
            _add_head(body, head_title, by, now)
    return follow(body=body, by=by, now=now, since=since, staff=staff, is_demo=is_demo)


def _add_head(body: Body, title: str, by: User, now: datetime) -> None:
    role = body_kinds()[body.kind].head_role
    bodies.add_post(body=body, title=title, role=role, is_head=True, by=by.username, now=now)


@transaction.atomic
def follow(
    *,
    body: Body,
    by: User,
    now: datetime,
    since: date | None = None,
    staff: int | None = None,
    is_demo: bool = False,
) -> Workplace:
    """Follow a body as a workplace; raises NotAWorkplace or AlreadyKnown."""
    _demand(by, body.unit, now)
    kind = rules.of_body(body.kind)
    if kind is None:
        raise NotAWorkplace
    workplace, is_new = Workplace.objects.get_or_create(
        body=body,
        defaults={
            "kind": kind.key,
            "unit": body.unit,
            "staff": staff,
            "end_day": kind.end_day,
            "end_month": kind.end_month,
            "since": since or timezone.localdate(now),
            "made_at": now,
            "made_by": by,
            "is_demo": is_demo,
        },
    )
    if not is_new:
        raise AlreadyKnown
    _write(workplace, "workplace.followed", by=by, now=now)
    return workplace


@transaction.atomic
def name_head(*, workplace: Workplace, title: str, by: User, now: datetime) -> None:
    """Give a workplace the post that answers for it; what is owed is opened with it."""
    workplace = _locked(workplace)
    _demand(by, workplace.unit, now)
    _add_head(workplace.body, title, by, now)
    _open(workplace, now)


# --- Regulations ------------------------------------------------------------------------------


@transaction.atomic
def adopt(
    *,
    workplace: Workplace,
    regulation: str,
    adopted_on: date,
    paper: Paper,
    by: User,
    now: datetime,
) -> Adopted:
    """Enter a regulation; the one before it gives way. The same day twice is one.

    Raises NotTheirs, InTheFuture, DocumentMissing or OlderThanCurrent.
    """
    workplace = _locked(workplace)
    _demand(by, workplace.unit, now)
    if regulation not in {one.key for one in rules.kinds()[workplace.kind].regulations}:
        raise NotTheirs
    _not_ahead(adopted_on, now)
    if paper.is_missing:
        raise DocumentMissing
    current = _current(workplace, regulation)
    if current is not None:
        if current.adopted_on == adopted_on:
            return current
        if current.adopted_on > adopted_on:
            raise OlderThanCurrent
        current.replaced_on = adopted_on
        current.save(update_fields=["replaced_on"])
    made = Adopted.objects.create(
        workplace=workplace,
        regulation=regulation,
        adopted_on=adopted_on,
        printed=paper.printed,
        document=paper.document,
        made_at=now,
        made_by=by,
    )
    _write(workplace, "workplace.adopted", by=by, now=now, regulation=regulation)
    return made


@transaction.atomic
def review(*, workplace: Workplace, regulation: str, on: date, by: User, now: datetime) -> Adopted:
    """Say that a regulation was looked at and stands.

    Raises NothingToReview, InTheFuture or ReviewedTooEarly.
    """
    workplace = _locked(workplace)
    _demand(by, workplace.unit, now)
    current = _current(workplace, regulation)
    if current is None:
        raise NothingToReview
    _not_ahead(on, now)
    if on < current.last_look:
        raise ReviewedTooEarly
    current.reviewed_on = on
    current.save(update_fields=["reviewed_on"])
    _write(workplace, "workplace.reviewed", by=by, now=now, regulation=regulation)
    return current


def _current(workplace: Workplace, regulation: str) -> Adopted | None:
    standing = workplace.regulations.filter(regulation=regulation, replaced_on__isnull=True)
    return standing.first()


# --- Conferences ------------------------------------------------------------------------------


@transaction.atomic
def hold(*, workplace: Workplace, held: Held, by: User, now: datetime) -> StaffConference:
    """Enter the conference of a work year; with enough people it closes what was owed.

    Raises InTheFuture, YearNotOver, NobodySummoned, MoreThanSummoned or AlreadyHeld.
    """
    workplace = _locked(workplace)
    _demand(by, workplace.unit, now)
    _check(workplace, held, now)
    share = rules.kinds()[workplace.kind].valid_if
    made = StaffConference(
        workplace=workplace,
        year=held.year,
        held_on=held.held_on,
        summoned=held.summoned,
        present=held.present,
        is_valid=share is None or share.is_met(held.present, held.summoned),
        printed=held.paper.printed,
        document=held.paper.document,
        made_at=now,
        made_by=by,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as clash:
        raise AlreadyHeld from clash
    _write(workplace, "workplace.conferred", by=by, now=now, year=held.year, valid=made.is_valid)
    if made.is_valid:
        _settle(made, by, now)
    return made


def _check(workplace: Workplace, held: Held, now: datetime) -> None:
    _not_ahead(held.held_on, now)
    # The law speaks of the latest day; a conference at the end of the year itself is in time.
    if not workplace.year_end(held.year).replace(day=1) <= held.held_on:
        raise YearNotOver
    if held.summoned < 1:
        raise NobodySummoned
    if held.present > held.summoned:
        raise MoreThanSummoned


def _settle(made: StaffConference, by: User, now: datetime) -> None:
    """Close the duty of the year, where it is open already; else none is opened for it."""
    open_duty = Duty.objects.open().filter(
        kind=CONFERENCE, subject=queries.duty_subject(made.workplace, made.year)
    )
    duty = open_duty.first()
    if duty is None:
        return
    result = _("Đã họp ngày %(day)s, %(present)s trên %(summoned)s người dự.") % {
        "day": f"{made.held_on:%d/%m/%Y}",
        "present": made.present,
        "summoned": made.summoned,
    }
    duties.close(duty, result=result, by=by, now=now)


# --- What is owed -----------------------------------------------------------------------------


def open_due(*, now: datetime) -> int:
    """Open the duty of the last ended work year of every workplace; return how many were new.

    May run at any time and again. A workplace without a head is left for its list to show.
    """
    today = timezone.localdate(now)
    return sum(_open_one(pk, now) for pk in queries.owing(today))


@transaction.atomic
def _open_one(pk: int, now: datetime) -> int:
    return _open(_locked(Workplace(pk=pk)), now)


def _open(workplace: Workplace, now: datetime) -> int:
    year = workplace.last_ended(timezone.localdate(now))
    ended = workplace.year_end(year)
    subject = queries.duty_subject(workplace, year)
    is_met = workplace.conferences.filter(year=year, is_valid=True).exists()
    if is_met or ended < workplace.since or Duty.objects.filter(subject=subject).exists():
        return 0
    if units.current_head(workplace.body) is None:
        return 0
    kind = rules.kinds()[workplace.kind]
    with override(LANGUAGE):
        work = _("%(conference)s năm %(year)s: %(place)s") % {
            "conference": kind.conference_name,
            "year": year,
            "place": workplace,
        }
    duties.owe(
        kind=CONFERENCE,
        subject=subject,
        work=work,
        unit=workplace.unit,
        body=workplace.body,
        by=None,
        now=now,
        counted_from=start_of(ended),
        rule_code=kind.conference,
        url=workplace.get_absolute_url(),
        is_demo=workplace.is_demo,
    )
    return 1


# --- Shared -----------------------------------------------------------------------------------


def _locked(workplace: Workplace) -> Workplace:
    rows = Workplace.objects.select_for_update(of=("self",)).select_related("body", "unit")
    return rows.get(pk=workplace.pk)


def _not_ahead(day: date, now: datetime) -> None:
    if day > timezone.localdate(now):
        raise InTheFuture


def _demand(by: User, unit: Unit, now: datetime) -> None:
    if not permissions.may_manage(by, unit, today=timezone.localdate(now)):
        raise PermissionDenied(_("Bạn không có quyền ghi nơi làm việc ở đơn vị này."))


def _write(workplace: Workplace, action: str, *, by: User, now: datetime, **detail: Any) -> None:
    log.record(
        action=action,
        on=workplace.subject,
        by=by.username,
        at=now,
        unit_code=workplace.unit.code,
        detail=detail,
    )
