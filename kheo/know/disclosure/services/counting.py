"""What the acts of a publication come to: since when, until when, complete or not; and its duty."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.clock import deadlines
from kheo.foundation.clock.book import default_book, default_calendar
from kheo.foundation.clock.deadlines import Due
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.moments import start_of
from kheo.foundation.units.models import Unit
from kheo.know.disclosure import rules
from kheo.know.disclosure.models import Act, Lack, Publication

KIND = "disclosure.publish"
TOLD = [
    "shown_since",
    "shown_until",
    "completed_on",
    "published_at",
    "changed_at",
]


def due_date(code: str, since: date, unit: Unit) -> Due:
    """Count a rule from a day for a unit."""
    rule = default_book().get(code, since)
    return deadlines.due(rule, since, default_calendar(), remote=unit.is_remote)


def owe(publication: Publication, *, since: date, by: User | None, now: datetime) -> Duty:
    """Open the duty of a publication, counted from a day."""
    return duties.owe(
        kind=KIND,
        subject=publication.subject,
        work=publication.title,
        unit=publication.unit,
        body=publication.body,
        by=by,
        now=now,
        rule_code=publication.rule_code,
        counted_from=start_of(since),
        is_demo=publication.is_demo,
    )


def missing_channels(
    publication: Publication, acts: Iterable[Act], lacking: Iterable[str]
) -> list[str]:
    """List the channels that the item needs and that no complete act has covered."""
    book = rules.book()
    item = book.item(publication.list_key, publication.item_key)
    done = {act.channel for act in acts if act.is_complete}
    needs = item.needs if item else ()
    gone = {key for key in lacking if book.channels[key].is_if_any}
    return [key for key in needs if key not in done and key not in gone]


def recount(publication: Publication, *, by: User, now: datetime) -> None:
    """Write what the acts say now, and close or open the duty with it; the row is locked."""
    acts = list(publication.acts.filter(withdrawn_at__isnull=True))
    lacks = Lack.objects.filter(body=publication.body)
    lacking = [
        lack.channel for lack in lacks.on(max([act.since for act in acts], default=now.date()))
    ]
    was = publication.completed_on
    publication.shown_since = min((act.since for act in acts), default=None)
    publication.shown_until = _last_day(acts)
    publication.completed_on = _completed(publication, acts, lacking)
    publication.changed_at = now
    publication.save(update_fields=TOLD)
    if was is None and publication.completed_on is not None:
        _keep(publication, acts, by=by, now=now)
    elif was is not None and publication.completed_on is None:
        _owe_again(publication, by=by, now=now)


def _last_day(acts: list[Act]) -> date | None:
    ends = [act.until for act in acts]
    return None if not ends or None in ends else max(day for day in ends if day is not None)


def _completed(publication: Publication, acts: list[Act], lacking: list[str]) -> date | None:
    """Return the day on which the last channel that is needed began."""
    complete = [act for act in acts if act.is_complete]
    if not complete or missing_channels(publication, acts, lacking):
        return None
    item = rules.book().item(publication.list_key, publication.item_key)
    needs = set(item.needs if item else ())
    firsts: dict[str, date] = {}
    for act in complete:
        firsts[act.channel] = min(act.since, firsts.get(act.channel, act.since))
    needed = [day for channel, day in firsts.items() if channel in needs]
    return max(needed) if needed else min(firsts.values())


def _duty(publication: Publication) -> Duty | None:
    return Duty.objects.filter(kind=KIND, subject=publication.subject).first()


def _keep(publication: Publication, acts: list[Act], *, by: User, now: datetime) -> None:
    """Close the duty with the acts and their proof."""
    duty = _duty(publication)
    if duty is None or duty.closed_at is not None:
        return
    proof = [file for act in acts for file in act.proof.all()]
    duties.close(duty, result=_said(acts), proof=proof, by=by, now=now)


def _said(acts: list[Act]) -> str:
    channels = rules.book().channels
    with override(settings.LANGUAGE_CODE):
        lines = [
            _("%(channel)s: %(place)s, từ %(since)s")
            % {
                "channel": channels[act.channel].vi,
                "place": act.place,
                "since": f"{act.since:%d/%m/%Y}",
            }
            for act in acts
            if act.is_complete
        ]
    return "; ".join(lines)


def _owe_again(publication: Publication, *, by: User, now: datetime) -> None:
    """A withdrawn act opens what it had closed, by the date that was first owed."""
    duty = _duty(publication)
    if duty is None or duty.closed_at is None:
        return
    with override(settings.LANGUAGE_CODE):
        reason = _("Không còn đủ hình thức công khai có bằng chứng.")
    since = start_of(duty.due.inputs.trigger)
    duties.reopen(duty, reason=reason, by=by, now=now, counted_from=since)


def give_up(publication: Publication, *, reason: str, by: User, now: datetime) -> None:
    """End the duty of what was withdrawn, its reason told."""
    duty = _duty(publication)
    if duty is not None and duty.closed_at is None:
        duties.close(duty, result=reason, by=by, now=now, outcome=Duty.Outcome.WITHDRAWN)
