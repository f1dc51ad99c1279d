"""How soon the lists and the search show a page among a million: officers' and the public's."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from bench import letters
from bench.timing import Timing, timed
from kheo.foundation.accounts.models import User
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese.text import fold
from kheo.oversee.petitions import queries
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.queries import Cut, Wanted

AIM = 50
SHOWN = 25
ALL = "tat-ca"
CUTS: dict[str, dict[str, Any]] = {
    "waits for sorting": {},
    "open": {"tab": "dang-lam"},
    "all": {"tab": ALL},
    "complaints": {"tab": ALL, "kind": "complaint"},
    "proposals by post": {"tab": ALL, "kind": "proposal", "channel": "post"},
    "one topic": {"tab": ALL, "topic": "road"},
    "one topic of a rare kind": {"tab": ALL, "topic": "land", "kind": "information"},
    "open by telephone": {"tab": "dang-lam", "channel": "phone"},
    "late": {"tab": ALL, "is_late": True},
    "urgent": {"tab": ALL, "is_urgent": True},
    "urgent, one topic, open": {"tab": "dang-lam", "is_urgent": True, "topic": "health"},
}


def measure(commune: User, province: User, busiest: Unit, *, today: date) -> Iterator[Timing]:
    """Time every cut and search of both officers, then the public lists."""
    for who, user in (("commune", commune), ("province", province)):
        for name, fields in CUTS.items():
            yield _desk(f"{who}: {name}", user, _cut(**fields), today)
        yield _any_page(f"{who}: all, any page", user, today)
        for name, said in searches().items():
            yield _desk(f"{who}: {name}", user, _said(said), today)
        wanted = _cut(tab=ALL, text="nuoc sinh hoat", kind="complaint")
        yield _desk(f"{who}: two common words, complaints", user, wanted, today)
    yield from _public(busiest, today)


def _cut(**fields: Any) -> Callable[[int], Wanted]:
    return lambda _turn: Wanted(**fields)


def _said(words: Callable[[int], str]) -> Callable[[int], Wanted]:
    return lambda turn: Wanted(tab=ALL, text=words(turn))


def _desk(name: str, user: User, wanted: Callable[[int], Wanted], today: date) -> Timing:
    def act(turn: int) -> object:
        return queries.page(queries.at_desk(user, wanted(turn), today=today))

    return timed(name, act, aim=AIM)


def _any_page(name: str, user: User, today: date) -> Timing:
    random = Random(7)

    def act(_turn: int) -> object:
        moment = timezone.now() - timedelta(days=random.random() * 1000)
        found = queries.at_desk(user, Wanted(tab=ALL), today=today)
        return queries.page(found, after=f"{moment.isoformat()}~1")

    return timed(name, act, aim=AIM)


def searches() -> dict[str, Callable[[int], str]]:
    """Give what people look for: common and rare, with marks and without."""
    said = letters.words()
    villages = [
        f"{first} {last}" for first in said["village_first"] for last in said["village_last"]
    ]
    people = [
        f"{one} {two} {three}"
        for one in said["family"]
        for two in said["middle"]
        for three in said["given"]
    ]
    Random(3).shuffle(villages)
    Random(4).shuffle(people)
    things = said["thing"]
    return {
        "the commonest words": lambda _n: "Ủy ban nhân dân",
        "one common word": lambda _n: "xã",
        "the beginning of a word": lambda n: "nchtd"[n % 5],
        "a thing, with marks": lambda n: things[n % len(things)],
        "a thing, without marks": lambda n: fold(things[n % len(things)]),
        "a village, with marks": lambda n: villages[n],
        "a village, without marks": lambda n: fold(villages[n]),
        "a name, with marks": lambda n: people[n],
        "a thing in a village": lambda n: fold(f"{things[n % 60]} {villages[n]}"),
        "two things, rarely together": lambda n: f"{things[n % 70]} {things[-1 - n % 35]}",
        "a number": lambda n: f"hồ sơ số {2 + n * 71}",
        "a code": lambda n: Petition.objects.values_list("code").get(pk=1 + n * 499)[0],
        "what nobody said": lambda n: f"zzkhongaico{n}",
    }


def _public(busiest: Unit, today: date) -> Iterator[Timing]:
    places: list[tuple[str, Unit | None]] = [("everywhere", None), ("one commune", busiest)]
    for where, unit in places:
        for cut in Cut:
            yield _shown(f"public, {where}: {cut.name.lower()}", {"cut": cut, "unit": unit}, today)
        yield _shown(f"public, {where}: one topic", {"topic": "road", "unit": unit}, today)
    for name, said in searches().items():
        yield timed(f"public search: {name}", _searched(said), aim=AIM)


def _searched(words: Callable[[int], str]) -> Callable[[int], object]:
    return lambda turn: list(queries.search(words(turn), SHOWN))


def _shown(name: str, fields: dict[str, Any], today: date) -> Timing:
    return timed(
        name, lambda _n: queries.page(queries.public(**fields, today=today)), aim=AIM, calls=20
    )
