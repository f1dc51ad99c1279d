"""Measures everything in one run, by turns, and prints one table."""

import re
import time
import uuid
from datetime import datetime
from http.cookies import SimpleCookie
from statistics import median
from urllib.request import urlopen

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bench import caching, clock, data, folding, inside, memory, servers
from bench.load import CONNECTIONS, SECONDS, Reading, Target, middle
from kheo.config import database
from kheo.foundation.units.models import Unit
from kheo.know.news.models import NewsPage
from kheo.oversee.petitions.models import Petition

ROUNDS = 3
VISITS = 8
MOST_MEGABYTES = 700
STILL, INSERT, RECEIVE = "bare static view", "bare INSERT view", "receive a petition"
Readings = dict[str, list[Reading]]


def main() -> None:
    """Fill, serve, measure, print; whatever was started is ended."""
    now = timezone.now()
    # Two spans: PostgreSQL starts anew, without the memory that filling took.
    for work in (data.fill, _measure):
        with database.running(settings.DATABASE_DIR):
            try:
                work(now=now)
            finally:
                connection.close()
                connection.close_pool()  # type: ignore[attr-defined]


def _measure(*, now: datetime) -> None:
    commune, pages = inside.some_commune(now), _pages()
    queries = {name: inside.of_page(path) for name, path in pages.items()}
    queries[RECEIVE] = inside.of_receiving(commune.full_name)
    share = inside.share_of_facts(commune)
    nearest = inside.nearest_ms(now)
    connection.close()
    with (
        servers.running("bench.serve", "{port}", path="/still/") as (bare, _bare_pid),
        servers.running("kheo", "serve", "--port", "{port}", path=pages["home"]) as (kheo, pid),
    ):
        targets = _targets(bare, kheo, pages, commune)
        _visit(targets)
        before = memory.megabytes(pid, settings.DATABASE_DIR)
        for target in targets:
            target.measure(seconds=1)
        readings = _by_turns(targets)
        after = memory.megabytes(pid, settings.DATABASE_DIR)
    _print_table(targets, readings, queries)
    _print_memory(before, after)
    _print_share(share)
    print(f"\nnearest commune to a coordinate: {nearest:.3f} ms (aim ≤ 1)")
    _print_rest()


def _visit(targets: list[Target]) -> None:
    """Open each page some times, so that every process has shown it."""
    for target in targets:
        for n in range(VISITS):
            with urlopen(f"{target.url}?visit={n}", timeout=20) as page:
                page.read()


def _pages() -> dict[str, str]:
    article = NewsPage.objects.order_by("pk").first()
    tracked = Petition.objects.filter(is_public=True, state="answered").order_by("-pk").first()
    assert article is not None and tracked is not None
    return {
        "news article": article.address,
        "tracking page": reverse("petitions:track", args=[tracked.code]),
        "public list": reverse("petitions:list"),
        "home": reverse("home:home"),
    }


def _targets(bare: str, kheo: str, pages: dict[str, str], commune: Unit) -> list[Target]:
    kept = [Target(name, f"{kheo}{path}", STILL, 0.5) for name, path in pages.items()]
    fresh = [
        Target(f"{name}, made anew", f"{kheo}{path}", STILL, environment={"BENCH_FRESH": "1"})
        for name, path in pages.items()
    ]
    return [
        Target(STILL, f"{bare}/still/"),
        *kept,
        *fresh,
        Target(INSERT, f"{bare}/insert/"),
        _sending(f"{kheo}{reverse('petitions:new')}", commune),
    ]


def _sending(url: str, commune: Unit) -> Target:
    """Fetch the form once for its cookie and token, as a browser would."""
    with urlopen(url, timeout=20) as page:
        cookie = SimpleCookie(page.headers["Set-Cookie"])["csrftoken"].value
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
    assert token is not None
    edge = uuid.uuid4().hex
    fields = {"csrfmiddlewaretoken": token[1], **inside.letter(commune.full_name)}
    fields["submission_key"] = edge
    parts = [
        f'--{edge[::-1]}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    before, _edge, after = f"{''.join(parts)}--{edge[::-1]}--\r\n".partition(edge)
    environment = {
        "BENCH_BEFORE": before,
        "BENCH_AFTER": after,
        "BENCH_TYPE": f"multipart/form-data; boundary={edge[::-1]}",
        "BENCH_COOKIE": f"csrftoken={cookie}",
    }
    return Target(RECEIVE, url, INSERT, 0.4, "post.lua", environment)


def _by_turns(targets: list[Target]) -> Readings:
    """Alternate, so that what else the machine does falls on all alike."""
    readings: Readings = {target.name: [] for target in targets}
    for _ in range(ROUNDS):
        for target in targets:
            readings[target.name].append(_round(target))
    return readings


def _round(target: Target) -> Reading:
    if target.name != RECEIVE:
        return target.measure()
    had = Petition.objects.count()
    connection.close()
    reading = target.measure()
    time.sleep(0.3)
    committed = Petition.objects.count() - had
    connection.close()
    assert committed >= reading.requests, f"{committed} < {reading.requests}: some were refused"
    return reading


def _print_table(
    targets: list[Target], readings: Readings, queries: dict[str, inside.Queries]
) -> None:
    print(
        f"\n{ROUNDS} rounds of {SECONDS} s by turns, {CONNECTIONS} connections, medians; "
        f"{Petition.objects.count():,} petitions; queries + transaction control\n"
    )
    print(f"{'':<26}{'req/s':>8}{'ratio':>8}{'aim':>6}{'p50':>8}{'p95':>8}{'p99 ms':>8}  queries")
    for target in targets:
        mine = readings[target.name]
        ratio = aim = ""
        if target.limit:
            pairs = zip(mine, readings[target.limit], strict=True)
            ratio = f"{median(one.rate / limit.rate for one, limit in pairs):.3f}"
            aim = f"{target.aim}" if target.aim else ""
        times = "".join(f"{middle(mine, name):>8.2f}" for name in ("p50", "p95", "p99"))
        failures = sum(reading.failures for reading in mine)
        known = queries.get(target.name.removesuffix(", made anew"), "")
        print(
            f"{target.name:<26}{middle(mine, 'rate'):>8.0f}{ratio:>8}{aim:>6}{times}  {known}"
            + (f"  {failures} failures" if failures else "")
        )


def _print_memory(before: tuple[float, float], after: tuple[float, float]) -> None:
    print(f"\nresident memory (PSS), aim ≤ {MOST_MEGABYTES} MB")
    for moment, (served, stored) in (("after some visits", before), ("after the load", after)):
        print(
            f"  {moment:<22} {served + stored:>6.0f} MB "
            f"(server and worker {served:.0f}, PostgreSQL {stored:.0f})"
        )


def _print_share(share: inside.Share) -> None:
    print(
        f"\nfacts' share of the write: {share.of_write:.1%} (aim ≤ 5 %): counting "
        f"{share.counting:.3f} + folding {share.folding:.3f} of {share.receiving:.2f} ms"
    )


def _print_rest() -> None:
    print("\na kept page, within the process")
    for name, spent, remark in caching.measure():
        print(f"  {name:<36}{spent:>10.1f} µs    {remark}")
    print("\nfolding for search")
    for name, speed, remark in folding.measure():
        print(f"  {name:<36}{speed:>10.1f} MB/s  {remark}")
    print("\nlegal dates (aim ≥ 20,000 a second)")
    for what, value, unit in clock.measure():
        print(f"  {what:<36}{value:>10,.0f} {unit}")
