"""Finds what may be about the same thing, among a million, and says why; it decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import text as vietnamese
from kheo.oversee.petitions import fingerprints
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.queries import frequencies

SIMILAR_DAYS = 90
DUPLICATE_DAYS = 3 * 365
# Share of the shorter text's pairs of words that two petitions must have in common.
ALIKE = 0.3
# The same sender or the same place makes a smaller resemblance worth a look.
ALIKE_OF_ONE_SENDER = 0.1
WORTH_OF_SENDER, WORTH_OF_PLACE = 0.3, 0.15
# How far apart two dots on the map are still one place.
SAME_PLACE_KM = 0.3
KM_PER_DEGREE = 111.2
CANDIDATES = 40
# How many rows the numbers of a question may be expected to name; more would take too long.
MOST_ROWS = 300
MOST_ROWS_OF_GROUP = 30
MOST_GROUPS = 14
# In a larger share of all petitions than this, words are no sign of anything.
TELLS_NOTHING = 0.05
LONGEST_REASON = 3

# The numbers are looked up first, by their index alone; then what was found is cut and ordered.
_CANDIDATES = """
WITH found AS MATERIALIZED (
    SELECT id, unit_id, received_at, is_public, fingerprint FROM petitions_petition
    WHERE {numbers}
)
SELECT f.id FROM found f JOIN units_unit u ON u.id = f.unit_id
WHERE f.received_at >= %s AND f.id <> %s AND (f.is_public OR NOT %s)
    AND u.path LIKE ANY(%s)
ORDER BY (SELECT count(*) FROM unnest(f.fingerprint) n WHERE n = ANY(%s::int[])) DESC,
    f.received_at DESC
LIMIT %s
"""


@dataclass(frozen=True)
class Similar:
    """A petition that may be about the same thing, and why it may be."""

    petition: Petition
    share: float
    reasons: tuple[str, ...] = ()
    is_same_sender: bool = False


@dataclass(frozen=True)
class _Asked:
    text: str
    phone: str = ""
    email: str = ""
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    pk: int = 0


def similar(
    *, text: str, unit: Unit | None, now: datetime, public_only: bool = True, limit: int = 3
) -> list[Similar]:
    """Find recent petitions of the unit that say much the same, the most alike first."""
    if unit is None:
        return []
    since = now - timedelta(days=SIMILAR_DAYS)
    return _found(_Asked(text), [unit.path], since, public_only, limit)


def duplicates(petition: Petition, user: User, *, now: datetime, limit: int = 5) -> list[Similar]:
    """Find what an officer may read that may be the same matter, with the reasons."""
    today = now.date()
    asked = _Asked(
        text=f"{petition.heading} {petition.text}",
        phone=petition.sender_phone,
        email=petition.sender_email,
        place=petition.place,
        latitude=petition.latitude,
        longitude=petition.longitude,
        pk=petition.pk,
    )
    since = now - timedelta(days=DUPLICATE_DAYS)
    return _found(asked, _paths(user, today), since, False, limit)


def _paths(user: User, today: date) -> list[str]:
    return list(units_where(user, "petitions.read", today).values_list("path", flat=True))


def _found(
    asked: _Asked, paths: Sequence[str], since: datetime, public_only: bool, limit: int
) -> list[Similar]:
    senders = fingerprints.of_sender(phone=asked.phone, email=asked.email)
    numbers = [*fingerprints.of_text(asked.text), *senders]
    if not numbers or not paths:
        return []
    keys = _candidates(numbers, senders, asked.pk, paths, since, public_only)
    rows = Petition.objects.select_related("unit", "duty").in_bulk(keys)
    compared = [_compared(asked, rows[key], public_only) for key in keys if key in rows]
    alike = [one for one in compared if one is not None]
    return sorted(alike, key=lambda one: (-one.share, -one.petition.pk))[:limit]


def _candidates(
    numbers: list[int],
    senders: list[int],
    pk: int,
    paths: Sequence[str],
    since: datetime,
    public_only: bool,
) -> list[int]:
    rare, groups = _chosen(numbers, senders)
    clauses = ["fingerprint && %s::int[]", *["fingerprint @> %s::int[]"] * len(groups)]
    sql = _CANDIDATES.format(numbers=" OR ".join(clauses))
    patterns = [f"{path}%" for path in paths]
    values: list[Any] = [rare, *groups, since, pk, public_only, patterns, numbers, CANDIDATES]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def _chosen(numbers: list[int], senders: list[int]) -> tuple[list[int], list[list[int]]]:
    """Take numbers singly while they name few petitions, and the others only several together.

    Words with which half of all letters begin say nothing; that two or three rarer ones stand in
    the same petition does. Texts that share half of their words nearly always share a group.
    """
    known = frequencies.of("fingerprint")
    shares = {number: known.share(str(number)) for number in numbers}
    # The number of the whole text and those of the sender are rare by their nature.
    single = [n for n in numbers[-1 - len(senders) :] if str(n) not in known.shares]
    telling = [n for n in numbers if n not in single and n >= 0 and shares[n] <= TELLS_NOTHING]
    groups: list[list[int]] = []
    group: list[int] = []
    named, expected = 0.0, known.rows
    for number in sorted(telling, key=lambda n: (shares[n], n)):
        if not group and named + shares[number] * known.rows <= MOST_ROWS:
            named += shares[number] * known.rows
            single.append(number)
            continue
        group.append(number)
        expected *= shares[number]
        if expected <= MOST_ROWS_OF_GROUP:
            groups.append(group)
            group, expected = [], known.rows
    return single, groups[:MOST_GROUPS]


# --- Comparing word by word -------------------------------------------------------------------


def _compared(asked: _Asked, found: Petition, public_only: bool) -> Similar | None:
    share, words = _words_in_common(asked.text, found, public_only)
    same_sender = not public_only and _is_same_sender(asked, found)
    same_place = not public_only and _is_same_place(asked, found)
    near = same_sender or same_place
    if share < (ALIKE_OF_ONE_SENDER if near else ALIKE):
        return None
    reasons = [_("cùng nói: “%(words)s”") % {"words": "”, “".join(words)}] if words else []
    if same_sender:
        reasons.insert(0, _("cùng người gửi"))
    if same_place:
        reasons.append(_("cùng nơi: %(place)s") % {"place": found.place or found.unit.full_name})
    score = share + WORTH_OF_SENDER * same_sender + WORTH_OF_PLACE * same_place
    return Similar(found, score, tuple(reasons), same_sender)


def _words_in_common(asked: str, found: Petition, public_only: bool) -> tuple[float, list[str]]:
    """Give the share of pairs of words in common, and the longest phrases among them as said."""
    mine = fingerprints.words_of(asked)
    theirs = (found.public_folded if public_only else found.folded).split()
    one, other = set(pairwise(mine)), set(pairwise(theirs))
    common = one & other
    share = len(common) / max(1, min(len(one), len(other)))
    return share, _phrases(asked, mine, common)


def _phrases(asked: str, mine: list[str], common: set[tuple[str, str]]) -> list[str]:
    spelled = vietnamese.words_as_spelled(asked)[: len(mine)]
    runs: list[list[str]] = []
    is_running = False
    for at, pair in enumerate(pairwise(mine)):
        if pair not in common:
            is_running = False
            continue
        if not is_running:
            runs.append([spelled[at]])
            is_running = True
        runs[-1].append(spelled[at + 1])
    longest = sorted(runs, key=len, reverse=True)[:LONGEST_REASON]
    return list(dict.fromkeys(" ".join(run[:12]) for run in longest))


def _is_same_sender(asked: _Asked, found: Petition) -> bool:
    mine = fingerprints.of_sender(phone=asked.phone, email=asked.email)
    theirs = fingerprints.of_sender(phone=found.sender_phone, email=found.sender_email)
    return bool(set(mine) & set(theirs))


def _is_same_place(asked: _Asked, found: Petition) -> bool:
    if None not in (asked.latitude, asked.longitude, found.latitude, found.longitude):
        return _km(asked, found) <= SAME_PLACE_KM
    if not asked.place or not found.place:
        return False
    return fingerprints.words_of(asked.place) == fingerprints.words_of(found.place)


def _km(asked: _Asked, found: Petition) -> float:
    """Measure on the flat; places that may be one are near."""
    north = (asked.latitude or 0.0) - (found.latitude or 0.0)
    east = (asked.longitude or 0.0) - (found.longitude or 0.0)
    return hypot(north, east * cos(radians(asked.latitude or 0.0))) * KM_PER_DEGREE
