"""How soon and how surely a letter that was sent before is suggested among a million."""

from collections.abc import Callable, Iterator
from datetime import datetime
from random import Random

from bench import filling, letters
from bench.timing import Timing, timed
from kheo.foundation.accounts.models import User
from kheo.oversee.petitions import queries
from kheo.oversee.petitions.models import Petition

AIM = 100
LETTERS = 100


def measure(commune: User, province: User, *, now: datetime) -> Iterator[Timing]:
    """Time the suggestions to officers and to people who are writing."""
    drawn = _letters(Random(11), range(1, filling.PETITIONS + 1))
    home = _unit(commune)
    of_commune = [one for one in drawn if one.unit_id == home] or drawn
    for who, user, those in (("province", province, drawn), ("commune", commune, of_commune)):
        yield timed(f"duplicates, {who}", _duplicates(those, user, now), aim=AIM, calls=LETTERS)
    for who, public_only in (("public", True), ("all", False)):
        act = _similar(drawn, public_only, now)
        yield timed(f"similar while writing, {who}", act, aim=AIM, calls=LETTERS)


def _duplicates(those: list[Petition], user: User, now: datetime) -> Callable[[int], object]:
    return lambda turn: queries.duplicates(those[turn % len(those)], user, now=now)


def _similar(those: list[Petition], public_only: bool, now: datetime) -> Callable[[int], object]:
    def act(turn: int) -> object:
        one = those[turn % len(those)]
        return queries.similar(text=one.text, unit=one.unit, now=now, public_only=public_only)

    return act


def found(province: User, *, now: datetime) -> tuple[int, int]:
    """Count of some letters that were sent before how many were suggested to each other."""
    repeated = _letters(Random(12), range(letters.EVERY, filling.FRESH + 1, letters.EVERY))
    hits = 0
    for petition in repeated:
        earlier = petition.pk - letters.BEFORE
        suggested = queries.duplicates(petition, province, now=now)
        hits += any(one.petition.pk == earlier for one in suggested)
    return hits, len(repeated)


def _letters(random: Random, among: range) -> list[Petition]:
    keys = random.sample(among, min(LETTERS, len(among)))
    return list(Petition.objects.select_related("unit", "duty").filter(pk__in=keys))


def _unit(user: User) -> int:
    appointment = user.appointments.select_related("post__body").get()
    return appointment.post.body.unit_id
