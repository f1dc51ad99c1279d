"""No count is lost or doubled: in one process, in four, at the end of one, in a real server."""

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import DatabaseError, connection

from kheo.foundation.visits import counting, queries, services
from kheo.foundation.visits.counting import Counting
from kheo.foundation.visits.models import PageDay, SiteDay

ROOT = Path(__file__).resolve().parents[3]
SINCE = date(2000, 1, 1)


def opened(path="/tin/a/", agent="Firefox", *, address="10.0.0.1", is_signed_in=False):
    return (path, agent, address, is_signed_in)


@pytest.fixture
def here():
    return Counting()


@pytest.mark.django_db
def test_notes_become_counts(here):
    here.notes.extend([opened(), opened(), opened("/phan-anh/"), opened(agent="Googlebot")])

    here.carry()

    assert SiteDay.objects.get().seen == 3
    assert queries.most_seen(below="/", since=SINCE, limit=9) == [("/tin/a/", 2)]
    assert here.figures is not None
    assert here.figures.total == 3


@pytest.mark.django_db
def test_carrying_twice_counts_once(here):
    here.notes.append(opened())

    here.carry()
    here.carry()

    assert SiteDay.objects.get().seen == 1


@pytest.mark.django_db
def test_counts_wait_while_the_database_is_away(here, monkeypatch, caplog):
    def away(**counts):
        raise DatabaseError

    here.notes.append(opened())
    with monkeypatch.context() as patch:
        patch.setattr(services, "add", away)
        here.carry()
        here.carry()
    here.notes.append(opened())
    here.carry()

    assert PageDay.objects.get().seen == 2
    assert len(caplog.records) == 1


def test_without_a_count_there_is_nothing_to_show(here, monkeypatch):
    monkeypatch.setattr(counting, "here", here)

    assert counting.latest() is None


COUNT = """
import sys, django
django.setup()
from kheo.foundation.visits.counting import Counting
here = Counting()
for turn in range(25):
    for n in range(40):
        # Every process meets the others in the same pages, in another order.
        page = n * (1, 3, 7, 9)[int(sys.argv[1])] % 40
        here.notes.append((f"/tin/{page}/", "Firefox", "10.0.0.1", False))
    here.carry()
"""
LEAVE = """
import django
django.setup()
from kheo.foundation.visits.counting import here
for n in range(7):
    here.note(("/tin/a/", "Firefox", "10.0.0.1", False))
"""
SERVE = """
import sys, django
django.setup()
from kheo.config import server
server.web("127.0.0.1", int(sys.argv[1]), workers=4, threads=2)
"""


def environment():
    given = connection.settings_dict
    who = f"{quote(given['USER'])}:{quote(given['PASSWORD'])}"
    return {
        **os.environ,
        "DATABASE_URL": f"postgresql://{who}@/{given['NAME']}?host={quote(given['HOST'], safe='')}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "KHEO_COUNT_VISITS": "1",
    }


def process(code, *given):
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, given)], cwd=ROOT, env=environment()
    )


@pytest.mark.django_db(transaction=True)
def test_four_processes_at_once_lose_and_double_nothing():
    running = [process(COUNT, n) for n in range(4)]
    assert [one.wait(120) for one in running] == [0, 0, 0, 0]

    assert SiteDay.objects.get().seen == 4 * 25 * 40
    assert set(PageDay.objects.values_list("seen", flat=True)) == {4 * 25}
    assert PageDay.objects.count() == 40


@pytest.mark.django_db(transaction=True)
def test_a_process_that_ends_carries_its_last_notes():
    assert process(LEAVE).wait(120) == 0

    assert SiteDay.objects.get().seen == 7


@contextmanager
def serving():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = process(SERVE, port)
    try:
        yield running, port
    finally:
        if running.poll() is None:
            running.send_signal(signal.SIGINT)
            running.wait(30)


def ask(port, times, agent="Firefox"):
    """Open the page so many times, each by a connection of its own so that all processes answer."""
    given = []
    for _ in range(times):
        line = HTTPConnection("127.0.0.1", port, timeout=20)
        line.request("GET", "/", headers={"User-Agent": agent})
        answer = line.getresponse()
        answer.read()
        given.append(answer.status)
        line.close()
    return given


def wait_until_it_answers(port):
    for _ in range(300):
        try:
            return ask(port, 1, agent="curl/8")
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


@pytest.mark.django_db(transaction=True)
def test_four_workers_of_the_real_server_count_every_request():
    with serving() as (running, port):
        wait_until_it_answers(port)
        with ThreadPoolExecutor(8) as people:
            given = [
                status
                for one in people.map(lambda n: ask(port, 50, f"Firefox {n}"), range(8))
                for status in one
            ]
        running.send_signal(signal.SIGINT)
        running.wait(30)

    assert given == [200] * 400
    assert SiteDay.objects.get().seen == 400
