"""What strangers see may be kept; what somebody sees who is known or told something may not."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from kheo.foundation.accounts.keeping import kept_for_strangers
from tests import factories


def answered(response: HttpResponse, **cookies: str) -> str:
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    view = kept_for_strangers(7)(lambda request: response)
    return view(request).headers.get("Cache-Control", "")


def test_a_strangers_page_may_be_kept():
    assert answered(HttpResponse("ok")) == "public, max-age=0, s-maxage=7"


def test_a_stranger_who_chose_a_theme_is_still_a_stranger():
    assert answered(HttpResponse("ok"), theme="dark") == "public, max-age=0, s-maxage=7"


@pytest.mark.parametrize("cookie", [settings.SESSION_COOKIE_NAME, "messages"])
def test_a_page_for_somebody_is_never_kept(cookie):
    assert "no-store" in answered(HttpResponse("ok"), **{cookie: "x"})


def test_a_page_that_sets_a_cookie_or_failed_is_not_kept():
    with_cookie = HttpResponse("ok")
    with_cookie.set_cookie("csrftoken", "x")

    assert answered(with_cookie) == ""
    assert answered(HttpResponse("no", status=422)) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "seconds"), [("home:home", 1), ("lookup:search", 5), ("reports:list", 30)]
)
def test_public_pages_say_how_long_they_may_be_kept_and_set_no_cookie(client, name, seconds):
    factories.unit()

    response = client.get(reverse(name))

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == f"public, max-age=0, s-maxage={seconds}"
    assert not response.cookies
