"""Finished pages are kept for visitors without a session, and for nobody else."""

import time

from django.http import HttpResponse
from django.test import RequestFactory

from kheo.config.pagecache import MOST_PAGES, PageCache

PUBLIC = "public, max-age=0, s-maxage=60"


class Counter:
    """A house that counts how often it is asked."""

    def __init__(self, control: str = PUBLIC, *, status: int = 200, cookie: bool = False):
        self.asked, self.control, self.status, self.cookie = 0, control, status, cookie

    def __call__(self, request):
        self.asked += 1
        response = HttpResponse(f"lần {self.asked}", status=self.status)
        response.headers["Cache-Control"] = self.control
        if self.cookie:
            response.set_cookie("csrftoken", "x")
        return response


def ask(cache, path="/", cookies=None, **headers):
    request = RequestFactory().get(path, **headers)
    request.COOKIES.update(cookies or {})
    return cache(request).content.decode()


def test_a_public_page_is_made_once():
    house = Counter()
    cache = PageCache(house)

    assert [ask(cache), ask(cache), ask(cache)] == ["lần 1", "lần 1", "lần 1"]


def test_who_has_signed_in_or_has_a_message_waiting_is_served_afresh():
    cache = PageCache(Counter())
    ask(cache)

    assert ask(cache, cookies={"sessionid": "abc"}) == "lần 2"
    assert ask(cache, cookies={"messages": "abc"}) == "lần 3"


def test_language_theme_and_address_make_other_pages():
    house = Counter()
    cache = PageCache(house)

    ask(cache)
    ask(cache, "/?trang=2")
    ask(cache, cookies={"theme": "dark"})
    ask(cache, cookies={"django_language": "en"})
    ask(cache, HTTP_ACCEPT_ENCODING="gzip")

    assert house.asked == 5


def test_what_is_private_or_sets_a_cookie_or_fails_is_never_kept():
    for house in (
        Counter("private"),
        Counter("no-store"),
        Counter(""),
        Counter(status=404),
        Counter(cookie=True),
        Counter("public, max-age=60"),
    ):
        cache = PageCache(house)
        ask(cache)
        ask(cache)
        assert house.asked == 2


def test_a_form_is_never_kept():
    house = Counter()
    cache = PageCache(house)

    for _ in range(2):
        cache(RequestFactory().post("/"))

    assert house.asked == 2


def test_a_stale_page_is_made_anew():
    house = Counter("public, s-maxage=0")
    cache = PageCache(house)

    ask(cache)
    ask(cache)

    assert house.asked == 2


def test_the_time_that_making_a_page_took_counts():
    house = Counter("public, s-maxage=1")
    cache = PageCache(house)
    request = RequestFactory().get("/")
    cache.keep(cache.key(request), house(request), time.monotonic() - 2)

    assert ask(cache) == "lần 2"


def test_memory_is_bounded():
    cache = PageCache(Counter())

    for number in range(MOST_PAGES + 50):
        ask(cache, f"/?trang={number}")

    assert len(cache.pages) == MOST_PAGES


def test_each_host_has_its_own_pages():
    cache = PageCache(Counter())

    assert ask(cache, HTTP_HOST="kheo.example") == "lần 1"
    assert ask(cache, HTTP_HOST="www.kheo.example") == "lần 2"
