"""Times one act many times, each time beside a bare lookup by key, and prints what came of it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from statistics import median

from kheo.oversee.petitions.models import Petition

CALLS = 40


@dataclass(frozen=True)
class Timing:
    """Milliseconds of every call, and of the bare lookup made after each."""

    name: str
    times: list[float]
    bare: list[float]
    aim: float

    @property
    def p95(self) -> float:
        return sorted(self.times)[int(len(self.times) * 0.95) - 1]

    def __str__(self) -> str:
        p50, bare = median(self.times), median(self.bare)
        missed = "  MISSED" if self.p95 > self.aim else ""
        return (
            f"{self.name:<46}{min(self.times):>8.1f}{p50:>8.1f}{self.p95:>8.1f}"
            f"{max(self.times):>8.1f}{p50 / bare:>8.1f}{self.aim:>8.0f}{missed}"
        )


def timed(name: str, act: Callable[[int], object], *, aim: float, calls: int = CALLS) -> Timing:
    """Do it so many times, by turns with a lookup by key; the first time is for the caches."""
    act(calls)
    random = Random(calls)
    last = Petition.objects.order_by("-pk").values_list("pk", flat=True)[0]
    times, bare = [], []
    for turn in range(calls):
        times.append(_milliseconds(act, turn))
        bare.append(_milliseconds(_look_up, random.randint(1, last)))
    return Timing(name, times, bare, aim)


def _look_up(key: int) -> object:
    return Petition.objects.values_list("code").get(pk=key)


def _milliseconds(act: Callable[[int], object], given: int) -> float:
    began = time.perf_counter()
    act(given)
    return (time.perf_counter() - began) * 1000


def heading(title: str) -> None:
    """Name the columns of the table."""
    print(f"\n{title:<46}{'least':>8}{'p50':>8}{'p95':>8}{'most':>8}{'× bare':>8}{'aim':>8}")
