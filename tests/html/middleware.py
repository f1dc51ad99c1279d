"""Holds every page that any test asks for to the rules of HTML."""

import gzip
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from tests.html import rules

Answer = Callable[[HttpRequest], HttpResponseBase]


def checked(get_response: Answer) -> Answer:
    """Refuse to pass on an invalid page of ours; the editor's pages are Wagtail's."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if is_ours(request, response):
            faults = rules.faults(words_of(response))
            assert faults == [], f"{request.path}: {faults}"
        return response

    return answer


def words_of(response: HttpResponseBase) -> str:
    """Read a page, also one that was made small for the way."""
    content: bytes = getattr(response, "content", b"")
    is_small = response.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(content) if is_small else content).decode()


def is_ours(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Say whether this is HTML that our templates wrote."""
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return (
        is_html
        and not response.streaming
        and not request.path.startswith(reverse("wagtailadmin_home"))
    )
