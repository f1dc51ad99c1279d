"""Leaves a note of each page that was opened; the outermost layer, so that none is missed."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from kheo.foundation.visits import counting

Answer = Callable[[HttpRequest], HttpResponse]


class CountVisits:
    """Count whole pages in HTML that were sent; what is fetched ahead or in parts is no visit."""

    def __init__(self, get_response: Answer) -> None:
        if not settings.KHEO_COUNT_VISITS:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.address = settings.KHEO_ADDRESS_HEADER
        self.session = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "GET" and response.status_code == 200:
            meta = request.META
            if _is_html(response) and _is_opened(meta):
                agent, address = meta.get("HTTP_USER_AGENT", ""), meta.get(self.address, "")
                is_signed_in = self.session in request.COOKIES
                counting.here.note((request.path, agent, address, is_signed_in))
        return response


def _is_html(response: HttpResponse) -> bool:
    # Asked of each page of the site: `headers.get` costs four times as much.
    try:
        return response.headers["Content-Type"].startswith("text/html")
    except KeyError:
        return False


def _is_opened(meta: Mapping[str, Any]) -> bool:
    """Say whether a person opened it: not fetched ahead, and not a part of a page."""
    if "HTTP_SEC_PURPOSE" in meta or "HTTP_PURPOSE" in meta:
        return False
    return "HTTP_HX_REQUEST" not in meta or "HTTP_HX_BOOSTED" in meta
