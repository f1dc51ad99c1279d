"""Says which finished pages may be kept for a moment: those that are the same for every stranger.

Whoever carries none of the cookies below has not signed in and is told nothing; for anybody else
the page must be made anew. kheo/config/pagecache.py and proxies honour what is said here.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control

PERSONAL = frozenset({settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name})
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def keep(request: HttpRequest, response: HttpResponse, *, seconds: int) -> HttpResponse:
    """Let a finished page be kept for a moment; what a known reader sees is nobody else's."""
    if not PERSONAL.isdisjoint(request.COOKIES):
        add_never_cache_headers(response)
    elif response.status_code == 200 and not response.cookies:
        patch_cache_control(response, public=True, max_age=0, s_maxage=seconds)
    return response


def kept_for_strangers(seconds: int) -> Callable[[View[P]], View[P]]:
    """Let a page that reads nothing but its address, language and theme be kept for a moment."""

    def decorator(view: View[P]) -> View[P]:
        @wraps(view)
        def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            return keep(request, view(request, *args, **kwargs), seconds=seconds)

        return wrapped

    return decorator
