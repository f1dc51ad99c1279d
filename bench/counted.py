"""What counting visits takes of a page's time, beside the same page with nothing counted."""

import time
from collections.abc import Callable
from itertools import count
from statistics import median

from django.core.handlers.base import BaseHandler
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from kheo.foundation.visits import counting
from kheo.foundation.visits.middleware import CountVisits

AIM = 0.02
PAGES, NOTES = 300, 20_000
PERSON = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"


def print_share(address: str) -> None:
    """Print the share of a note and of carrying it to the database."""
    with override_settings(KHEO_COUNT_VISITS=False):
        handler = BaseHandler()
        handler.load_middleware()
    factory = RequestFactory(
        headers={"accept-encoding": "gzip", "accept-language": "vi", "user-agent": PERSON}
    )
    numbers = count()
    kept = _each(PAGES, lambda: handler.get_response(factory.get(address)))
    anew = _each(
        PAGES // 10, lambda: handler.get_response(factory.get(f"{address}?n={next(numbers)}"))
    )
    noting, carrying = _noting(factory.get(address)), _carrying()
    print("\ncounting visits, within the process (aim ≤ 2 % of the page's time)")
    print(f"  a note {noting:.2f} µs, brought to the database with others {carrying:.2f} µs")
    for name, spent in (("article, made anew", anew), ("article, kept", kept)):
        share = (noting + carrying) / spent
        verdict = "met" if share <= AIM else "MISSED"
        print(f"  {name:<24}{spent:>10.1f} µs, of that {share:.2%}  {verdict}")


def _each(times: int, act: Callable[[], object]) -> float:
    """Take the median, in microseconds; the first times are for the caches."""
    spent = []
    for _ in range(times + 2):
        began = time.perf_counter()
        act()
        spent.append(time.perf_counter() - began)
    return median(spent[2:]) * 1_000_000


def _noting(request: HttpRequest) -> float:
    """Time the layer around an answer that is there already, less the same call without it."""
    answer = HttpResponse("")
    with override_settings(KHEO_COUNT_VISITS=True):
        layer = CountVisits(lambda _request: answer)
    # This process carries nothing by itself while it is being measured.
    counting.here.is_ending.set()
    spent = min(_together(lambda: layer(request)) for _ in range(5))
    counting.here.notes.clear()
    return spent - min(_together(lambda: answer) for _ in range(5))


def _together(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(NOTES):
        act()
    return (time.perf_counter() - began) / NOTES * 1_000_000


def _carrying() -> float:
    """Time what the thread does each second, for each note of a busy second."""
    spent = []
    for turn in range(5):
        notes = [(f"/tin/bai-{turn}-{n % 300}/", PERSON, f"10.0.{n % 250}.1", False)
                 for n in range(2_000)]  # fmt: skip
        counting.here.notes.extend(notes)
        began = time.perf_counter()
        counting.here.carry()
        spent.append((time.perf_counter() - began) / len(notes))
    return median(spent) * 1_000_000
