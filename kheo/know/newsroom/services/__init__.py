"""Everything that changes the newsroom."""

from kheo.know.newsroom.services.desks import (
    NobodyApproves,
    WaitingArticles,
    choose_way,
    open_desk,
)
from kheo.know.newsroom.services.rights import follow, follow_all
from kheo.know.newsroom.services.schedule import publish_due
from kheo.know.newsroom.services.withdrawing import withdraw

__all__ = [
    "NobodyApproves",
    "WaitingArticles",
    "choose_way",
    "follow",
    "follow_all",
    "open_desk",
    "publish_due",
    "withdraw",
]
