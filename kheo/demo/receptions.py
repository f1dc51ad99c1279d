"""Invented receptions: days posted in time, held, missed, open for booking, one drawn by lot."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from kheo.demo.days import ago
from kheo.demo.people import Desk, Staff
from kheo.demo.words import Words, cases
from kheo.foundation.units import queries as units_now
from kheo.foundation.units.models import Body
from kheo.journeys import reception_to_petition as journey
from kheo.oversee.receptions import rules, services
from kheo.oversee.receptions.models import Matter, Session
from kheo.oversee.receptions.queries import plans

# Besides the commune that visitors sign in to, so many more post their days.
OTHERS = 3
# How long before its day a day is posted: well before the law's five working days.
POSTED_BEFORE = 16
# One coming day of the chosen commune has few places, and more people than places.
SCARCE = 3
BOOKED = 5


class Keys:
    """Submission keys that are the same each time the demo is built."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def __call__(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)


def live(staff: Staff, words: Words, *, chosen: Desk, now: datetime, random: Random) -> None:
    """Let the heads of some communes receive people, up to next month."""
    keys = Keys(random)
    others = [desk for desk in staff.desks if desk.unit.pk != chosen.unit.pk][:OTHERS]
    for desk in (chosen, *others):
        is_chosen = desk.unit.pk == chosen.unit.pk
        sessions = _posted(desk, now, months_back=2 if is_chosen else 0)
        _held([one for one in sessions if one.on < timezone.localdate(now)], desk, keys, is_chosen)
        if is_chosen:
            _drawn(desk, now, keys)
            _booked([one for one in sessions if one.begins > now], words, now, keys, random)


def _posted(desk: Desk, now: datetime, *, months_back: int) -> list[Session]:
    """Post every proposed day that can still be posted in time."""
    body = units_now.responsible_body(desk.unit)
    return [
        services.post(session=session, by=desk.clerk, now=at)
        for on in _days(body, timezone.localdate(now), months_back)
        for at in [_posted_at(on, now)]
        if timezone.localdate(at) <= rules.last_posting(on).on
        for session in [
            services.draft(
                body=body, sitting=_sitting(on, desk), by=desk.clerk, now=at, is_demo=True
            )
        ]
    ]


def _days(body: Body, today: date, months_back: int) -> Iterator[date]:
    since, _until = plans.month_of(today)
    for _month in range(months_back):
        since = plans.month_of(since - timedelta(days=1))[0]
    until = plans.month_of(plans.month_of(today)[1])[1]
    for proposal in plans.proposals(body, since, until):
        # Today's own day stays free: a visitor may hold it.
        if proposal.on != today:
            yield proposal.on


def _posted_at(on: date, now: datetime) -> datetime:
    before = (timezone.localdate(now) - on).days + POSTED_BEFORE
    return ago(now, max(before, 1))


def _sitting(on: date, desk: Desk, **said: Any) -> services.Sitting:
    custom = rules.custom()
    given: dict[str, Any] = {
        "on": on,
        "starts_at": custom.starts,
        "ends_at": custom.ends,
        "place": f"Phòng tiếp công dân, trụ sở UBND {desk.unit.full_name}",
        "capacity": custom.capacity,
    }
    return services.Sitting(**given | said)


def _held(sessions: list[Session], desk: Desk, keys: Keys, is_chosen: bool) -> None:
    """Receive people on every day but one, which was missed; who came is written at once."""
    stories = iter(cases()["visits"] if is_chosen else cases()["visits"][1:2])
    for number, session in enumerate(sessions):
        if number == 1 and is_chosen:
            services.explain_missed(
                session=session,
                reason="Chủ tịch đi chỉ đạo khắc phục sạt lở; đã hẹn lại trong tuần.",
                by=desk.clerk,
                now=session.ends + timedelta(days=1),
            )
            continue
        for turn in range(2):
            story = next(stories, None)
            if story is not None:
                _visited(session, desk, story, session.begins + timedelta(minutes=40 * turn), keys)
        services.conclude(session=session, by=desk.clerk, now=session.ends)


def _visited(session: Session, desk: Desk, story: dict[str, Any], at: datetime, keys: Keys) -> None:
    ticket = services.walk_in(session=session, submission_key=keys(), by=desk.clerk, now=at)
    services.call_next(session=session, counter=1, after=0, by=desk.clerk, now=at)
    visit = services.enter(
        came=services.Came(
            body=session.body,
            receiver=desk.head,
            received_at=at,
            session=session,
            ticket=ticket,
            name=story["name"],
            address=desk.unit.full_name,
            people=story.get("people", 1),
            speakers=story.get("speakers", ()),
        ),
        told=services.Told(
            kind=Matter.Kind(story["kind"]), content=story["content"], submission_key=keys()
        ),
        submission_key=keys(),
        by=desk.clerk,
        now=at + timedelta(minutes=25),
        is_demo=True,
    )
    _settled(visit.matters.get(), desk, story, at, keys)


def _settled(matter: Matter, desk: Desk, story: dict[str, Any], at: datetime, keys: Keys) -> None:
    if "promise" in story:
        services.promise(
            matter=matter,
            text=story["promise"],
            until=timezone.localdate(at) + timedelta(days=60),
            person=desk.handler,
            submission_key=keys(),
            by=desk.clerk,
            now=at + timedelta(minutes=30),
        )
    if "petition" in story:
        journey.become_petition(
            matter=matter, wants_public=True, by=desk.clerk, now=at + timedelta(minutes=35)
        )
    if "handling" in story:
        services.tell_result(
            matter=matter,
            handling=Matter.Handling(story["handling"]),
            text=story["result"],
            by=desk.clerk,
            now=at + timedelta(hours=5),
        )


def _drawn(desk: Desk, now: datetime, keys: Keys) -> None:
    """Draw lots for one coming afternoon that more people want than it has places."""
    body = units_now.responsible_body(desk.unit)
    far = (day for day in _days(body, timezone.localdate(now), 0) if _is_far(day, now))
    on = next(far, None)
    if on is None:
        return
    posted_at, closes_at = ago(now, 9), ago(now, 2)
    sitting = _sitting(
        on, desk, capacity=SCARCE, draws_at=closes_at, starts_at=time(14), ends_at=time(16, 30)
    )
    session = services.post(
        session=services.draft(
            body=body, sitting=sitting, by=desk.clerk, now=posted_at, is_demo=True
        ),
        by=desk.clerk,
        now=posted_at,
    )
    for number in range(BOOKED):
        services.hold(
            session=session,
            submission_key=keys(),
            phone=f"09120004{number:02d}",
            now=posted_at + timedelta(hours=number + 1),
            is_demo=True,
        )
    services.draw(session=session, now=closes_at + timedelta(minutes=1))


def _is_far(day: date, now: datetime) -> bool:
    """Say whether a day was still to be posted nine days ago, and is ahead."""
    is_ahead = day > timezone.localdate(now) + timedelta(days=1)
    return is_ahead and timezone.localdate(ago(now, 9)) <= rules.last_posting(day).on


def _booked(
    sessions: list[Session], words: Words, now: datetime, keys: Keys, random: Random
) -> None:
    """Some places of the coming days are taken; the rest is open."""
    for number, session in enumerate(sessions[:2]):
        for _place in range(BOOKED - 2 * number):
            at = now - timedelta(hours=20)
            if session.posted_at is not None and session.posted_at >= at:
                at = now - timedelta(minutes=5)
            booking = services.hold(session=session, submission_key=keys(), now=at, is_demo=True)
            services.confirm(
                booking=booking,
                secret=services.secret_of(booking),
                name=words.person(random),
                now=at,
            )
