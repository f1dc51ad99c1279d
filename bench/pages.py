"""Times one page after the other over HTTP, each by turns with the bare static view."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from http.client import HTTPConnection
from random import Random
from statistics import median
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench import acts, articles, lists, timing
from kheo.foundation import sitemaps
from kheo.foundation.accounts.models import User
from kheo.foundation.units.models import Unit
from kheo.know.disclosure import queries as disclosure
from kheo.know.news.models import Category, NewsIndex, NewsPage

CALLS = 40
# A page that is slow is asked for less often.
PATIENCE = 12
READING, EDITING, MATRIX = 200, 300, 50
# A file of 50,000 addresses is for machines, once a day.
MACHINES = 3_000
Address = Callable[[int], str]


@dataclass(frozen=True)
class Asked:
    """A page, which address of it each turn asks for, and by whom."""

    name: str
    address: Address
    aim: float = READING
    signed_in: str = ""
    calls: int = CALLS


def asked(editor: User) -> list[Asked]:
    """List the pages, none of them kept: each turn has an address of its own."""
    return [*_news(), *_beside_news(), *_documents(), *_editing(editor), *_for_machines()]


def _news() -> Iterator[Asked]:
    pages = list(NewsPage.objects.order_by("-pk")[: CALLS + 1])
    yield Asked("article", lambda n: pages[n].address)
    old = list(NewsPage.objects.order_by("pk")[100 : 101 + CALLS])
    yield Asked("article of twelve years ago", lambda n: old[n].address)
    news = reverse("news:index")
    commune = NewsIndex.objects.filter(unit=acts.busiest()).get().address
    for name, address in (("province", news), ("commune", commune)):
        yield Asked(f"list of the {name}", _fresh(address))
        yield Asked(f"list of the {name}, deep in the past", _deep(address))
    common, *_others, rare = Category.objects.order_by("pk")
    for name, one in (("a common", common), ("a rare", rare)):
        yield Asked(f"{name} category", _fresh(one.get_absolute_url()))
        yield Asked(f"{name} category, deep in the past", _deep(one.get_absolute_url()))
    yield Asked(
        "a series", lambda n: reverse("news:series", args=[f"loat-bai-{n % 40}"]) + f"?n={n}"
    )
    yield Asked("a series, deep in the past", _deep(reverse("news:series", args=["loat-bai-7"])))
    yield Asked("feed", _fresh(reverse("news:rss")))
    yield Asked("home", _fresh(reverse("home:home")))
    for name, words in _searches().items():
        yield Asked(f"search: {name}", _search(words))


def _beside_news() -> Iterator[Asked]:
    busiest = articles.busiest()
    comments = reverse("comments:list", args=[busiest.pk])
    yield Asked("article with 10,000 comments", _fresh(busiest.address))
    yield Asked("its comments", _fresh(comments))
    yield Asked("its comments, the last pages", _deep(comments, "sau", days=7))
    yield Asked("sitemap", _fresh(reverse("home:sitemap")))


def _documents() -> Iterator[Asked]:
    unit = acts.busiest()
    yield Asked("matrix communes × items", _fresh(reverse("disclosure:matrix")))
    yield Asked("matrix of a year", _fresh(f"{reverse('disclosure:matrix')}?nam=2025"))
    yield Asked("a commune's disclosure", _fresh(reverse("disclosure:unit", args=[unit.code])))
    yield Asked("what has ended there", _fresh(reverse("disclosure:history", args=[unit.code])))
    top, index = acts.top(), reverse("register:index")
    yield Asked("document", _fresh(top.get_absolute_url()))
    yield Asked("tree of 6,846 documents", _fresh(reverse("register:tree", args=[top.pk])))
    yield Asked("communes without any", _fresh(reverse("register:silent", args=[top.pk])))
    yield Asked("register", _fresh(index))
    yield Asked("register, deep in the past", _deep(index, "sau", moment=False))
    for name, words in _searches().items():
        yield Asked(f"register: {name}", _search(words, index, "tim"))


def _editing(editor: User) -> Iterator[Asked]:
    client = Client()
    client.force_login(editor)
    name = settings.SESSION_COOKIE_NAME
    cookie = f"{name}={client.cookies[name].value}"
    root, busiest = NewsIndex.objects.get(depth=2), articles.busiest()
    commune = NewsIndex.objects.filter(unit=acts.busiest()).get()
    tree = reverse("wagtailadmin_explore", args=[root.pk])
    small = reverse("wagtailadmin_explore", args=[commune.pk])
    history = reverse("wagtailadmin_pages:history", args=[busiest.pk])
    many = NewsPage.objects.child_of(root).count()
    children = reverse("wagtailadmin_api:pages:listing")
    chosen = f"{children}?{urlencode({'child_of': root.pk, 'for_explorer': 1})}"
    for title, address in {
        "first page": reverse("wagtailadmin_home"),
        f"tree, {many:,} in one list": tree,
        "tree, the last page": f"{tree}?p={many // 50}",
        "tree, by title": f"{tree}?ordering=title",
        "tree, of a commune": small,
        f"history, {articles.VERSIONS:,} versions": history,
        "edit an article": reverse("wagtailadmin_pages:edit", args=[busiest.pk]),
    }.items():
        yield Asked(f"editor: {title}", _fresh(address), EDITING, cookie, 20)
    # It refuses what it does not know, so nothing is added to its address.
    yield Asked("editor: menu of the tree", lambda _n: chosen, EDITING, cookie, 20)


def _for_machines() -> Iterator[Asked]:
    last = next(one for one in sitemaps.sections() if one.key == "tin").parts()[-1]
    part = reverse("home:sitemap_part", args=["tin", last - 1])
    yield Asked("a part of the sitemap, 50,000 addresses", _fresh(part), MACHINES, calls=5)


def _fresh(address: str) -> Address:
    mark = "&" if "?" in address else "?"
    return lambda n: f"{address}{mark}n={n}"


def _deep(address: str, name: str = "trang", *, days: int = 4_000, moment: bool = True) -> Address:
    random, now = Random(9), timezone.now()

    def at(_turn: int) -> str:
        then = now - timedelta(days=random.random() * days)
        point = then.isoformat() if moment else then.date().isoformat()
        return f"{address}?{urlencode({name: f'{point}~9'})}"

    return at


def _search(words: Callable[[int], str], address: str = "", name: str = "q") -> Address:
    where = address or reverse("lookup:search")
    return lambda n: f"{where}?{urlencode({name: words(n), 'n': n})}"


def _searches() -> dict[str, Callable[[int], str]]:
    found = lists.searches()
    wanted = (
        "the commonest words",
        "one common word",
        "a thing, without marks",
        "a name, with marks",
    )
    searches = {name: found[name] for name in wanted}
    searches["a thing in a village"] = found["a thing in a village"]
    searches["what nobody said"] = found["what nobody said"]
    return searches


# --- Timing -----------------------------------------------------------------------------------


def print_pages(still: str, address: str, asked: list[Asked]) -> None:
    """Print one line for each page."""
    print("\nmilliseconds over HTTP, one at a time; × still: beside the bare static view, by turns")
    print("p95 has the aim")
    timing.heading("a page")
    missed = 0
    for one in asked:
        taken = _timed(still, address, one)
        print(taken, flush=True)
        missed += taken.p95 > taken.aim
    print(f"{missed} above the aim")


def _timed(still: str, address: str, one: Asked) -> timing.Timing:
    bare, whole = urlsplit(still), urlsplit(address)
    times, limits = [], []
    with (
        closing(HTTPConnection(whole.netloc, timeout=300)) as kheo,
        closing(HTTPConnection(bare.netloc, timeout=300)) as limit,
    ):
        headers = {"Accept-Encoding": "gzip", "Accept-Language": "vi", "Cookie": one.signed_in}
        _got(kheo, one.address(one.calls), headers)
        until = time.monotonic() + PATIENCE
        for turn in range(one.calls):
            times.append(_got(kheo, one.address(turn), headers))
            limits.append(_got(limit, bare.path, {}))
            if time.monotonic() > until:
                break
    return timing.Timing(one.name, times, limits, one.aim)


def _got(where: HTTPConnection, path: str, headers: dict[str, str]) -> float:
    began = time.perf_counter()
    where.request("GET", path, headers=headers)
    answer = where.getresponse()
    answer.read()
    assert answer.status == 200, (path, answer.status, answer.getheader("Location"))
    return (time.perf_counter() - began) * 1000


def print_matrix(*, today: date) -> None:
    """Print how long the one statement of the matrix takes, with what is made of its rows."""
    home = acts.province()
    with CaptureQueriesContext(connection) as captured:
        found = disclosure.matrix(within=home, today=today)
    assert found is not None
    statements = sum("publication" in row["sql"] for row in captured.captured_queries)
    times = [_matrix(home, today) for _ in range(CALLS)]
    p95 = sorted(times)[int(CALLS * 0.95) - 1]
    print(
        f"matrix {len(found.rows)} × {len(found.items)}: {statements} statement, least "
        f"{min(times):.1f} ms, p50 {median(times):.1f} ms, p95 {p95:.1f} ms (aim < {MATRIX}) "
        f"{'met' if p95 < MATRIX else 'MISSED'}"
    )


def _matrix(home: Unit, today: date) -> float:
    began = time.perf_counter()
    disclosure.matrix(within=home, today=today)
    return (time.perf_counter() - began) * 1000
