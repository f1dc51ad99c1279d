"""Counts in memory while pages are served, and brings the counts to the database once a second.

A request only leaves a note (`Counting.note`, less than a microsecond). One thread for each process
reads the notes, adds them up and writes one statement for all of them; the last ones when the
process ends. A process that is killed loses the notes of its last second and doubles none.
"""

import logging
import os
import threading
import time
from collections import Counter, deque
from collections.abc import Iterable
from datetime import date
from multiprocessing.util import Finalize

from django.db import connection
from django.utils import timezone

from kheo.foundation.visits import pages, presence, queries, services

SECONDS_BETWEEN = 1.0
SECONDS_SHOWN = 5.0
# The server kills a worker that has not ended after five.
SECONDS_TO_END = 4.0
logger = logging.getLogger(__name__)


# What a request leaves for a second: path, browser, address, whether signed in. A plain
# tuple of words and no object, so that the garbage collector has nothing to look through.
Note = tuple[str, str, str, bool]


class Counting:
    """The counts of one process."""

    def __init__(self) -> None:
        self.notes: deque[Note] = deque()
        self.days: Counter[date] = Counter()
        self.pages: Counter[tuple[date, str]] = Counter()
        self.figures: queries.Figures | None = None
        self.read_at = 0.0
        self.is_failing = False
        self.thread: threading.Thread | None = None
        self.starting = threading.Lock()
        self.is_ending = threading.Event()

    def note(self, note: Note) -> None:
        """Leave word of a page that was opened."""
        self.notes.append(note)
        if self.thread is None:
            self.start()

    def start(self) -> None:
        """Begin to carry counts to the database, once for each process."""
        with self.starting:
            if self.thread is None:
                self.thread = threading.Thread(target=self._run, name="visits", daemon=True)
                self.thread.start()
                # Heard at the end of a process, whether it was forked or not; atexit is not.
                Finalize(None, self.finish, exitpriority=0)

    def finish(self) -> None:
        """Carry the last counts; nothing more is coming."""
        self.is_ending.set()
        if self.thread is not None:
            self.thread.join(SECONDS_TO_END)

    def _run(self) -> None:
        while not self.is_ending.wait(SECONDS_BETWEEN):
            self.carry()
            # Between two turns the connection belongs to requests.
            connection.close()
        self.carry()
        connection.close()

    def carry(self) -> None:
        """Add up the notes, write what they come to, and read what is shown."""
        try:
            self.add_up()
            self._write()
            self._read()
            self.is_failing = False
        except Exception:
            # The thread must outlive anything; what was counted stays until it can be written.
            if not self.is_failing:
                logger.warning("The counts of visits wait for the database.", exc_info=True)
            self.is_failing = True

    def add_up(self) -> None:
        """Turn notes into counts; addresses go no further than the marks in memory."""
        seen = Counter(self.notes.popleft() for _ in range(len(self.notes)))
        visits = {note: times for note, times in seen.items() if _is_visit(note)}
        if not visits:
            return
        today = timezone.localdate()
        for note, times in visits.items():
            self.days[today] += times
            if pages.is_counted_alone(note[0]):
                self.pages[today, note[0]] += times
        presence.here.mark(_visitors(visits), at=time.time())

    def _write(self) -> None:
        if self.days:
            services.add(days=self.days, pages=self.pages)
            self.days, self.pages = Counter(), Counter()

    def _read(self) -> None:
        if time.monotonic() - self.read_at >= SECONDS_SHOWN:
            self.figures = queries.figures()
            self.read_at = time.monotonic()


def _is_visit(note: Note) -> bool:
    path, agent, _address, is_signed_in = note
    return pages.is_person(agent) and pages.is_visit(path, is_signed_in=is_signed_in)


def _visitors(notes: Iterable[Note]) -> set[presence.Visitor]:
    return {(address, agent) for _path, agent, address, _is_signed_in in notes}


here = Counting()


def latest() -> queries.Figures | None:
    """Give the counters as last read in this process, without a query; None before the first."""
    return here.figures


def _begin_anew() -> None:
    """Forget what belongs to the process this one was forked from; it carries that itself."""
    here.__init__()  # type: ignore[misc]


os.register_at_fork(after_in_child=_begin_anew)
