"""Finds petitions by their words: marks, case and the two spellings of tones do not matter."""

from django.contrib.postgres.search import SearchQuery

from kheo.foundation.vietnamese import text as vietnamese
from kheo.oversee.petitions import codes
from kheo.oversee.petitions.models import Petition, PetitionQuerySet

# A question longer than this is a text; only its first words are looked up.
MOST_WORDS = 12


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
