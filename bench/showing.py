"""How soon what an editor publishes shows, whichever worker answers."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from statistics import median
from urllib.parse import urlsplit

import psutil
from django.urls import reverse

from kheo.foundation.accounts.models import User
from kheo.know.news.models import NewsPage

AIM = 1.0
TIMES = 12
# More than there are workers: the kernel gives each connection to some worker.
CONNECTIONS = 24
SECONDS_BETWEEN = 0.03


@dataclass
class Watched:
    """One page and the last moment at which an old copy of it was asked for."""

    name: str
    path: str
    stale: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Shown:
    """What came of some publications while so many workers answered."""

    workers: int
    asked: int
    pages: list[Watched]

    def __str__(self) -> str:
        lines = [
            f"\npublished {TIMES} times, {self.workers} workers, {self.asked} of them asked; "
            f"seconds until the last old copy was sent (aim ≤ {AIM})"
        ]
        for page in self.pages:
            longest = max(page.stale)
            verdict = "met" if longest <= AIM else "MISSED"
            lines.append(
                f"  {page.name:<34}p50 {median(page.stale):>6.3f}  most {longest:>6.3f}  {verdict}"
            )
        return "\n".join(lines)


def watched() -> list[Watched]:
    """List what is looked at: the newest article, and where its title stands."""
    newest = NewsPage.objects.published().latest_first()[0]
    return [
        Watched("the article", newest.address),
        Watched("the list of all news", reverse("news:index")),
        Watched("the first page", reverse("home:home")),
    ]


def publish(address: str, server: int, pages: list[Watched], *, workers: int, by: User) -> Shown:
    """Publish the same article again and again under new titles, as the editor does."""
    fresh = [Watched(page.name, page.path) for page in pages]
    asked = 0
    for page in fresh:
        with ExitStack() as opened:
            lines = [opened.enter_context(_line(address, page.path)) for _ in range(CONNECTIONS)]
            asked = max(asked, _workers(server, lines))
            page.stale = [_delay(lines, page.path, by, number) for number in range(TIMES)]
    return Shown(workers, asked, fresh)


@contextmanager
def _line(address: str, path: str) -> Iterator[HTTPConnection]:
    """Open a connection that stays with one worker."""
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=20)) as line:
        _ask(line, path)
        yield line


def _ask(line: HTTPConnection, path: str) -> str:
    line.request("GET", path, headers={"Accept-Language": "vi"})
    return line.getresponse().read().decode()


def _workers(server: int, lines: list[HTTPConnection]) -> int:
    """Count the processes at the other ends of the connections."""
    ports = {line.sock.getsockname()[1] for line in lines}
    found = psutil.Process(server).children(recursive=True)
    return sum(any(_port(one) in ports for one in process.net_connections()) for process in found)


def _port(connected: "psutil._common.pconn") -> int:
    return int(connected.raddr.port) if connected.raddr else 0


def _delay(lines: list[HTTPConnection], path: str, by: User, number: int) -> float:
    """Publish while all connections ask on, and say when the last old copy was asked for."""
    title = f"Bài đăng lại lần {number} lúc {time.time_ns()}"
    last = [0.0] * len(lines)
    asking = [
        threading.Thread(target=_ask_on, args=(line, path, title, place, last))
        for place, line in enumerate(lines)
    ]
    for thread in asking:
        thread.start()
    time.sleep(0.2)
    article = NewsPage.objects.published().latest_first()[0].get_latest_revision_as_object()
    article.title = title
    article.save_revision(user=by).publish(user=by)
    published = time.perf_counter()
    for thread in asking:
        thread.join()
    return max(max(last) - published, 0.0)


def _ask_on(
    line: HTTPConnection,
    path: str,
    title: str,
    place: int,
    last: list[float],
) -> None:
    """Ask until the new title has come; note when each old copy was asked for."""
    while True:
        began = time.perf_counter()
        if title in _ask(line, path):
            return
        last[place] = began
        time.sleep(SECONDS_BETWEEN)
