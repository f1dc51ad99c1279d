"""What a running Khéo holds in memory, shared pages counted once (PSS)."""

from collections.abc import Iterable
from pathlib import Path

import psutil


def megabytes(server: int, database: Path) -> tuple[float, float]:
    """Give the memory of the server with its worker, and of its PostgreSQL."""
    postmaster = int((database / "postmaster.pid").read_text().split()[0])
    return _sum(_family(server)), _sum(_family(postmaster))


def _family(pid: int) -> list[psutil.Process]:
    parent = psutil.Process(pid)
    return [parent, *parent.children(recursive=True)]


def _sum(processes: Iterable[psutil.Process]) -> float:
    return sum(_pss(process) for process in processes) / 1024**2


def _pss(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.NoSuchProcess:
        return 0
