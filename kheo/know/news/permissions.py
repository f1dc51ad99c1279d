"""Who may put articles into a list of news."""

from kheo.foundation.accounts import permissions
from kheo.foundation.accounts.models import User
from kheo.know.news.models import NewsIndex

EDIT = "news.edit"


def may_edit(user: User, index: NewsIndex) -> bool:
    """An editor works in the lists of the unit of their post and of the units below it."""
    return index.unit is not None and permissions.may(user, EDIT, index.unit)
