"""Finds petitions by their words: marks, case and the two spellings of tones do not matter."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F

from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import text as vietnamese
from kheo.oversee.petitions import codes
from kheo.oversee.petitions.models import Petition, PetitionQuerySet

# A question longer than this is a text; only its first words are looked up.
MOST_WORDS = 12
MOST_SIMILAR_WORDS = 40
SIMILAR_DAYS = 90
# Share of the shorter text's pairs of words that two petitions must have in common. Pairs, because
# most Vietnamese words have two syllables, and single syllables meet by chance.
ALIKE = 0.3
CANDIDATES = 20


def matching(text: str) -> SearchQuery:
    """Ask for all the words of a text, the last one as the beginning of a word."""
    found = vietnamese.words(vietnamese.one_spelling(text))[:MOST_WORDS]
    if not found:
        return SearchQuery("", config="simple")
    return SearchQuery(
        " & ".join([*found[:-1], f"{found[-1]}:*"]), config="simple", search_type="raw"
    )


def search(text: str, limit: int) -> PetitionQuerySet:
    """Find published and answered petitions, the newest answers first."""
    return (
        Petition.objects.for_lists()
        .filter(is_public=True, state__in=Petition.CLOSED, public_search=matching(text))
        .order_by("-received_at", "-id")[:limit]
    )


def by_code(text: str) -> Petition | None:
    """Find a petition by a code typed anyhow."""
    code = codes.read(text)
    return (
        Petition.objects.select_related("unit", "duty").filter(code=code).first() if code else None
    )


@dataclass(frozen=True)
class Similar:
    """A petition that may be about the same thing."""

    petition: Petition
    share: float


def similar(
    *, text: str, unit: Unit | None, now: datetime, public_only: bool = True, limit: int = 3
) -> list[Similar]:
    """Find recent petitions of the unit that say much the same, the most alike first."""
    asked = vietnamese.words(vietnamese.one_spelling(text))[:MOST_SIMILAR_WORDS]
    if unit is None or len(asked) < 3:
        return []
    column = "public_search" if public_only else "search"
    any_of = SearchQuery(" | ".join(sorted(set(asked))), config="simple", search_type="raw")
    recent = Petition.objects.filter(unit=unit, received_at__gte=now - timedelta(days=SIMILAR_DAYS))
    if public_only:
        recent = recent.filter(is_public=True)
    candidates = (
        recent.filter(**{column: any_of})
        .select_related("unit", "duty")
        .annotate(rank=SearchRank(F(column), any_of))
        .order_by("-rank", "-id")[:CANDIDATES]
    )
    compared = [Similar(found, _share(asked, found, public_only)) for found in candidates]
    alike = [one for one in compared if one.share >= ALIKE]
    return sorted(alike, key=lambda one: -one.share)[:limit]


def _share(asked: list[str], found: Petition, public_only: bool) -> float:
    said = (found.public_folded if public_only else found.folded).split()
    one, other = set(pairwise(asked)), set(pairwise(said))
    return len(one & other) / max(1, min(len(one), len(other)))
