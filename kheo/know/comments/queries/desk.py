"""The moderators' lists: what waits, what was decided, who asks again, who wrote to the editors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.know.comments.models import Appeal, Comment, Feedback
from kheo.know.comments.permissions import MODERATE


@dataclass(frozen=True)
class Tally:
    """How much waits behind each tab of the desk."""

    waiting: int
    appeals: int
    feedback: int


def comments(paths: Sequence[str], *, state: str) -> QuerySet[Comment]:
    """List the comments of units in a state: what waits by age, else the newest."""
    order = ("sent_at", "pk") if state == Comment.State.WAITING else ("-sent_at", "-pk")
    found = Comment.objects.filter(_within(paths), state=state)
    return found.select_related("thread", "unit", "decided_by").order_by(*order)


def appeals(paths: Sequence[str]) -> QuerySet[Appeal]:
    """List the open appeals that were given to units, the nearest date first."""
    found = Appeal.objects.filter(_within(paths, "duty__unit"), decided_at__isnull=True)
    names = found.select_related("comment__thread", "duty__unit", "first_by")
    return names.order_by("duty__due_on", "pk")


def feedback(paths: Sequence[str], *, is_open: bool) -> QuerySet[Feedback]:
    """List what came to the editors of units, without what it says."""
    found = Feedback.objects.filter(_within(paths), answered_at__isnull=is_open)
    listed = found.select_related("duty", "unit", "answered_by").defer(
        "text", "answer", "name", "phone", "email"
    )
    return listed.order_by("sent_at", "pk") if is_open else listed.order_by("-sent_at", "-pk")


def tally(paths: Sequence[str]) -> Tally:
    """Count what waits for a moderator of units."""
    return Tally(
        comments(paths, state=Comment.State.WAITING).count(),
        appeals(paths).count(),
        feedback(paths, is_open=True).count(),
    )


def units_moderated(user: User, *, today: date) -> list[str]:
    """Name the paths of the units in which the user moderates."""
    return list(units_where(user, MODERATE, today).values_list("path", flat=True))


def _within(paths: Sequence[str], field: str = "unit") -> Q:
    """Keep what lies in these units and below them; no unit at all matches nothing."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{field}__path__startswith": path})
    return found
