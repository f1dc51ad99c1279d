"""Serves drawings on a socket, one after the other, until whoever started it is gone.

Takes the folder to serve in. One lock keeps it alone on the machine. A drawing that takes too long
ends the process by an alarm, because nothing gentler stops the library; an idle process ends to
give its memory back.
"""

import fcntl
import json
import select
import signal
import socket
import struct
import sys
import time
from collections import OrderedDict
from pathlib import Path
from typing import Any

from kheo.foundation.charts.child import drawing

KEPT = 400
WAITING = 32
IDLE_SECONDS = 120
MOST_BYTES_ASKED = 4_000_000
MOST_KILOBYTES = 400_000
_PATIENCE = 2.0


class _Gone(Exception):
    """Whoever asked has not said what for."""


def serve(folder: Path) -> None:
    """Answer requests until it is time to end."""
    lock = _alone(folder)
    if lock is None:
        return
    address = folder / "line"
    address.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door, lock:
        door.bind(str(address))
        door.listen(WAITING)
        kept: OrderedDict[bytes, bytes] = OrderedDict()
        while _somebody_is_at(door):
            line, _nobody = door.accept()
            with line:
                _answer(line, kept)
            if _kilobytes() > MOST_KILOBYTES:
                break
        address.unlink(missing_ok=True)


def _alone(folder: Path) -> Any:
    """Take the lock; somebody may hold it for a moment only to look."""
    lock = (folder / "lock").open("ab")
    for _attempt in range(100):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.01)
        else:
            return lock
    lock.close()
    return None


def _somebody_is_at(door: socket.socket) -> bool:
    """Wait for a caller; no when the starter is gone or nobody came for long."""
    ready, _out, _bad = select.select([door, sys.stdin], [], [], IDLE_SECONDS)
    return door in ready and sys.stdin not in ready


def _answer(line: socket.socket, kept: OrderedDict[bytes, bytes]) -> None:
    try:
        line.settimeout(_PATIENCE)
        asked = _asked(line)
        line.sendall(b"\1")
        is_good, made = _made(asked, kept)
        line.sendall(struct.pack("!?I", is_good, len(made)) + made)
    except (OSError, _Gone):
        return


def _asked(line: socket.socket) -> bytes:
    (length,) = struct.unpack("!I", _read(line, 4))
    if length > MOST_BYTES_ASKED:
        raise _Gone
    return _read(line, length)


def _read(line: socket.socket, length: int) -> bytes:
    parts = bytearray()
    while len(parts) < length:
        part = line.recv(min(65_536, length - len(parts)))
        if not part:
            raise _Gone
        parts += part
    return bytes(parts)


def _made(asked: bytes, kept: OrderedDict[bytes, bytes]) -> tuple[bool, bytes]:
    """Draw, or give what was drawn from the same words before."""
    if asked in kept:
        kept.move_to_end(asked)
        return True, kept[asked]
    wanted = json.loads(asked)
    signal.setitimer(signal.ITIMER_REAL, wanted["seconds"])
    try:
        made = drawing.draw(wanted)
    except Exception as problem:
        # Whatever the library raises is told to the asker and ends nothing.
        return False, str(problem)[:500].encode()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    kept[asked] = made
    if len(kept) > KEPT:
        kept.popitem(last=False)
    return True, made


def _kilobytes() -> int:
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * 4 if status.exists() else 0


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    serve(Path(sys.argv[1]))
