"""What is found in the rooms for a few words."""

from collections.abc import Sequence
from dataclasses import dataclass

from kheo.know.news import queries as news
from kheo.oversee.petitions import queries as petitions
from kheo.oversee.petitions.models import Petition

SHOWN = 20


@dataclass(frozen=True)
class Found:
    """What each room has on the words; a room that has more than is shown says so."""

    news: Sequence[news.NewsItem]
    answers: Sequence[Petition]
    has_more: bool

    @property
    def total(self) -> int:
        return len(self.news) + len(self.answers)


def found(*, text: str) -> Found:
    """Search the news and the answered matters."""
    articles = list(news.search(text, SHOWN + 1))
    answers = list(petitions.search(text, SHOWN + 1))
    return Found(
        news=articles[:SHOWN],
        answers=answers[:SHOWN],
        has_more=max(len(articles), len(answers)) > SHOWN,
    )
