"""Articles as other rooms and the portal ask for them: the latest, by words, by address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F

from kheo.foundation.vietnamese.text import words
from kheo.know.news.models import ROOT, WORDS, NewsIndex, NewsPage, NewsPageQuerySet

LONGEST_QUESTION = 200


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
    """Find the articles that have all the words, marks ignored: in the title first, then newest."""
    return _items(found(text)[:limit])


def found(text: str) -> NewsPageQuerySet:
    """Ask for the articles of a search, best first; nothing when nothing was asked."""
    asked = words(text[:LONGEST_QUESTION])
    if not asked:
        nothing: NewsPageQuerySet = _readable().none()
        return nothing
    query = SearchQuery(" ".join(asked), config="simple")
    matching: NewsPageQuerySet = _readable().alias(words=WORDS).filter(words=query)
    best_first = (SearchRank(F("words"), query).desc(), "-listed_at")
    ordered: NewsPageQuerySet = matching.order_by(*best_first)
    return ordered


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
