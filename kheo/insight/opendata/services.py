"""Makes the files of the data sets: read once by a cursor, written, fingerprinted, put in place."""

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from django.db import transaction
from django.utils import timezone

from kheo.insight.opendata import files, queries, statistics, tabular, writing
from kheo.insight.opendata.definition import Dataset
from kheo.insight.opendata.licence import licence
from kheo.insight.opendata.models import Edition

SHOWN = 8
# How long a child may take; a province's largest table takes a fraction of it.
LONGEST = 1800
# A reader who began before the sweep finishes; on this disk an open file stays readable anyway.
READING = timedelta(hours=1)


@dataclass(frozen=True)
class Written:
    """What one reading of a data set gave."""

    rows: int
    sample: list[list[str]]
    csv: Path


def build(*, dataset: Dataset, now: datetime) -> Edition:
    """Read a data set, put its files in place where they changed, fix the month's version once."""
    month = f"{timezone.localtime(now):%Y-%m}"
    current = _make(dataset, now, "")
    if not Edition.objects.filter(dataset=dataset.key, month=month).exists():
        _fix(dataset, current, now, month)
    kept = [
        file["path"]
        for one in Edition.objects.filter(dataset=dataset.key)
        for file in one.files.values()
    ]
    files.sweep(dataset.key, kept, before=(now - READING).timestamp())
    return current


def _fix(dataset: Dataset, current: Edition, now: datetime, month: str) -> None:
    """Keep the month's version for good; what may be withdrawn later is not in it."""
    if dataset.may_go:
        _make(dataset, now, month)
        return
    Edition.objects.get_or_create(
        dataset=dataset.key,
        month=month,
        defaults={
            "made_at": current.made_at,
            "checked_at": current.checked_at,
            "rows": current.rows,
            "files": current.files,
            "sample": current.sample,
        },
    )


def _make(dataset: Dataset, now: datetime, month: str) -> Edition:
    # What is entered while the table is read is looked at again by the next job.
    last = queries.last_log_entry()
    known = queries.edition(dataset, month)
    with files.workshop() as folder:
        written = _write(dataset, folder, now, is_fixed=bool(month))
        _describe(dataset, folder, month)
        if known and _is_same(known, dataset, folder):
            Edition.objects.filter(pk=known.pk).update(
                checked_at=max(now, known.made_at), log_entry=last
            )
            known.refresh_from_db()
            return known
        made = _finish(dataset, folder, now)
    found, _is_new = Edition.objects.update_or_create(
        dataset=dataset.key,
        month=month,
        defaults={
            "made_at": now,
            "checked_at": now,
            "log_entry": last,
            "rows": written.rows,
            "files": {ending: one.said() for ending, one in made.items()},
            "sample": written.sample,
        },
    )
    return found


def _is_same(known: Edition, dataset: Dataset, folder: Path) -> bool:
    return all(
        known.files.get(ending, {}).get("sha256")
        == files.fingerprint(_named(folder, dataset, ending))
        and files.absolute(known.files[ending]["path"]).is_file()
        for ending in ("csv", "csv-metadata.json")
    )


def _named(folder: Path, dataset: Dataset, ending: str) -> Path:
    return folder / f"{dataset.key}.{ending}"


def _finish(dataset: Dataset, folder: Path, now: datetime) -> dict[str, files.Made]:
    table = _named(folder, dataset, "csv")
    if dataset.frequency:
        _write_statistics(dataset, folder, now)
    _to_parquet(dataset, table, _named(folder, dataset, "parquet"), now)
    files.press(table)
    return {
        path.name.removeprefix(f"{dataset.key}."): files.keep(
            path, dataset.key, path.name.removeprefix(f"{dataset.key}.")
        )
        for path in sorted(folder.iterdir())
    }


def _write(dataset: Dataset, folder: Path, now: datetime, *, is_fixed: bool) -> Written:
    """Read by one cursor within one transaction, and write as it is read."""
    path, counted, sample = _named(folder, dataset, "csv"), 0, list[list[str]]()
    with transaction.atomic(), path.open("w", encoding="utf-8", newline="") as out:
        lines = writing.lines(dataset, dataset.rows(now), is_fixed=is_fixed)
        out.writelines(writing.pieces([writing.header(dataset)]))
        sample = list(islice(lines, SHOWN))
        out.writelines(writing.pieces(sample))
        counted = len(sample)
        for piece in writing.pieces(counting := _Counted(lines)):
            out.write(piece)
        counted += counting.count
    return Written(counted, sample, path)


class _Counted:
    """Lines that are counted as they pass."""

    def __init__(self, lines: Iterator[list[str]]) -> None:
        self.lines, self.count = lines, 0

    def __iter__(self) -> Iterator[list[str]]:
        for line in self.lines:
            self.count += 1
            yield line


def _describe(dataset: Dataset, folder: Path, month: str) -> None:
    said = tabular.metadata(dataset, f"{dataset.key}.csv", month=month)
    written = json.dumps(said, ensure_ascii=False, indent=1)
    _named(folder, dataset, "csv-metadata.json").write_text(written, encoding="utf-8")


def _write_statistics(dataset: Dataset, folder: Path, now: datetime) -> None:
    """Write the finished table of figures once more, as messages of SDMX."""
    with (
        _named(folder, dataset, "csv").open(encoding="utf-8", newline="") as table,
        _named(folder, dataset, "sdmx.xml").open("w", encoding="utf-8") as message,
        _named(folder, dataset, "sdmx.csv").open("w", encoding="utf-8", newline="") as sheet,
    ):
        message.write(statistics.data_head(now))
        writer = csv.writer(sheet)
        writer.writerow(statistics.CSV_HEAD)
        for observation in statistics.observations(dataset, _lines_of(table)):
            message.write(statistics.data_line(observation))
            writer.writerow(statistics.csv_line(observation))
        message.write(statistics.DATA_FOOT)


def _lines_of(table: TextIO) -> Iterator[list[str]]:
    lines = csv.reader(table)
    next(lines)
    return lines


def _to_parquet(dataset: Dataset, source: Path, target: Path, now: datetime) -> None:
    """Have a child write it, which takes the weight of the library with it when it ends."""
    said: dict[str, Any] = {
        "columns": [
            {"name": one.name, "type": one.type, "title": one.title.vi} for one in dataset.columns
        ],
        "metadata": {"title": dataset.title.vi, "license": licence().url},
    }
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "kheo.insight.opendata.parquet", str(source), str(target)],
        input=json.dumps(said),
        text=True,
        check=True,
        timeout=LONGEST,
    )
