"""Puts full load on pages by turns with the bare static view, then half of what they bore."""

from dataclasses import replace
from statistics import median

from django.urls import reverse

from bench import acts, articles
from bench.load import CONNECTIONS, SECONDS, Reading, Target
from kheo.know.news.models import NewsPage

ROUNDS = 3
STILL = "bare static view"
AIM, MOST = 0.5, 50
FRESH = {"BENCH_FRESH": "1"}


def print_rates(still: str, kheo: str) -> None:
    """Print one line for each page: its rate beside the static view, its times at half load."""
    targets = [Target(STILL, still), *_targets(kheo)]
    for target in targets:
        target.measure(seconds=1)
    full: dict[str, list[Reading]] = {target.name: [] for target in targets}
    eased: dict[str, list[Reading]] = {target.name: [] for target in targets}
    for _ in range(ROUNDS):
        for target in targets:
            full[target.name].append(target.measure())
            eased[target.name].append(_half(target, full[target.name][-1].rate).measure())
    print(
        f"\n{ROUNDS} rounds of {SECONDS} s by turns, {CONNECTIONS} connections, medians; "
        f"times in ms at half of that load; aims: ratio ≥ {AIM} when kept, p99 < {MOST} ms\n"
    )
    print(f"{'':<36}{'req/s':>8}{'ratio':>8}{'half':>8}{'p50':>8}{'p95':>8}{'p99':>8}")
    for target in targets:
        print(_line(target, full, eased), flush=True)


def _targets(kheo: str) -> list[Target]:
    newest = NewsPage.objects.order_by("-pk")[0].address
    pages = {
        "article": newest,
        "article with 10,000 comments": articles.busiest().address,
        "a commune's disclosure": reverse("disclosure:unit", args=[acts.busiest().code]),
    }
    kept = [Target(name, f"{kheo}{path}", STILL, AIM) for name, path in pages.items()]
    fresh = [
        Target(f"{name}, anew", f"{kheo}{path}", STILL, environment=FRESH)
        for name, path in pages.items()
    ]
    return [*kept, *fresh]


def _half(target: Target, rate: float) -> Target:
    """Ask at half the rate: each connection pauses for about as long as it would have waited."""
    # A machine that is busy elsewhere may answer none in time.
    pause = CONNECTIONS / (max(rate, 1) / 2) * 1000
    environment = {**target.environment, "BENCH_PAUSE": f"{pause:.3f}"}
    return replace(target, script="half.lua", environment=environment)


def _line(target: Target, full: dict[str, list[Reading]], eased: dict[str, list[Reading]]) -> str:
    mine, half = full[target.name], eased[target.name]
    said, verdict = "", ""
    p50, p95, p99 = (median(getattr(one, name) for one in half) for name in ("p50", "p95", "p99"))
    if target.limit:
        pairs = zip(mine, full[target.limit], strict=True)
        ratio = median(one.rate / limit.rate for one, limit in pairs)
        said = f"{ratio:.3f}"
        verdict = "met" if ratio >= target.aim and p99 < MOST else "MISSED"
    rate, eased_rate = (median(one.rate for one in some) for some in (mine, half))
    failures = sum(one.failures for one in [*mine, *half])
    return (
        f"{target.name:<36}{rate:>8.0f}{said:>8}{eased_rate:>8.0f}{p50:>8.2f}{p95:>8.2f}"
        f"{p99:>8.2f}  {verdict}" + (f"  {failures} failures" if failures else "")
    )
