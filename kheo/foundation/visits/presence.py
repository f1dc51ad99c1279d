"""How many people are here now: marks in shared memory that cannot be turned back into addresses.

Each minute has a row of slots. A visitor marks the slot that a keyed hash of address and browser
chooses; how many slots are marked tells how many visitors there were (linear counting). The memory
has no name and no file, is shared by the processes forked from here, and is gone when they end; its
key is made anew each day.
"""

import fcntl
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from math import log
from mmap import mmap

# Thousands of addresses share a slot; a hundred visitors are counted to within one.
SLOTS = 1 << 18
WINDOW = 5
KEY_BYTES = 32
MINUTE = 60
DAY = 86_400
# The key changes at three in the morning in Việt Nam, when the fewest are here.
NIGHT = 20 * 3600

Visitor = tuple[str, str]


class Presence:
    """The shared memory: a day and its key, then for each minute its number and its row."""

    ROW = 8 + SLOTS // 8
    ROWS = 8 + KEY_BYTES

    def __init__(self) -> None:
        size = self.ROWS + (WINDOW + 1) * self.ROW
        self.file = os.memfd_create("kheo-visits")
        os.ftruncate(self.file, size)
        self.memory = mmap(self.file, size)

    def mark(self, visitors: Iterable[Visitor], *, at: float) -> None:
        """Note that these visitors were here in this minute."""
        with self._alone():
            key = self._key_of(int(at - NIGHT) // DAY)
            begin = self._row_of(int(at) // MINUTE) + 8
            for visitor in visitors:
                slot = _slot(key, visitor)
                self.memory[begin + slot // 8] |= 1 << slot % 8

    def count(self, *, at: float) -> int:
        """Estimate how many different visitors were here in the last minutes."""
        latest = int(at) // MINUTE
        marked = 0
        with self._alone():
            for place in range(WINDOW + 1):
                row = self.ROWS + place * self.ROW
                if latest - WINDOW < self._number(row) <= latest:
                    marked |= int.from_bytes(self.memory[row + 8 : row + self.ROW], "little")
        free = max(SLOTS - marked.bit_count(), 1)
        return round(-SLOTS * log(free / SLOTS))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        # Of the process, and let go by the kernel when the process is killed.
        fcntl.lockf(self.file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.lockf(self.file, fcntl.LOCK_UN)

    def _key_of(self, day: int) -> bytes:
        if self._number(0) != day:
            self.memory[:] = bytes(len(self.memory))
            self._write(0, day)
            self.memory[8 : 8 + KEY_BYTES] = os.urandom(KEY_BYTES)
        return self.memory[8 : 8 + KEY_BYTES]

    def _row_of(self, minute: int) -> int:
        row = self.ROWS + minute % (WINDOW + 1) * self.ROW
        if self._number(row) != minute:
            self.memory[row : row + self.ROW] = bytes(self.ROW)
            self._write(row, minute)
        return row

    def _number(self, at: int) -> int:
        return int.from_bytes(self.memory[at : at + 8], "little")

    def _write(self, at: int, number: int) -> None:
        self.memory[at : at + 8] = number.to_bytes(8, "little")


def _slot(key: bytes, visitor: Visitor) -> int:
    digest = blake2b("\n".join(visitor).encode("utf-8", "replace"), key=key, digest_size=8).digest()
    return int.from_bytes(digest, "little") % SLOTS


# Made when the code is loaded, before the server's processes are forked from here.
here = Presence()


def online() -> int:
    """Say how many people read this site in the last five minutes."""
    return here.count(at=time.time())
