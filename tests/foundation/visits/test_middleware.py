"""Which answers leave a note."""

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse, JsonResponse
from django.test import RequestFactory, override_settings

from kheo.foundation.visits import counting
from kheo.foundation.visits.middleware import CountVisits

BROWSER = {"HTTP_USER_AGENT": "Firefox"}


@pytest.fixture
def notes(monkeypatch):
    """The notes of a counting that nobody carries away."""
    here = counting.Counting()
    monkeypatch.setattr(here, "start", lambda: None)
    monkeypatch.setattr(counting, "here", here)
    return here.notes


@pytest.fixture
def count():
    def ask(answer=None, method="get", path="/tin/a/", session=False, **headers):
        request = getattr(RequestFactory(), method)(path, **BROWSER, **headers)
        if session:
            request.COOKIES["sessionid"] = "abc"
        with override_settings(KHEO_COUNT_VISITS=True):
            return CountVisits(lambda request: answer or HttpResponse("trang"))(request)

    return ask


def test_a_page_leaves_path_browser_and_address(notes, count):
    count(path="/tin/a/?trang=2")

    assert list(notes) == [("/tin/a/", "Firefox", "127.0.0.1", False)]


def test_who_signed_in_is_noted_as_such(notes, count):
    count(session=True)

    assert notes[0] == ("/tin/a/", "Firefox", "127.0.0.1", True)


@pytest.mark.parametrize(
    "asked",
    [
        {"method": "head"},
        {"method": "post"},
        {"answer": HttpResponse("không có", status=404)},
        {"answer": HttpResponse(status=302)},
        {"answer": JsonResponse({})},
        {"HTTP_SEC_PURPOSE": "prefetch"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_HX_REQUEST": "true"},
    ],
)
def test_what_is_no_whole_page_that_somebody_opened_leaves_none(notes, count, asked):
    count(**asked)

    assert len(notes) == 0


def test_a_page_opened_by_a_boosted_link_is_a_page(notes, count):
    count(HTTP_HX_REQUEST="true", HTTP_HX_BOOSTED="true")

    assert len(notes) == 1


def test_a_deployment_may_count_nothing():
    with override_settings(KHEO_COUNT_VISITS=False), pytest.raises(MiddlewareNotUsed):
        CountVisits(lambda request: HttpResponse())


def test_hits_of_the_page_cache_are_counted_too(settings):
    order = settings.MIDDLEWARE
    counts = order.index("kheo.foundation.visits.middleware.CountVisits")

    assert counts < order.index("kheo.config.pagecache.PageCache")
