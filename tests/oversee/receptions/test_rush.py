"""Everybody presses at once, and the server dies in the middle: exactly the places are given."""

import os
import socket
import subprocess
import sys
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from kheo.oversee.receptions import queries, services
from kheo.oversee.receptions.models import Booking, Session
from kheo.oversee.receptions.models.bookings import PLACED
from tests.oversee.receptions import cases, rush
from tests.oversee.receptions.cases import NOW

pytestmark = pytest.mark.django_db(transaction=True)
State = Booking.State
SERVE = """
import sys
import django
django.setup()
from kheo.config import server
server.web("127.0.0.1", int(sys.argv[1]), workers=1, threads=8)
"""


def apart(act):
    """Do it in a thread with a connection of its own."""
    try:
        return act()
    finally:
        connection.close()


def placed(session) -> list[int]:
    found = Booking.objects.filter(session=session, state__in=PLACED)
    return sorted(found.values_list("place", flat=True))


def test_many_threads_get_exactly_the_places_and_the_rest_waits():
    session = cases.posted(capacity=40)
    gate = threading.Barrier(8)

    def phone(_number):
        gate.wait()
        for _press in range(10):
            apart(lambda: cases.held(session))

    with ThreadPoolExecutor(8) as phones:
        list(phones.map(phone, range(8)))

    waiting = Booking.objects.filter(session=session, state=State.WAITING)
    assert placed(session) == list(range(1, 41))
    assert sorted(waiting.values_list("rank", flat=True)) == list(range(1, 41))


def test_one_key_pressed_in_many_threads_is_one_booking():
    session, key, gate = cases.posted(), uuid.uuid4(), threading.Barrier(6)

    def press(_number):
        gate.wait()
        return apart(lambda: cases.held(session, key=key).code)

    with ThreadPoolExecutor(6) as phones:
        codes = set(phones.map(press, range(6)))

    assert len(codes) == 1
    assert Booking.objects.count() == 1


def test_holders_who_cancel_and_phones_that_press_never_share_a_place():
    session = cases.posted(capacity=5)
    mine = [cases.confirmed(session) for _n in range(5)]
    gate = threading.Barrier(10)

    def cancel(booking):
        gate.wait()
        return apart(
            lambda: services.cancel(booking=booking, secret=cases.secret(booking), now=NOW)
        )

    def press(_number):
        gate.wait()
        return apart(lambda: cases.held(session))

    with ThreadPoolExecutor(10) as phones:
        leaving = [phones.submit(cancel, one) for one in mine]
        coming = [phones.submit(press, n) for n in range(5)]
        for one in leaving + coming:
            one.result()

    assert placed(session) == [1, 2, 3, 4, 5]


def test_two_people_who_exchange_days_do_not_wait_for_each_other():
    one = cases.posted(capacity=2)
    two = cases.posted(cases.body("Mường Bú"), capacity=2)
    here, there = cases.confirmed(one), cases.confirmed(two)
    gate = threading.Barrier(2)

    def change(pair):
        gate.wait()
        booking, to = pair
        return apart(
            lambda: (
                services.change(
                    booking=booking, secret=cases.secret(booking), to=to, now=NOW
                ).session_id
            )
        )

    with ThreadPoolExecutor(2) as phones:
        found = list(phones.map(change, [(here, two), (there, one)]))

    assert found == [two.pk, one.pk]


# --- A real server, killed --------------------------------------------------------------------


class Server:
    """A server process of our own on a spare port, on the test's database."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = (folder / f"server-{self.port}.log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(self.port)],
            env={**os.environ, "DATABASE_URL": database(), **variables(folder)},
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        self._wait()

    def _wait(self) -> None:
        for _attempt in range(600):
            assert self.process.poll() is None, Path(self.log.name).read_text()
            try:
                with urlopen(self.address + "/tiep-cong-dan/tra-cuu/", timeout=5) as page:
                    assert page.status == 200
                    return
            except URLError:
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        """End it and the workers it forked with SIGKILL: no handler runs, nothing is flushed."""
        family = [psutil.Process(self.process.pid)]
        family += family[0].children(recursive=True)
        for one in reversed(family):
            one.kill()
        self.process.wait(timeout=30)
        psutil.wait_procs(family[1:], timeout=30)
        self.log.close()


def database() -> str:
    wanted = connection.settings_dict
    return f"postgresql://{wanted['USER']}@/{wanted['NAME']}?host={wanted['HOST']}"


def variables(folder: Path) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "KHEO_VAR": str(folder / "var"),
        "KHEO_SECRET_KEY": settings.SECRET_KEY,
        "PYTHONPATH": str(Path(__file__).resolve().parents[3]),
    }


def tomorrow(capacity: int) -> Session:
    """A day that a real clock still lets people book."""
    body = cases.body()
    now = timezone.now()
    on = timezone.localdate(now) + timedelta(days=30)
    return cases.posted(body, now=now, on=on, capacity=capacity, kind=Session.Kind.UNSCHEDULED)


def test_a_server_killed_under_load_has_given_no_place_twice_and_lost_none(tmp_path):
    session = tomorrow(capacity=120)
    server = Server(tmp_path)
    timer = threading.Timer(1.0, server.kill)
    timer.start()
    first = rush.press(server.address, session.pk, presses=100_000)
    timer.join()

    stored = set(Booking.objects.values_list("code", flat=True))
    assert first.acknowledged
    assert set(first.acknowledged) <= stored
    assert len(placed(session)) == len(set(placed(session))) == min(120, len(stored))

    again = Server(tmp_path)
    try:
        second = rush.press(again.address, session.pk, presses=200)
    finally:
        again.kill()

    stored = set(Booking.objects.values_list("code", flat=True))
    assert {*first.acknowledged, *second.acknowledged} <= stored
    assert len(second.acknowledged) == 200
    assert placed(session) == list(range(1, 121))
    assert queries.free_places(session) == []
