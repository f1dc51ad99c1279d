"""Keeps what was typed when a sign-in ran out while a form was open."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from kheo.portal.theme import views


class ExpiredSession:
    """Answer a refused form with its own words instead of an empty sign-in page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and _sent_to_sign_in(request, response):
            return views.session_expired(request, sign_in=response.headers["Location"])
        return response


def _sent_to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    sign_in = resolve_url(settings.LOGIN_URL)
    goes_to = urlsplit(response.headers.get("Location", "")).path
    return response.status_code == 302 and goes_to == sign_in
