"""Exports a table of a million rows as everybody may: streamed, and as files with Parquet."""

import os
import resource
import time
from datetime import datetime

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from kheo.config import database
from kheo.foundation.units.models import Unit
from kheo.insight.opendata import services, writing
from kheo.insight.opendata.datasets.units import UNITS

ROWS = int(os.environ.get("KHEO_BENCH_OPENDATA", "1000000"))
AIM = 200
FILL = """
INSERT INTO units_unit (code, name, kind, level, path, folded, sort_key, is_remote, remote_basis,
                        latitude, longitude, changed_at)
SELECT lpad(n::text, 8, '0'), 'Bản số ' || n, 'bản', 'village', '/1/' || n || '/', 'ban so ' || n,
       'ban so ' || n, n %% 7 = 0, CASE WHEN n %% 7 = 0 THEN 'Quyết định 12' ELSE '' END,
       21 + random(), 104 + random(), now()
FROM generate_series((SELECT count(*) FROM units_unit) + 1, %s) AS n
"""


def main() -> None:
    """Fill the table once, then say how quickly and in how much memory it comes out."""
    with database.running(settings.DATABASE_DIR):
        call_command("migrate", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute(FILL, [ROWS])
            cursor.execute("ANALYZE units_unit")
        now = timezone.now()
        before = held()
        streamed(now)
        between = held()
        made(now)
        after = held()
        print(
            f"  bộ nhớ: {before:.0f} MB trước khi xuất, thêm {between - before:.0f} MB khi truyền, "
            f"thêm {after - between:.0f} MB khi làm tệp (mục tiêu: thêm < {AIM}); "
            f"tiến trình con làm Parquet {held(resource.RUSAGE_CHILDREN):.0f} MB"
        )
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]


def streamed(now: datetime) -> None:
    """Read the table as a request does, piece by piece, and throw the pieces away."""
    began, cpu = time.perf_counter(), time.process_time()
    size = sum(len(piece) for piece in writing.pieces(writing.lines(UNITS, UNITS.rows(now))))
    told("truyền thẳng, CSV", began, cpu, size)


def made(now: datetime) -> None:
    """Make the files as the worker does."""
    began, cpu = time.perf_counter(), time.process_time()
    edition = services.build(dataset=UNITS, now=now)
    told(
        "làm tệp, CSV + gzip + Parquet", began, cpu, sum(f["size"] for f in edition.files.values())
    )
    for ending, file in edition.files.items():
        print(f"    {ending:<18} {file['size'] / 1024**2:7.1f} MB")


def told(what: str, began: float, cpu: float, size: int) -> None:
    count = Unit.objects.count()
    seconds, busy = time.perf_counter() - began, time.process_time() - cpu
    print(f"  {what}: {count:,} dòng, {size / 1024**2:.0f} MB, {seconds:.1f} s "
          f"(CPU {busy:.1f} s), {count / seconds:,.0f} dòng/s")  # fmt: skip


def held(who: int = resource.RUSAGE_SELF) -> float:
    """Return the most that this process, or its largest child, ever held; megabytes."""
    return resource.getrusage(who).ru_maxrss / 1024
