"""Articles as other rooms and the portal ask for them: the latest, by words, by address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.search import SearchQuery
from django.db import connection, transaction
from django.db.models import Case, Q, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, Least, StrIndex

from kheo.foundation.vietnamese.text import words
from kheo.know.news.models import ROOT, WORDS, NewsIndex, NewsPage, NewsPageQuerySet

LONGEST_QUESTION = 200
MOST_WORDS = 12
# So many articles are put in order for a search.
MOST_SORTED = 5_000
BLANK = Value(" ")
TITLED = Concat(BLANK, "folded_title", BLANK, output_field=TextField())
WRITTEN = Concat(BLANK, "folded_title", BLANK, "folded", BLANK, output_field=TextField())


@dataclass(frozen=True)
class NewsItem:
    """An article as a list shows it; `when` is a date where no time was printed."""

    title: str
    url: str
    when: date | datetime | None
    teaser: str
    author: str
    source: str
    is_demo: bool = False


def latest(limit: int) -> list[NewsItem]:
    """List the newest articles."""
    return _items(_readable().latest_first()[:limit])


def search(text: str, limit: int) -> list[NewsItem]:
    """Find the articles that have all the words, marks ignored: in the title first, then newest.

    Of words that very many articles have, simply the newest: they are met soon enough when the
    list is read from its newest end, while putting all in order would take minutes.
    """
    asked = words(text[:LONGEST_QUESTION])[:MOST_WORDS]
    if not asked:
        return []
    keys = _indexed(asked)
    if len(keys) > MOST_SORTED:
        return _items(
            _readable().alias(at=_met(asked, WRITTEN)).filter(at__gt=0).latest_first()[:limit]
        )
    titled = Case(When(Q(at__gt=0), then=0), default=1)
    ranked = _readable().filter(pk__in=keys).alias(at=_met(asked, TITLED))
    return _items(ranked.order_by(titled, "-listed_at", "-pk")[:limit])


def found(asked: list[str]) -> NewsPageQuerySet:
    """Ask the index for the articles that have all these folded words, in no order."""
    query = SearchQuery(" ".join(asked), config="simple")
    matching: NewsPageQuerySet = NewsPage.objects.order_by().alias(words=WORDS).filter(words=query)
    return matching


def _indexed(asked: list[str]) -> list[int]:
    """Give the keys of what has the words; one more than are put in order is as good as all."""
    with transaction.atomic(), connection.cursor() as cursor:
        # The index of words, whatever else seems cheaper: any other way reads every article.
        for way in ("seqscan", "indexscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        keys = list(found(asked).values_list("pk", flat=True)[: MOST_SORTED + 1])
        for way in ("seqscan", "indexscan"):
            cursor.execute(f"SET LOCAL enable_{way} = on")
    return keys


def _met(asked: list[str], said: Combinable) -> Combinable:
    """Say where the words stand in a folded text; 0 when one is missing.

    In one comparison, of which the planner knows nothing: it would take words that go together
    for rare, and sort everything.
    """
    places = [StrIndex(said, Value(f" {word} ")) for word in asked]
    return Least(*places) if len(places) > 1 else places[0]


def article(path: str) -> NewsPage | None:
    """Find a published article by its address below /tin/, in one query."""
    # The slug is what the database can look up; the path says which of its namesakes is meant.
    named = NewsPage.objects.published().filter(slug=path.rpartition("/")[2])
    found: NewsPage | None = (
        named.filter(url_path=f"/{ROOT}/{path}/").select_related("category").first()
    )
    return found


def root() -> NewsIndex | None:
    """Find the list of all news."""
    found: NewsIndex | None = NewsIndex.objects.filter(url_path=f"/{ROOT}/", live=True).first()
    return found


def index(path: str) -> NewsIndex | None:
    """Find the list of a unit by its address below /tin/, where everybody may read it."""
    named = NewsIndex.objects.live().public().filter(url_path=f"/{ROOT}/{path}/")
    found: NewsIndex | None = named.first()
    return found


def _readable() -> NewsPageQuerySet:
    articles: NewsPageQuerySet = NewsPage.objects.published().light()
    return articles


def _items(articles: Iterable[NewsPage]) -> list[NewsItem]:
    return [
        NewsItem(a.title, a.address, a.when, a.teaser, a.author, a.source, a.is_demo)
        for a in articles
    ]
