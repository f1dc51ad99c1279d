"""Reads a stranger's file in a process of its own: what crashes or never ends harms nobody else."""

import os
import resource
import subprocess
import sys
from typing import Final

from kheo.insight.checks.texts.errors import Unreadable

_SECONDS: Final = 60
_MEMORY: Final = 1024 * 1024 * 1024
UNREADABLE: Final = 3


def read_apart(data: bytes, name: str) -> str:
    """Give the text of a file somebody sent; raise Unreadable."""
    command = [sys.executable, "-m", "kheo.insight.checks.texts", os.path.basename(name)[-120:]]
    try:
        # The command is ours; only the file on its standard input is a stranger's.
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            "Đọc tệp này lâu quá một phút. Hãy tách thành các phần nhỏ hơn."
        ) from error
    if done.returncode == UNREADABLE:
        raise Unreadable(done.stderr.decode("utf-8", "replace").strip())
    if done.returncode:
        raise Unreadable("Tệp hỏng, không mở được.")
    return done.stdout.decode("utf-8", "replace")


def limit_this_process() -> None:
    """Bound the child's memory and time from inside; threads of the parent are not forked over."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
