"""Measures figures over ten million records beside a plain GROUP BY, and DuckDB as the limit."""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import duckdb
from django.conf import settings
from django.db import connection, transaction

from bench import inside, recording
from bench.recording import FIRST, KINDS, LAST
from kheo.config import database
from kheo.foundation.figures import queries
from kheo.foundation.figures import services as figures
from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.models import Fact
from kheo.foundation.units.models import Unit

TIMES, WRITES = 5, 2_000
REPORT = """
SELECT indicator, extract(year FROM happened_on), kind, count(*) FROM {table} GROUP BY 1, 2, 3
"""
BY_COMMUNE = """
SELECT place.commune, extract(year FROM happened_on), count(*)
FROM {table} AS record JOIN bench_commune AS place ON place.unit_id = record.unit_id
WHERE indicator = 'bench.i002' GROUP BY 1, 2
"""
_COMMUNES = """
CREATE TABLE IF NOT EXISTS bench_commune AS
SELECT id AS unit_id, CASE level WHEN 'village' THEN parent_id ELSE id END AS commune
FROM units_unit WHERE path LIKE %s || '_%%' AND valid_to IS NULL
"""
_LOGGED = "CREATE TABLE IF NOT EXISTS bench_logged (id bigserial PRIMARY KEY, words text)"
WORDS = "Sau trận mưa đêm qua, taluy dương đầu bản sạt xuống gần hết mặt đường. " * 4


@dataclass(frozen=True)
class Measured:
    """The least and the middle of some times, in milliseconds."""

    name: str
    times: list[float]
    aim: float = 0

    @property
    def least(self) -> float:
        return min(self.times)

    @property
    def middle(self) -> float:
        return sorted(self.times)[len(self.times) // 2]

    def __str__(self) -> str:
        aim = f"{self.aim:>8,.0f}" if self.aim else ""
        missed = "  MISSED" if self.aim and self.middle > self.aim else ""
        return f"{self.name:<52}{self.least:>10,.1f}{self.middle:>10,.1f}{aim}{missed}"


def main() -> None:
    """Fill when needed, then measure; whatever was started is ended."""
    # Two spans: PostgreSQL starts anew, without the memory that filling took.
    for work in (recording.fill, _measure):
        with database.running(settings.DATABASE_DIR):
            try:
                work()
            finally:
                connection.close()
                connection.close_pool()  # type: ignore[attr-defined]


def _measure() -> None:
    recording.register()
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"\n{_sizes()}; other load on the machine: {load}")
    print(f"{'milliseconds':<52}{'least':>10}{'p50':>10}{'aim':>8}")
    rolled = [_timed(*one) for one in _reads()]
    for one in rolled:
        print(one, flush=True)
    beside = {one.name: one for one in _beside()}
    for one in beside.values():
        print(one, flush=True)
    _print_ratios(rolled, beside)
    _print_cost()


def _sizes() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), pg_total_relation_size('bench_record') / 1e6,"
            " (SELECT count(*) FROM figures_rollup),"
            " pg_total_relation_size('figures_rollup') / 1e6 FROM bench_record"
        )
        records, size, rolled, rolled_size = cursor.fetchone()
    return f"{records:,} records ({size:,.0f} MB), {rolled:,} roll-ups ({rolled_size:,.0f} MB)"


def _reads() -> Iterator[tuple[str, Callable[[], object], float]]:
    home = recording.province()
    yield "report: 200 indicators, 10 years, total and by kind", lambda: _report(home, "year"), 1000
    yield "the same, ten years as one period", lambda: _report(home, ""), 1000
    yield "one indicator by commune by year", lambda: _by_commune(home), 50
    yield "the same, months at both ends", lambda: _by_commune(home, edges=True), 0
    yield "one indicator, one commune, by month", lambda: _by_month(home), 50


def _addresses() -> list[Address]:
    codes = [f"bench.i{number:03d}" for number in range(1, recording.INDICATORS + 1)]
    cuts = ["", *(f"kind={kind}" for kind in KINDS)]
    return [Address(code, cut, "all") for code in codes for cut in cuts]


def _report(home: Unit, by: str) -> int:
    addresses = _addresses()
    table = queries.table(addresses, home, FIRST, LAST, by=by)
    numbers = [table.number(one, span=span) for one in addresses for span in table.spans]
    return sum(int(one.value) for one in numbers if one)


def _by_commune(home: Unit, *, edges: bool = False) -> int:
    address = Address("bench.i002", "", "all")
    since, until = (date(2016, 3, 1), date(2025, 11, 1)) if edges else (FIRST, LAST)
    table = queries.table([address], home, since, until, by="year", below="commune")
    numbers = [table.number(address, unit, span) for unit in table.units for span in table.spans]
    return sum(int(one.value) for one in numbers if one)


def _by_month(home: Unit) -> int:
    address = Address("bench.i002", "", "all")
    commune = home.children.filter(level="commune", valid_to=None).first()
    assert commune is not None
    table = queries.table([address], commune, FIRST, LAST, by="month")
    numbers = [table.number(address, span=span) for span in table.spans]
    return sum(int(one.value) for one in numbers if one)


def _timed(name: str, act: Callable[[], object], aim: float = 0, times: int = TIMES) -> Measured:
    act()
    return Measured(name, [_milliseconds(act) for _ in range(times)], aim)


def _milliseconds(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return (perf_counter() - began) * 1000


def _beside() -> Iterator[Measured]:
    with connection.cursor() as cursor:
        cursor.execute(_COMMUNES, [recording.province().path])
        cursor.execute("ANALYZE bench_commune")
    yield _timed("GROUP BY: report", lambda: _sql(REPORT), times=2)
    yield _timed("GROUP BY: by commune by year", lambda: _sql(BY_COMMUNE), times=2)
    with tempfile.TemporaryDirectory(dir=os.environ["KHEO_VAR"]) as folder:
        limit = _duck(Path(folder))
        tables = {"Parquet": f"'{folder}/records.parquet'", "own table": "bench_record"}
        for kind, table in tables.items():
            for name, statement in (("report", REPORT), ("by commune by year", BY_COMMUNE)):
                ask = partial(_fetch, limit, statement.format(table=table))
                yield _timed(f"DuckDB, {kind}: {name}", ask)
        limit.close()


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table="bench_record"))
        cursor.fetchall()


def _fetch(limit: duckdb.DuckDBPyConnection, statement: str) -> None:
    limit.execute(statement).fetchall()


def _duck(folder: Path) -> duckdb.DuckDBPyConnection:
    """Give DuckDB the same rows, as a Parquet file and as a table of its own."""
    made = duckdb.connect(str(folder / "records.duckdb"), config={"threads": "2"})
    for table in ("bench_record", "bench_commune"):
        path = folder / f"{table}.csv"
        told = f"COPY {table} TO STDOUT (FORMAT csv, HEADER)"
        with path.open("wb") as file, connection.cursor() as cursor, cursor.copy(told) as rows:
            for row in rows:
                file.write(row)
        made.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{path}')")
        path.unlink()
    made.execute(f"COPY bench_record TO '{folder}/records.parquet' (FORMAT parquet)")
    return made


def _print_ratios(rolled: list[Measured], beside: dict[str, Measured]) -> None:
    for mine, name in ((rolled[0], "report"), (rolled[2], "by commune by year")):
        shares = ", ".join(
            f"{beside[f'{other}: {name}'].least / mine.least:,.2f} × from {other}"
            for other in ("GROUP BY", "DuckDB, Parquet", "DuckDB, own table")
        )
        print(f"{name}: beside the roll-ups' time, {shares}")


def _print_cost() -> None:
    """Print what counting adds to a write, with its share of the folding."""
    with connection.cursor() as cursor:
        cursor.execute(_LOGGED)
    commune = recording.province().children.filter(level="commune", valid_to=None).first()
    assert commune is not None
    villages = list(Unit.objects.filter(parent=commune, level="village"))
    writes = [(_write(None), _write(villages[n % len(villages)], n)) for n in range(WRITES)]
    bare, counted = (median(times) for times in zip(*writes, strict=True))
    began = perf_counter()
    folded = figures.fold()
    folding = (perf_counter() - began) / folded * 1000
    assert not Fact.objects.exists()
    added = counted - bare
    print(
        f"a bare committed INSERT {bare:.3f} ms, with a count {counted:.3f} ms (+{added:.3f});"
        f" folding {folding:.3f} ms for each of {folded:,} facts: "
        f"{(added + folding) / bare:.0%} of the bare INSERT"
    )
    share = inside.share_of_facts(commune)
    print(
        f"a petition received {share.receiving:.1f} ms, counting {share.counting:.3f} ms, folding"
        f" {share.folding:.3f} ms: {share.of_write:.1%} of it (aim ≤ 5 %)"
    )


def _write(place: Unit | None, number: int = 0) -> float:
    """Return milliseconds of a committed INSERT, counted or not."""
    began = perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_logged (words) VALUES (%s)", [WORDS])
        if place:
            figures.count(
                indicator=f"bench.i{1 + number % 200:03d}",
                unit=place,
                on=LAST.replace(year=LAST.year - 1),
                breakdown={"kind": KINDS[number % len(KINDS)]},
            )
    return (perf_counter() - began) * 1000
