"""Asks the drawing process for a drawing, and starts it when it is not there.

One process draws for the whole machine: it keeps a lock, and whoever needs a drawing first starts
it. It answers one after the other, keeps what it drew last, and is given up after some seconds; a
drawing that kills it is answered with NotDrawn, and the next one finds a new process.
"""

import contextlib
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import typst
from django.utils.safestring import SafeString, mark_safe

from kheo.foundation import fonts
from kheo.foundation.charts.chart import Chart, Table, table

SECONDS = 8.0
NARROW, WIDE, PAPER = 340, 720, 620
DOTS_PER_INCH = 220.0
_SHEET = b"#set page(width: auto, height: auto, margin: 2pt)\n#image(bytes(sys.inputs.svg))"
_CHILD = Path(__file__).parent / "child"
_MODULE = "kheo.foundation.charts.child"
_PAUSE = 0.02


class NotDrawn(Exception):
    """The drawing process gave no drawing in time; the numbers are in the table."""


@dataclass(frozen=True)
class Drawn:
    """A chart for a page: for phones, for wider screens, and as a table.

    Both drawings are empty when none could be made, or there was nothing to draw.
    """

    chart: Chart
    narrow: SafeString
    wide: SafeString
    table: Table


def drawn(chart: Chart, *, seconds: float = SECONDS) -> Drawn:
    """Draw for a page; never raises, because the table says the same."""
    narrow = wide = SafeString("")
    if not chart.is_empty:
        with contextlib.suppress(NotDrawn):
            narrow = svg(chart, width=NARROW, seconds=seconds)
            wide = svg(chart, width=WIDE, seconds=seconds)
    return Drawn(chart, narrow, wide, table(chart))


def svg(chart: Chart, *, width: int = WIDE, seconds: float = SECONDS) -> SafeString:
    """Draw as SVG to stand in a page; raises NotDrawn."""
    asked = {"form": "page", "chart": chart.drawing(width)}
    # Made by our own process, which escapes every word.
    return mark_safe(ask(asked, seconds=seconds).decode())  # noqa: S308


def paper(chart: Chart, *, width: int = PAPER, seconds: float = SECONDS) -> str:
    """Draw as SVG in the letters of official papers, for Typst; raises NotDrawn."""
    asked = {"form": "paper", "chart": chart.drawing(width)}
    return ask(asked, seconds=seconds).decode()


def png(chart: Chart, *, width: int = PAPER, seconds: float = SECONDS) -> bytes:
    """Draw as PNG for Word; raises NotDrawn. Typst has a font with every Vietnamese letter."""
    page = typst.compile(
        _SHEET,
        sys_inputs={"svg": paper(chart, width=width, seconds=seconds)},
        font_paths=fonts.of_machine(),
        format="png",
        ppi=DOTS_PER_INCH,
    )
    assert isinstance(page, bytes)
    return page


def ask(asked: dict[str, Any], *, seconds: float = SECONDS) -> bytes:
    """Send one request and wait for its answer; raises NotDrawn."""
    until = time.monotonic() + seconds
    sent = json.dumps({**asked, "seconds": seconds}, ensure_ascii=False, sort_keys=True).encode()
    while True:
        has_begun = False
        try:
            with _connected(until) as line:
                line.settimeout(max(0.05, until - time.monotonic()))
                line.sendall(struct.pack("!I", len(sent)) + sent)
                has_begun = bool(_read(line, 1))
                is_good, length = struct.unpack("!?I", _read(line, 5))
                answer = _read(line, length)
        except OSError as lost:
            # Another's drawing killed the process while this one stood in the queue.
            if has_begun or time.monotonic() > until:
                raise NotDrawn(str(lost)) from lost
        else:
            if not is_good:
                raise NotDrawn(answer.decode())
            return answer


def _read(line: socket.socket, length: int) -> bytes:
    parts = bytearray()
    while len(parts) < length:
        part = line.recv(min(65_536, length - len(parts)))
        if not part:
            raise ConnectionError("the drawing process has gone")
        parts += part
    return bytes(parts)


def _connected(until: float) -> socket.socket:
    """Connect, starting the process when nobody answers."""
    address = str(room() / "line")
    while True:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(max(0.05, until - time.monotonic()))
        try:
            line.connect(address)
        except (FileNotFoundError, ConnectionRefusedError):
            line.close()
            if time.monotonic() > until:
                raise
            _start()
            time.sleep(_PAUSE)
        except OSError:
            line.close()
            raise
        else:
            return line


@cache
def room() -> Path:
    """Return the folder of this user's drawing process; other versions of it have their own."""
    sources = b"".join(path.read_bytes() for path in sorted(_CHILD.glob("*.py")))
    kept = Path(os.environ.get("KHEO_VAR", Path.cwd())).resolve()
    key = sha256(sources + str(kept).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"kheo-{os.getuid()}-{key}"
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.lstat()
    if state.st_uid != os.getuid() or state.st_mode & 0o077:
        raise PermissionError(f"{folder} belongs to somebody else")
    return folder


_started: list[subprocess.Popen[bytes]] = []


def _start() -> None:
    """Start the process unless somebody is just doing so; it ends with whoever started it."""
    with (room() / "start").open("wb") as gate:
        try:
            flock(gate, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            return
        if _is_running():
            return
        for ended in [one for one in _started if one.poll() is not None]:
            _started.remove(ended)
        child = subprocess.Popen(  # noqa: S603 - our own module, no word of anybody's
            [sys.executable, "-m", _MODULE, str(room())],
            cwd=_CHILD.parents[3],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _started.append(child)
        _wait_for_its_lock(child)


def _wait_for_its_lock(child: subprocess.Popen[bytes]) -> None:
    """Keep the gate until the process is known to be alone, or has failed to start."""
    until = time.monotonic() + SECONDS
    while not _is_running() and child.poll() is None and time.monotonic() < until:
        time.sleep(_PAUSE)


def _is_running() -> bool:
    """Say whether a process holds the lock of the drawing process."""
    with (room() / "lock").open("ab") as lock:
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            return True
    return False
