"""What invented readers write: comments shown, declined, appealed; a word to the editors."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from kheo.demo.days import ago
from kheo.demo.people import Staff
from kheo.demo.receptions import Keys
from kheo.demo.words import told
from kheo.know.comments import services
from kheo.know.comments.models import Comment
from kheo.know.news.models import NewsPage


def live(staff: Staff, *, articles: list[NewsPage], now: datetime, random: Random) -> None:
    """Write below the newest article of the chosen commune, and to the editors about another."""
    said, keys = told("articles"), Keys(random)
    newest, earlier = articles[-1], articles[-2]
    for hour, one in enumerate(said["comments"], start=9):
        _comment(one, newest, staff, now, hour, keys)
    feedback = said["feedback"]
    services.write_in(
        text=feedback["text"],
        name=feedback["name"],
        article=earlier,
        submission_key=keys(),
        now=ago(now, int(feedback["days"]), 20),
        is_demo=True,
    )


def _comment(
    said: dict[str, Any], article: NewsPage, staff: Staff, now: datetime, hour: int, keys: Keys
) -> None:
    at = ago(now, int(said["days"]), hour)
    comment = services.send(
        article=article,
        text=said["text"],
        name=said["name"],
        submission_key=keys(),
        now=at,
        is_demo=True,
    )
    read_at = min(at + timedelta(hours=1), now)
    if said["ends"] == "published":
        services.publish(comment=comment, by=staff.editor, now=read_at)
    if said["ends"] in ("declined", "appealed"):
        comment = services.decline(
            comment=comment,
            rule=said["rule"],
            reason=said["reason"],
            by=staff.editor,
            now=read_at,
        )
    if said["ends"] == "appealed":
        _appeal(comment, said["appeal"], min(read_at + timedelta(hours=2), now))


def _appeal(comment: Comment, words: str, now: datetime) -> None:
    services.lodge(comment=comment, secret=comment.secret, text=words, now=now)
