"""Fills a database with ten years of records of 200 indicators, and their roll-ups."""

import os
from datetime import date
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from tqdm import tqdm

from kheo.foundation.figures import indicators
from kheo.foundation.figures.indicators import Indicator
from kheo.foundation.figures.models import RollUp
from kheo.foundation.units import queries as units_now
from kheo.foundation.units import services as units
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese.sorting import sort_key

RECORDS = int(os.environ.get("KHEO_BENCH_RECORDS", "10000000"))
VILLAGES = 2_300
INDICATORS, FIRST, YEARS = 200, date(2016, 1, 1), 10
LAST = date(FIRST.year + YEARS, 1, 1)
KINDS = ("a", "b", "c", "d")

# A few indicators have most records, as a few things happen most; villages do most of them.
_RECORDS = """
CREATE UNLOGGED TABLE bench_record
    (id bigint, indicator text, unit_id bigint, happened_on date, kind text);
SELECT setseed(0.25);
INSERT INTO bench_record
SELECT record.n,
    'bench.i' || lpad((1 + floor({indicators} * power(random(), 2)))::int::text, 3, '0'),
    place.unit_id, date '{first}' + floor({days} * random())::int,
    substr('aaaabbbccd', 1 + floor(10 * random())::int, 1)
FROM generate_series(1, {records}) AS record (n)
    JOIN bench_place AS place ON place.n = 1 + (hashint4(record.n) & 2147483647) % {places};
"""
_PLACES = """
CREATE TABLE bench_place (n bigint, unit_id bigint);
INSERT INTO bench_place SELECT row_number() OVER (), id FROM (
    SELECT id FROM units_unit WHERE level = 'village'
    UNION ALL SELECT id FROM units_unit, generate_series(1, 12) WHERE parent_id = {province}
        AND level = 'commune' AND valid_to IS NULL
    UNION ALL SELECT {province} FROM generate_series(1, 100)
) AS every;
"""
# What folding month after month for ten years leaves, in the order of time as it would.
_ROLLED = """
INSERT INTO figures_series (indicator, breakdown, level)
SELECT DISTINCT record.indicator, 'kind=' || record.kind, place.level
FROM bench_record AS record JOIN units_unit AS place ON place.id = record.unit_id;
CREATE UNLOGGED TABLE bench_own AS
SELECT series.id AS series_id, record.unit_id, record.month, record.value, place.path
FROM (
    SELECT indicator, kind, unit_id, date_trunc('month', happened_on)::date AS month,
        count(*) AS value
    FROM bench_record GROUP BY 1, 2, 3, 4
) AS record JOIN units_unit AS place ON place.id = record.unit_id
    JOIN figures_series AS series ON series.indicator = record.indicator
        AND series.breakdown = 'kind=' || record.kind AND series.level = place.level;
ALTER TABLE figures_rollup DROP CONSTRAINT figures_rollup_pkey;
INSERT INTO figures_rollup (series_id, is_year, unit_id, start, value)
SELECT series_id, false, above.id, month, sum(value)
FROM bench_own CROSS JOIN LATERAL unnest(
    string_to_array(trim('/' FROM path), '/')::bigint[]) AS above (id)
GROUP BY series_id, above.id, month ORDER BY month;
INSERT INTO figures_rollup (series_id, is_year, unit_id, start, value)
SELECT series_id, true, unit_id, date_trunc('year', start)::date, sum(value)
FROM figures_rollup GROUP BY 1, 3, 4 ORDER BY 4;
ALTER TABLE figures_rollup ADD PRIMARY KEY (series_id, is_year, unit_id, start) INCLUDE (value);
DROP TABLE bench_own;
"""


def register() -> list[Indicator]:
    """Make the indicators known to this process."""
    made = [
        Indicator(
            code=f"bench.i{number:03d}",
            label=f"Chỉ số {number}",
            unit_of_count="việc",
            breakdowns={"kind": {kind: kind for kind in KINDS}},
        )
        for number in range(1, INDICATORS + 1)
    ]
    for indicator in made:
        indicators.register(indicator)
    return made


def province() -> Unit:
    """Return the province everything happens in."""
    return units_now.province("14", on=LAST)


def fill() -> None:
    """Bring the database to where measuring begins; what is there already stays."""
    call_command("migrate", verbosity=0, interactive=False)
    if not Unit.objects.exists():
        units.load()
    register()
    if RollUp.objects.exists():
        return
    # An interrupted filling begins anew: the folder's mark is back when all is there.
    mark = Path(os.environ["KHEO_VAR"]) / "built-from"
    version = mark.read_text()
    mark.write_text("unfinished")
    _bodies()
    _villages()
    _records()
    _roll()
    mark.write_text(version)


def _bodies() -> None:
    """Let petitions be sent, to weigh what counting them costs."""
    call_command("collectstatic", verbosity=0, interactive=False)
    today = timezone.localdate()
    home = units_now.province("14", on=today)
    for unit in (home, units_now.communes(home, on=today)[0]):
        units.establish(unit, by="bench", now=timezone.now())


def _villages() -> None:
    communes = list(units_now.communes(province(), on=LAST))
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM units_unit")
        last = cursor.fetchone()[0]
    made = []
    for number in range(VILLAGES):
        commune, name = communes[number % len(communes)], f"Bản {number}"
        pk = last + 1 + number
        made.append(
            Unit(
                id=pk,
                code=f"v{number}",
                name=name,
                kind="bản",
                level="village",
                parent=commune,
                path=f"{commune.path}{pk}/",
                folded=name.lower(),
                sort_key=sort_key(name),
            )
        )
    Unit.objects.bulk_create(made)


def _records() -> None:
    given = {
        "province": province().pk,
        "indicators": INDICATORS,
        "first": FIRST,
        "days": (LAST - FIRST).days,
        "records": RECORDS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PLACES.format(**given))
        cursor.execute("SELECT count(*) FROM bench_place")
        places = cursor.fetchone()[0]
        for statement in filter(str.strip, _RECORDS.format(places=places, **given).split(";\n")):
            cursor.execute(statement)
        cursor.execute("CREATE INDEX ON bench_record (id)")
        cursor.execute("CREATE INDEX ON bench_record (indicator, unit_id)")


def _roll() -> None:
    statements = list(filter(str.strip, _ROLLED.split(";\n")))
    with connection.cursor() as cursor:
        cursor.execute("SET work_mem = '1GB'; SET maintenance_work_mem = '1GB'")
        for statement in tqdm(statements, desc="cộng dồn", unit=""):
            cursor.execute(statement)
        cursor.execute("RESET work_mem; RESET maintenance_work_mem")
        cursor.execute("VACUUM ANALYZE")
