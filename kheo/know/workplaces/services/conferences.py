"""The yearly conference of a workplace is entered and closes what was owed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.tongues import kept
from kheo.know.workplaces import queries, rules
from kheo.know.workplaces.errors import AlreadyHeld, MoreThanSummoned, NobodySummoned, YearNotOver
from kheo.know.workplaces.models import StaffConference, Workplace
from kheo.know.workplaces.services.locking import demand, locked, not_ahead, write
from kheo.know.workplaces.services.papers import Paper


@dataclass(frozen=True, kw_only=True)
class Held:
    """A conference as it was typed."""

    year: int
    held_on: date
    summoned: int
    present: int
    paper: Paper = Paper()


@transaction.atomic
def hold(*, workplace: Workplace, held: Held, by: User, now: datetime) -> StaffConference:
    """Enter the conference of a work year; with enough people it closes what was owed.

    Raises InTheFuture, YearNotOver, NobodySummoned, MoreThanSummoned or AlreadyHeld.
    """
    workplace = locked(workplace)
    demand(by, workplace.unit, now)
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
    write(workplace, "workplace.conferred", by=by, now=now, year=held.year, valid=made.is_valid)
    if made.is_valid:
        _settle(made, by, now)
    return made


def _check(workplace: Workplace, held: Held, now: datetime) -> None:
    not_ahead(held.held_on, now)
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
        kind=queries.CONFERENCE, subject=queries.duty_subject(made.workplace, made.year)
    )
    duty = open_duty.first()
    if duty is None:
        return
    result = kept(
        gettext_lazy("Đã họp ngày %(day)s, %(present)s trên %(summoned)s người dự."),
        day=f"{made.held_on:%d/%m/%Y}",
        present=made.present,
        summoned=made.summoned,
    )
    duties.close(duty, result=result, by=by, now=now)
