"""Runs the web server and the background worker side by side and ends both cleanly."""

import ctypes
import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module

from django.conf import settings
from django.urls import get_resolver
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings

# From malloc.h.
M_ARENA_MAX = -8
ARENAS = 2


def web(address: str, port: int, *, workers: int, threads: int) -> None:
    """Serve until interrupted. Threads are capped: more of them only fight for the GIL."""
    # Finished pictures only; the originals beside them stay private.
    pictures = settings.MEDIA_ROOT / "images"
    pictures.mkdir(parents=True, exist_ok=True)
    # Loaded once and shared by the processes that are forked from here.
    load()
    # Ctrl-C goes to every process of the terminal; the workers are to hear it once, from here.
    os.register_at_fork(after_in_child=os.setpgrp)
    Granian(
        "kheo.config.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        backlog=2048,
        websockets=False,
        # A worker that was still starting when Ctrl-C came has not heard it.
        workers_kill_timeout=5,
        log_level="warning",
        http1_settings=HTTP1Settings(header_read_timeout=15_000),
        static_path_route=[f"{settings.MEDIA_URL}images"],
        static_path_mount=[pictures],
    ).serve()


def load() -> None:
    """Read code and addresses into memory and keep the collector from copying them apart."""
    few_arenas()
    import_module("kheo.config.wsgi")
    get_resolver().url_patterns  # noqa: B018
    gc.collect()
    gc.freeze()


def few_arenas() -> None:
    """Let threads share glibc's heaps: one for each thread costs tens of MB and gains nothing."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(M_ARENA_MAX, ARENAS)


@contextmanager
def worker() -> Iterator[None]:
    """Keep `kheo worker` running beside the block; stop it when the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kheo", "worker"],
        start_new_session=True,
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
