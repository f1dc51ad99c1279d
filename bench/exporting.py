"""Takes a book of a million lines out of a running server and watches what that holds in memory."""

import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode, urlsplit

import psutil
from django.conf import settings
from django.test import Client
from django.urls import reverse

from kheo.foundation.accounts.models import User

AIM = 200
PIECE = 256 * 1024
MEGABYTE = 1024**2
SECONDS_BETWEEN = 0.3
TOKEN = "b" * 32


@dataclass(frozen=True)
class Export:
    """What came through, and what any process of the server held and gained; megabytes."""

    lines: int
    megabytes: float
    seconds: float
    first_byte: float
    held: float
    gained: float


class Watch(threading.Thread):
    """Reads what every process of a server holds until it is told to stop.

    Held is PSS, pages that forked processes share counted once; gained is of what is resident.
    """

    def __init__(self, server: int) -> None:
        super().__init__(daemon=True)
        self.server = psutil.Process(server)
        self.stopped = threading.Event()
        self.held = self.gained = 0.0
        self.before: dict[int, float] = {}

    def read(self) -> None:
        """Look once at every process."""
        for process in [self.server, *self.server.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                found = process.memory_full_info()
                began = self.before.setdefault(process.pid, found.rss)
                self.held = max(self.held, found.pss / MEGABYTE)
                self.gained = max(self.gained, (found.rss - began) / MEGABYTE)

    def run(self) -> None:
        while not self.stopped.wait(SECONDS_BETWEEN):
            self.read()

    def __enter__(self) -> "Watch":
        self.read()
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stopped.set()
        self.join()


def export(address: str, server: int, user: User, *, unit: str, year: int) -> Export:
    """Ask for the book as a signed-in clerk and count what comes."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=120)
    with closing(connection), Watch(server) as watch:
        began = time.perf_counter()
        answer = _asked(connection, user, {"don-vi": unit, "nam": str(year)})
        first = time.perf_counter() - began
        lines = size = 0
        while piece := answer.read(PIECE):
            lines, size = lines + piece.count(b"\n"), size + len(piece)
        seconds = time.perf_counter() - began
    # Without the line of titles.
    return Export(lines - 1, size / MEGABYTE, seconds, first, watch.held, watch.gained)


def _asked(connection: HTTPConnection, user: User, book: dict[str, str]) -> HTTPResponse:
    client = Client()
    client.force_login(user)
    signed_in = client.cookies[settings.SESSION_COOKIE_NAME].value
    connection.request(
        "POST",
        reverse("petitions:export"),
        urlencode({**book, "csrfmiddlewaretoken": TOKEN}),
        {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={signed_in}; csrftoken={TOKEN}",
        },
    )
    answer = connection.getresponse()
    assert answer.status == 200, (answer.status, answer.getheader("Location"))
    return answer
