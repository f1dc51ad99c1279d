"""Many phones at once: presses "keep me a place" over HTTP and keeps what was acknowledged.

The bench calls `press(address, session, presses=…, threads=…)` against any running server and
reads `Rush.per_minute`; the crash test kills the server in the middle.
"""

import http.client
import re
import threading
import time
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
CODE = re.compile(r"/dat-cho/(TD-[A-Z0-9]+)/")


@dataclass
class Rush:
    """What came of a rush: the codes that the server acknowledged, and how long it took."""

    acknowledged: list[str] = field(default_factory=list)
    failed: int = 0
    seconds: float = 0.0

    @property
    def per_minute(self) -> float:
        return 60 * len(self.acknowledged) / self.seconds if self.seconds else 0.0


def press(address: str, session: int, *, presses: int, threads: int = 8) -> Rush:
    """Let several phones press until all presses are used; a dead server ends a phone's turn."""
    rush, left, lock = Rush(), iter(range(presses)), threading.Lock()
    phones = [
        threading.Thread(target=_phone, args=(address, session, left, rush, lock))
        for _n in range(threads)
    ]
    began = time.perf_counter()
    for phone in phones:
        phone.start()
    for phone in phones:
        phone.join()
    rush.seconds = time.perf_counter() - began
    return rush


def _phone(address, session, left, rush, lock) -> None:
    host = urlsplit(address).netloc
    connection = http.client.HTTPConnection(host, timeout=30)
    try:
        cookie, token = _opened(connection, session)
        while True:
            with lock:
                if next(left, None) is None:
                    return
            code = _pressed(connection, session, cookie, token)
            with lock:
                if code:
                    rush.acknowledged.append(code)
                else:
                    rush.failed += 1
    except (OSError, http.client.HTTPException):
        with lock:
            rush.failed += 1
    finally:
        connection.close()


def _opened(connection, session) -> tuple[str, str]:
    connection.request("GET", f"/tiep-cong-dan/buoi/{session}/?n={uuid.uuid4().hex}")
    page = connection.getresponse()
    text = page.read().decode()
    cookie = (page.getheader("Set-Cookie") or "").split(";", 1)[0]
    return cookie, TOKEN.search(text)[1]


def _pressed(connection, session, cookie, token) -> str:
    body = urlencode({"csrfmiddlewaretoken": token, "submission_key": uuid.uuid4()})
    connection.request(
        "POST",
        f"/tiep-cong-dan/buoi/{session}/giu-cho/",
        body,
        {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie},
    )
    answer = connection.getresponse()
    answer.read()
    found = CODE.search(answer.getheader("Location") or "")
    return found[1] if found else ""
