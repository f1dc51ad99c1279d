"""What a reader of one article may want next."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from kheo.foundation.visits import queries as visits
from kheo.know.news.models import BESIDE, ROOT, NewsPage, NewsPageQuerySet

MOST_READ_DAYS = 30
# The counts of a month are added up once a minute in each process, not for every reader.
MOST_READ_KEPT = 60
# Lists and albums are counted below the same address.
MOST_READ_ASKED = 4 * BESIDE


@dataclass(frozen=True)
class Around:
    """Other articles; each stands in the first list that it belongs to."""

    related: list[NewsPage]
    latest: list[NewsPage]
    older: list[NewsPage]
    most_read: list[NewsPage]


def around(article: NewsPage) -> Around:
    """Find what stands around an article, in at most four queries and one each minute."""
    others: NewsPageQuerySet = _readable().latest_first().exclude(pk=article.pk)
    related = list(_related(article, others)[:BESIDE])
    latest = _without(others[: 2 * BESIDE], related)
    older = _without(_older(article, others)[: 3 * BESIDE], [*related, *latest])
    read = [other for other in most_read() if other.pk != article.pk]
    return Around(related, latest, older, read)


def most_read() -> list[NewsPage]:
    """List what was opened most in the last month, of what may be read this very moment."""
    paths = cache.get_or_set("news.most_read", _most_seen, MOST_READ_KEPT) or []
    below = [path.removeprefix(f"/{ROOT}") for path in paths]
    slugs = [path.strip("/").rpartition("/")[2] for path in below]
    if not slugs:
        return []
    found = _readable().filter(slug__in=slugs, url_path__in=[f"/{ROOT}{path}" for path in below])
    return sorted(found, key=lambda article: paths.index(article.address))[:BESIDE]


def _most_seen() -> list[str]:
    since = timezone.localdate() - timedelta(days=MOST_READ_DAYS)
    seen = visits.most_seen(below=f"/{ROOT}/", since=since, limit=MOST_READ_ASKED)
    return [path for path, _times in seen]


def _readable() -> NewsPageQuerySet:
    articles: NewsPageQuerySet = NewsPage.objects.published().light()
    return articles


def _related(article: NewsPage, others: NewsPageQuerySet) -> NewsPageQuerySet:
    """Those of the same series; of an article without one, those of the same column."""
    if article.series_slug:
        found: NewsPageQuerySet = others.filter(series_slug=article.series_slug)
    elif article.category_id:
        found = others.filter(category=article.category_id)
    else:
        found = others.none()
    return found


def _older(article: NewsPage, others: NewsPageQuerySet) -> NewsPageQuerySet:
    """Those that came before it in the list of its column, or of all news."""
    same: NewsPageQuerySet = others
    if article.category_id:
        same = others.filter(category=article.category_id)
    # A preview of what was never kept has no place in a list yet.
    return same.older_than(article.listed_at, article.pk) if article.listed_at else same.none()


def _without(found: NewsPageQuerySet, shown: list[NewsPage]) -> list[NewsPage]:
    known = {article.pk for article in shown}
    return [article for article in found if article.pk not in known][:BESIDE]
