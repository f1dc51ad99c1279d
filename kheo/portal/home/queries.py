"""What the first page tells, gathered from the rooms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kheo.know.news import queries as news
from kheo.oversee.petitions import queries as petitions
from kheo.oversee.petitions.models import Petition

NEWS_SHOWN = 4
LATE_SHOWN = 5


@dataclass(frozen=True)
class Front:
    """The first page of one day."""

    numbers: petitions.MonthNumbers
    late: Sequence[Petition]
    latest: Sequence[news.NewsItem]
    sites: Sequence[news.Group]


def front(*, today: date) -> Front:
    """Gather this month's numbers, the oldest late matters, the latest news and other sites."""
    return Front(
        numbers=petitions.month_numbers(today),
        late=list(petitions.late_public(LATE_SHOWN)),
        latest=list(news.latest(NEWS_SHOWN)),
        sites=news.links(),
    )
