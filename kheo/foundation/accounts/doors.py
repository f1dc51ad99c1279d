"""Who comes in to the pages of a room: officers who may do its work somewhere."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may_anywhere


def officer(request: HttpRequest, *capabilities: str) -> User:
    """Return the officer who asks; refuse whoever has none of the rights anywhere today."""
    user = request.user
    if isinstance(user, User) and any(may_anywhere(user, one) for one in capabilities):
        return user
    raise PermissionDenied(_("Tài khoản của bạn không có quyền mở trang này."))
