"""Puts load on an address with wrk and reads what it says."""

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from uuid import uuid4

HERE = Path(__file__).parent
SECONDS = 2
CONNECTIONS = 8


@dataclass(frozen=True)
class Reading:
    """What one round of load gave; times in milliseconds."""

    rate: float
    p50: float
    p95: float
    p99: float
    failures: int
    requests: int


@dataclass(frozen=True)
class Target:
    """An address, how it is asked, and which target is its limit."""

    name: str
    url: str
    limit: str = ""
    aim: float = 0
    script: str = "get.lua"
    environment: dict[str, str] = field(default_factory=dict)

    def measure(self, seconds: int = SECONDS) -> Reading:
        """Ask for some seconds over a few connections; one thread of wrk is enough for them."""
        script = f'dofile("{HERE / "done.lua"}") dofile("{HERE / self.script}")'
        written = Path(os.environ["KHEO_VAR"]) / "wrk.lua"
        written.write_text(script)
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(written), self.url]
        environment = {**os.environ, **self.environment, "BENCH_RUN": uuid4().hex[:8]}
        said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return _read(said.stdout)


def _read(said: str) -> Reading:
    line = next(line for line in said.splitlines() if line.startswith("RESULT"))
    rate, p50, p95, p99, failures, requests = (float(part) for part in line.split()[1:])
    return Reading(rate, p50, p95, p99, int(failures), int(requests))


def middle(readings: list[Reading], name: str) -> float:
    """Take the median of one column over the rounds."""
    return float(median(getattr(reading, name) for reading in readings))
