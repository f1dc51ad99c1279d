"""What every page of denunciations does alike: nothing is kept, nothing leaks, nothing is told."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from kheo.foundation.accounts.models import User
from kheo.oversee.denunciations import permissions
from kheo.oversee.denunciations.uploading import keep_in_memory

View = Callable[..., HttpResponse]
logger = logging.getLogger(__name__)


class Broken(Exception):
    """A page failed; what failed is not said, for the words of a case may stand in it."""


def behind_glass(view: View) -> View:
    """Let nothing of a page stay in a cache, a referrer, a log or a temporary file."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        keep_in_memory(request)
        try:
            response = view(request, *args, **kwargs)
        except (Http404, PermissionDenied):
            raise
        except Exception as error:
            # The class only: messages of databases and libraries quote what they were given.
            logger.error("denunciations: %s in %s", type(error).__name__, view.__name__)
            raise Broken(view.__name__) from None
        return sealed(response)

    # The token is asked for inside, after it is settled that files stay in memory.
    return csrf_exempt(sensitive_post_parameters()(never_cache(shown)))


def for_officers(view: View) -> View:
    """A page for whoever has use for a key; a stranger learns only that it is closed."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not permissions.may_have_key(request.user, today=timezone.localdate()):
            raise PermissionDenied(_("Tài khoản của bạn không có quyền mở trang này."))
        return view(request, *args, **kwargs)

    return behind_glass(csrf_protect(login_required(opened)))


def sealed(response: HttpResponse) -> HttpResponse:
    """Tell the browser to keep nothing and to tell no other site where it came from."""
    response.headers["Cache-Control"] = "no-store, private, max-age=0"
    # Not "no-referrer": browsers then send forms without their origin, and they are refused.
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def officer(request: HttpRequest) -> User:
    """Give who is signed in; `for_officers` has let nobody else through."""
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    return user
