"""Who edits and who approves in which list: asked of the posts of the day."""

from datetime import date

from kheo.foundation.accounts import permissions
from kheo.foundation.accounts.models import User
from kheo.know.news.models import NewsIndex
from kheo.know.news.permissions import EDIT
from kheo.know.newsroom.rules import PUBLISHES

APPROVE = PUBLISHES
CAPABILITIES = (EDIT, APPROVE)


def may_edit(user: User, index: NewsIndex, *, today: date) -> bool:
    """An editor works in the list of the post's unit, in those below it and in what it became."""
    return index.unit is not None and permissions.may(user, EDIT, index.unit, today=today)


def may_choose_way(user: User, index: NewsIndex) -> bool:
    """Who approves in a unit decides whether its articles wait for that."""
    return index.unit is not None and permissions.may(user, APPROVE, index.unit)


def may_see_calendar(user: User) -> bool:
    """Editors and those who approve plan together."""
    return any(permissions.may_anywhere(user, capability) for capability in CAPABILITIES)


def may_approve_anywhere(user: User) -> bool:
    """For the link to the page on which ways are chosen."""
    return permissions.may_anywhere(user, APPROVE)
