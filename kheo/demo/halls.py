"""Invented conferences, communicators and campaigns: how matters are brought to people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.demo.days import ago
from kheo.demo.people import BY, Desk, Staff
from kheo.demo.receptions import Keys
from kheo.demo.words import Words, told
from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.units import queries as units_now
from kheo.foundation.units import services as units
from kheo.foundation.units.models import Body, Unit
from kheo.know.dissemination import services
from kheo.know.dissemination.models import Campaign, Communicator, Conference, Reach


@dataclass(frozen=True)
class Hall:
    """Where something is held, and who keeps its record."""

    unit: Unit
    body: Body
    by: User


@dataclass(frozen=True)
class Season:
    """What the stories need: the places by their name in halls.yaml, the documents, the day."""

    halls: dict[str, Hall]
    documents: dict[str, OfficialDocument]
    words: Words
    now: datetime
    random: Random
    keys: Keys

    def papers(self, said: dict[str, Any]) -> tuple[OfficialDocument, ...]:
        return tuple(self.documents[key] for key in said.get("documents", ()))


def live(
    staff: Staff,
    words: Words,
    *,
    chosen: Desk,
    documents: dict[str, OfficialDocument],
    now: datetime,
    random: Random,
) -> None:
    """Hold the conferences, list and train the communicators, run the campaigns."""
    season = Season(places(staff, chosen), documents, words, now, random, Keys(random))
    said = told("halls")
    for one in said["conferences"]:
        _conference(season, one)
    _communicators(season, said["communicators"], staff, chosen)
    campaigns = [_campaign(season, one) for one in said["campaigns"]]
    for one in said["reach"]:
        _reach(season, campaigns[one["campaign"]], one)


def places(staff: Staff, chosen: Desk) -> dict[str, Hall]:
    """Name the three places of halls.yaml."""
    other = next(desk for desk in staff.desks if desk.unit.pk != chosen.unit.pk)
    commission = units_now.responsible_body(staff.province, "propaganda_commission")
    return {
        "province": Hall(staff.province, commission, staff.reporter),
        "commune": Hall(chosen.unit, units_now.responsible_body(chosen.unit), chosen.head),
        "other": Hall(other.unit, units_now.responsible_body(other.unit), other.head),
    }


# --- Conferences ------------------------------------------------------------------------------


def _conference(season: Season, said: dict[str, Any]) -> None:
    hall, starts_at = season.halls[said["of"]], _begins(season, said)
    announced_at = min(starts_at - timedelta(days=10), season.now - timedelta(days=1))
    conference = services.announce(
        body=hall.body,
        plan=services.Plan(
            kind=said["kind"],
            title=said["title"],
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=3),
            place=said["place"],
            audience=said["audience"],
            invited=said["invited"],
            documents=season.papers(said),
        ),
        submission_key=season.keys(),
        by=hall.by,
        now=max(announced_at, ago(season.now, 350)),
        is_demo=True,
    )
    if "cancelled" in said:
        at = starts_at - timedelta(hours=14)
        services.cancel(conference=conference, reason=said["cancelled"], by=hall.by, now=at)
    if "result" in said:
        _held(season, conference, hall, said)


def _begins(season: Season, said: dict[str, Any]) -> datetime:
    if "in_days" not in said:
        return ago(season.now, int(said["days"]), said["hour"])
    day = timezone.localtime(season.now) + timedelta(days=said["in_days"])
    return day.replace(hour=said["hour"], minute=0, second=0, microsecond=0)


def _held(season: Season, conference: Conference, hall: Hall, said: dict[str, Any]) -> None:
    at, names = conference.starts_at + timedelta(hours=4), int(said.get("names", 0))
    services.hold(conference=conference, result=said["result"], by=hall.by, now=at)
    if names:
        people = [
            services.Person(season.words.person(season.random), "Hộ dân") for _one in range(names)
        ]
        services.enter_list(conference=conference, people=people, by=hall.by, now=at)
    services.count_unnamed(
        conference=conference, people=int(said["came"]) - names, by=hall.by, now=at
    )


# --- Communicators ----------------------------------------------------------------------------


def _communicators(season: Season, said: dict[str, Any], staff: Staff, chosen: Desk) -> None:
    since = timezone.localdate(ago(season.now, 340))
    listed = [
        services.Listed(
            name=season.words.person(season.random),
            since=since,
            village=village,
            may_be_named=season.random.random() < 0.7,
            decision=said["decision"],
        )
        for village in [None, None, *_villages(season, chosen)]
    ]
    own = [_enlisted(season, chosen, one) for one in listed]
    others = [desk for desk in staff.desks if desk.unit.pk != chosen.unit.pk]
    for desk in others[: said["others"]]:
        for _person in range(season.random.randint(1, 3)):
            name = season.words.person(season.random)
            _enlisted(season, desk, services.Listed(name=name, since=since))
    for training in said["trainings"]:
        _train(season, own, training)


def _villages(season: Season, chosen: Desk) -> Iterator[Unit]:
    """Give the villages of the chosen commune, of which three have nobody yet."""
    known = list(Unit.objects.filter(parent=chosen.unit, level=Unit.Level.VILLAGE))
    since = timezone.localdate(ago(season.now, 360))
    for name in season.words.villages[1:]:
        added = units.add_village(
            commune=chosen.unit,
            name=name.removeprefix("Bản "),
            kind=_("bản"),
            by=BY,
            now=season.now,
            since=since,
        )
        known.append(added)
    return iter(known[:-3])


def _enlisted(season: Season, desk: Desk, listed: services.Listed) -> Communicator:
    return services.enlist(
        unit=desk.unit,
        listed=listed,
        submission_key=season.keys(),
        by=desk.head,
        now=ago(season.now, 339),
        is_demo=True,
    )


def _train(season: Season, own: list[Communicator], said: dict[str, Any]) -> None:
    hall, at = season.halls[said["of"]], ago(season.now, int(said["days"]), 15)
    services.train(
        unit=hall.unit,
        topic=said["topic"],
        held_on=timezone.localdate(at),
        takers=season.random.sample(own, round(len(own) * said["share"])),
        submission_key=season.keys(),
        by=hall.by,
        now=at,
        is_demo=True,
    )


# --- Campaigns --------------------------------------------------------------------------------


def _campaign(season: Season, said: dict[str, Any]) -> Campaign:
    hall, today = season.halls[said["of"]], timezone.localdate(season.now)
    return services.open_campaign(
        unit=hall.unit,
        drive=services.Drive(
            title=said["title"],
            since=today - timedelta(days=said["since"]),
            until=today - timedelta(days=said["until"]),
            channels=tuple(said["channels"]),
            target=said["target"],
            documents=season.papers(said),
        ),
        submission_key=season.keys(),
        by=hall.by,
        now=ago(season.now, said["since"] + 3),
        is_demo=True,
    )


def _reach(season: Season, campaign: Campaign, said: dict[str, Any]) -> None:
    hall, today = season.halls[said["of"]], timezone.localdate(season.now)
    services.reach(
        campaign=campaign,
        reached=services.Reached(
            unit=hall.unit,
            channel=said["channel"],
            on=today - timedelta(days=said["days"]),
            people=said["people"],
            how=Reach.How(said["how"]),
            note=said["note"],
        ),
        submission_key=season.keys(),
        by=hall.by,
        now=season.now,
    )
