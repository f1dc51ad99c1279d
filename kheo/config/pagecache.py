"""Keeps finished public pages for a few seconds in each web process.

It honours what a view says in HTTP's own words (`Cache-Control: public,
s-maxage=5`), for visitors who carry no session. Everyone who has signed in or
just sent a form is served afresh. See docs/adr/0009-page-cache.md.
"""

import re
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import get_language_from_request

from kheo.foundation.accounts.keeping import PERSONAL

MOST_PAGES = 1000
SECONDS = re.compile(r"\bs-maxage=(\d+)")
Key = tuple[str, str, str, str, bool, bool]


class Kept(NamedTuple):
    """A finished page and the moment it goes stale (monotonic seconds)."""

    until: float
    body: bytes
    headers: list[tuple[str, str]]


class PageCache:
    """The outermost middleware: a hit touches nothing else of the house."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.pages: OrderedDict[Key, Kept] = OrderedDict()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET" or not PERSONAL.isdisjoint(request.COOKIES):
            return self.get_response(request)
        key = self.key(request)
        kept = self.pages.get(key)
        if kept is not None and kept.until > time.monotonic():
            response = HttpResponse(kept.body)
            for name, value in kept.headers:
                response.headers[name] = value
            return response
        # What is published while the page is being made is no older than this moment.
        began = time.monotonic()
        response = self.get_response(request)
        self.keep(key, response, began)
        return response

    @staticmethod
    def key(request: HttpRequest) -> Key:
        """Everything a public page may differ by."""
        return (
            request.get_full_path(),
            request.headers.get("Host", ""),
            get_language_from_request(request),
            request.COOKIES.get("theme", ""),
            "gzip" in request.headers.get("Accept-Encoding", ""),
            "HX-Request" in request.headers,
        )

    def keep(self, key: Key, response: HttpResponse, began: float) -> None:
        """Store the page when its view allows it and it sets no cookie."""
        control = response.headers.get("Cache-Control", "")
        seconds = SECONDS.search(control)
        if (
            seconds is None
            or "public" not in control
            or response.status_code != 200
            or response.cookies
            or isinstance(response, StreamingHttpResponse)
        ):
            return
        until = began + int(seconds[1])
        self.pages[key] = Kept(until, response.content, list(response.headers.items()))
        self.pages.move_to_end(key)
        while len(self.pages) > MOST_PAGES:
            self.pages.popitem(last=False)
