"""Finds petitions by their words: marks, case and the two spellings of tones do not matter."""

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection, transaction
from django.db.models import BooleanField, F, Func, Q

from kheo.foundation.vietnamese import text as vietnamese
from kheo.oversee.petitions import codes
from kheo.oversee.petitions.models import Petition, PetitionQuerySet
from kheo.oversee.petitions.queries import frequencies

# A question longer than this is a text; only its first words are looked up.
MOST_WORDS = 12
# Words are rare when no more petitions than this have them.
MOST_RARE = 2000
# They are often met when so many of the newest have them.
NEWEST, OFTEN = 2000, 10


class Literal(SearchQuery):
    """A question written into the statement itself.

    A statement that is prepared for any words is planned without knowing how frequent they are,
    and then reads half the table for a frequent one.
    """

    def as_sql(self, *_args: Any, **_options: Any) -> Any:
        asked = str(getattr(self.get_source_expressions()[-1], "value", ""))
        # Folded words are letters and digits alone; nothing else may come into a statement.
        if not _ASKED.fullmatch(asked):
            raise ValueError(asked)
        return f"to_tsquery('simple', '{asked}')", []


_ASKED = re.compile(r"[^\W_]+(?: & [^\W_]+)*:\*")


def matching(text: str) -> SearchQuery:
    """Ask for all the words of a text, the last one as the beginning of a word."""
    found = vietnamese.words(vietnamese.one_spelling(text))[:MOST_WORDS]
    if not found:
        return SearchQuery("", config="simple")
    asked = " & ".join([*found[:-1], f"{found[-1]}:*"])
    return Literal(asked, config="simple", search_type="raw")


def saying(text: str, within: Q, column: str = "search") -> Q:
    """Say which petitions of a part have the words, in the way that is quick for these words.

    Words that few petitions have are looked up by their index; those of many are met soon enough
    when the list is read from its newest end. The planner, which guesses, is not asked.
    """
    asked = matching(text)
    share = _expected(text, column)
    # Words that are frequent each may be rare together, or always go together.
    if share > OFTEN / NEWEST or (share and _newest_with(asked, column) >= OFTEN):
        return _met(asked, column)
    with transaction.atomic(), connection.cursor() as cursor:
        # The index of words, whatever else seems cheaper.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
        found = Petition.objects.filter(within, **{column: asked}).order_by()
        keys = list(found.values_list("pk", flat=True)[: MOST_RARE + 1])
        cursor.execute("SET LOCAL enable_seqscan = on")
        cursor.execute("SET LOCAL enable_indexscan = on")
    return _met(asked, column) if len(keys) > MOST_RARE else Q(pk__in=keys)


def _newest_with(asked: SearchQuery, column: str) -> int:
    """Count how many of the newest petitions have the words."""
    newest = Petition.objects.order_by("-received_at", "-id").values("pk")[:NEWEST]
    return Petition.objects.filter(_met(asked, column), pk__in=newest).count()


def _met(asked: SearchQuery, column: str) -> Q:
    """Compare row by row as the list is read; words that go together are no reason to sort all.

    The planner takes them for rare, and would read every petition that has them. Of the function,
    unlike the operator, it knows no index.
    """
    return Q(Func(F(column), asked, function="ts_match_vq", output_field=BooleanField()))


def _expected(text: str, column: str) -> float:
    """Estimate the share of petitions that have all the words, as if they fell by chance.

    A word that is not among the frequent ones is rare enough to be looked up.
    """
    found = vietnamese.words(vietnamese.one_spelling(text))[:MOST_WORDS]
    if not found:
        return 0.0
    known = frequencies.of(column)
    begun = any(word.startswith(found[-1]) for word in known.shares)
    if not begun or not known.shares.keys() >= set(found[:-1]):
        return 0.0
    expected = known.share_beginning(found[-1])
    for word in found[:-1]:
        expected *= known.share(word)
    return expected


def search(text: str, limit: int) -> PetitionQuerySet:
    """Find published and answered petitions, the newest answers first."""
    within = Q(is_public=True, state__in=Petition.CLOSED)
    found = Petition.objects.for_lists().filter(within, saying(text, within, "public_search"))
    return found.order_by("-received_at", "-id")[:limit]


def by_code(text: str) -> Petition | None:
    """Find a petition by a code typed anyhow."""
    code = codes.read(text)
    return (
        Petition.objects.select_related("unit", "duty").filter(code=code).first() if code else None
    )
