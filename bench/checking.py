"""How fast the checker reads reports, beside a bare scan with its own pattern of numbers."""

import re
import time
from collections.abc import Callable
from pathlib import Path

from kheo.insight.checks.text import check

SEEDS = Path(__file__).resolve().parents[1] / "kheo" / "know" / "news" / "seeds"
MEGABYTES = 2
ROUNDS = 3
NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")


def sample() -> str:
    """Repeat the five seeds until their UTF-8 form fills some megabytes."""
    seeds = "\n".join(p.read_text(encoding="utf-8") for p in sorted(SEEDS.glob("*.txt")))
    return f"{seeds}\n" * (MEGABYTES * 1_000_000 // len(seeds.encode()) + 1)


def speed(work: Callable[[str], object], text: str) -> float:
    """Measure megabytes of UTF-8 per second of one core, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        work(text)
        best = min(best, time.process_time() - begun)
    return len(text.encode()) / 1_000_000 / best


def main() -> None:
    """Print the two speeds and how many relations and wrong ones were found."""
    text = sample()
    scan = speed(NUMBERS.findall, text)
    checked = speed(check, text)
    found = check(text)
    wrong = sum(relation.verdict == "inconsistent" for relation in found)
    print(f"checking {len(text.encode()) / 1e6:.1f} MB of reports, one core")
    print(f"  bare scan for numbers {scan:8.2f} MB/s  yardstick")
    print(
        f"  check                 {checked:8.2f} MB/s  1/{scan / checked:.0f} of it; aim ≥ 1 MB/s"
    )
    print(f"  {len(found)} relations, {wrong} wrong")
