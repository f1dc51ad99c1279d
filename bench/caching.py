"""What a kept page costs: Khéo's own page cache beside Django's two middlewares (ADR 0009)."""

import time
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest, HttpResponse
from django.middleware.cache import UpdateCacheMiddleware
from django.test import RequestFactory, override_settings
from django.urls import reverse

HITS = 500
ROUNDS = 5
OURS, THEIRS = "PageCache", "Django's cache middlewares"
Row = tuple[str, float, str]


class Update(UpdateCacheMiddleware):
    """Keep for a minute whatever the page says: Django reads max-age, which is 0, not s-maxage."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self.page_timeout = 60


def measure() -> list[Row]:
    """Return microseconds per hit through all middlewares, the best of some rounds by turns."""
    cache.clear()
    handlers = {name: _handler(chain) for name, chain in _chains().items()}
    best = dict.fromkeys(handlers, float("inf"))
    for _ in range(ROUNDS):
        for name, handler in handlers.items():
            best[name] = min(best[name], _seconds(handler) * 1_000_000)
    own = best[OURS]
    return [(name, spent, f"{spent / own:.1f} × {OURS}") for name, spent in best.items()]


def _chains() -> dict[str, list[str]]:
    """Put Django's where its documentation wants them: around everything, and last."""
    own, *rest = settings.MIDDLEWARE
    fetch = "django.middleware.cache.FetchFromCacheMiddleware"
    return {OURS: [own, *rest], THEIRS: [f"{__name__}.Update", *rest, fetch]}


def _handler(chain: list[str]) -> BaseHandler:
    handler = BaseHandler()
    with override_settings(MIDDLEWARE=chain):
        handler.load_middleware()
    return handler


def _seconds(handler: BaseHandler) -> float:
    factory = RequestFactory(headers={"accept-encoding": "gzip", "accept-language": "vi"})
    address = reverse("news:index")
    requests = [factory.get(address) for _ in range(HITS + 1)]
    assert handler.get_response(requests.pop()).status_code == 200
    began = time.perf_counter()
    for request in requests:
        handler.get_response(request)
    return (time.perf_counter() - began) / HITS
