"""The moderators' lists: what waits, what was decided, who asks again, who wrote to the editors."""

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


def comments(user: User, *, state: str, today: date) -> QuerySet[Comment]:
    """List the comments of the user's units in a state: what waits by age, else the newest."""
    order = ("sent_at", "pk") if state == Comment.State.WAITING else ("-sent_at", "-pk")
    found = Comment.objects.filter(_within(user, today), state=state)
    return found.select_related("thread", "unit", "decided_by").order_by(*order)


def appeals(user: User, *, today: date) -> QuerySet[Appeal]:
    """List the open appeals that were given to the user's units, the nearest date first."""
    found = Appeal.objects.filter(_within(user, today, "duty__unit"), decided_at__isnull=True)
    names = found.select_related("comment__thread", "duty__unit", "first_by")
    return names.order_by("duty__due_on", "pk")


def feedback(user: User, *, is_open: bool, today: date) -> QuerySet[Feedback]:
    """List what came to the editors of the user's units, without what it says."""
    found = Feedback.objects.filter(_within(user, today), answered_at__isnull=is_open)
    listed = found.select_related("duty", "unit", "answered_by").defer(
        "text", "answer", "name", "phone", "email"
    )
    return listed.order_by("sent_at", "pk") if is_open else listed.order_by("-sent_at", "-pk")


def tally(user: User, *, today: date) -> Tally:
    """Count what waits for a moderator of the user's units."""
    return Tally(
        comments(user, state=Comment.State.WAITING, today=today).count(),
        appeals(user, today=today).count(),
        feedback(user, is_open=True, today=today).count(),
    )


def units_moderated(user: User, *, today: date) -> list[str]:
    """Name the paths of the units in which the user moderates."""
    return list(units_where(user, MODERATE, today).values_list("path", flat=True))


def _within(user: User, today: date, field: str = "unit") -> Q:
    """Look at the units' paths once; no unit at all matches nothing."""
    found = Q(pk__in=[])
    for path in units_moderated(user, today=today):
        found |= Q(**{f"{field}__path__startswith": path})
    return found
