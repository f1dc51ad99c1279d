"""Fills a database of its own with a million letters: written by several processes, by COPY."""

import json
import multiprocessing
import os
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Model
from psycopg.sql import SQL, Composed, Identifier
from tqdm import tqdm

from bench import data, joining, letters
from kheo.foundation.duties import deadlines
from kheo.foundation.duties.models import Duty
from kheo.foundation.units import services as units
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions import fingerprints, topics
from kheo.oversee.petitions.models import Entry, Petition, subject_of

PETITIONS = int(os.environ.get("KHEO_BENCH_PETITIONS", "1000000"))
# So many are written one by one, the others joined of their halves.
FRESH = PETITIONS // 10
DAYS = 3 * 365
BATCH = 10_000
STILL_OPEN, SHOWN, URGENT = 0.01, 0.8, 0.01
KINDS = ["feedback"] * 70 + ["proposal"] * 20 + ["complaint"] * 6 + ["information"] * 4
CHANNELS = ["web"] * 6 + ["counter"] * 2 + ["post", "phone", "email"]
TABLES: tuple[type[Model], ...] = (Duty, Petition, Entry)
_SETTINGS = (
    # Rows are true by their making; foreign keys are looked up a million times for nothing.
    "SET session_replication_role = replica",
    "SET maintenance_work_mem = '512MB'",
    "SET max_parallel_maintenance_workers = 1",
    "SET synchronous_commit = off",
)
_INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
WHERE i.indrelid = %s::regclass AND NOT i.indisprimary
    AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""

Row = dict[str, Any]


@dataclass(frozen=True)
class Ground:
    """What every process has to know: places, dates, and whose book all letters stand in."""

    now: datetime
    province: int
    places: list[tuple[int, int, int, int, str]]
    dates: list[tuple[datetime, Any, Any, str]]


def fill(*, now: datetime) -> None:
    """Bring the database to where measuring begins; what is there already stays."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    if not Unit.objects.exists():
        with tqdm(desc="đơn vị hành chính", unit="") as bar:
            units.load(progress=bar.update)
    data.people_and_news(now)
    if Petition.objects.count() < PETITIONS:
        with _unfinished():
            _letters(_ground(now))


@contextmanager
def _unfinished() -> Iterator[None]:
    """Let an interrupted filling begin anew: the folder's mark is back when all is there."""
    mark = Path(os.environ["KHEO_VAR"]) / "built-from"
    version = mark.read_text()
    mark.write_text("unfinished")
    yield
    mark.write_text(version)


def _letters(ground: Ground) -> None:
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    _say(joining.HALVES)
    with _bare():
        _spread(_fresh, "đơn viết mới", [(ground, n) for n in range(1, FRESH + 1, BATCH)])
        _say(joining.READY)
        rest = range(FRESH + 1, PETITIONS + 1, BATCH)
        _spread(_joined, "đơn ghép", [(ground, n) for n in rest])
        _say(joining.ENTRIES, province=ground.province, year=joining.BOOK_YEAR)
    _say(joining.AFTER)


def _say(statements: str, **given: int) -> None:
    with connected() as raw:
        for statement in statements.split(";"):
            raw.execute(statement.encode(), given or None)


def _ground(now: datetime) -> Ground:
    places = data.commune_places()
    province = Unit.objects.get(pk=places[0][1]).parent_id
    assert province is not None
    dates = []
    for ago in range(DAYS + 1):
        moment = now - timedelta(days=ago)
        due = deadlines.count(settings.KHEO_FEEDBACK_RULE, now=moment, remote=False)
        dates.append((moment, due.on, due.warn_on, json.dumps(due.to_json())))
    return Ground(now=now, province=province, places=places, dates=dates)


Part = tuple[Ground, int]


def _spread(work: Callable[[Part], int], title: str, parts: list[Part]) -> None:
    """Let several processes write, each over a connection of its own."""
    context = multiprocessing.get_context("fork")
    with (
        ProcessPoolExecutor(os.cpu_count(), context) as pool,
        tqdm(total=len(parts) * BATCH, desc=title, unit="", unit_scale=True) as bar,
    ):
        for written in pool.map(work, parts):
            bar.update(written)


@contextmanager
def _bare() -> Iterator[None]:
    """Take the indexes away while rows come, and build them in one go."""
    with connected() as raw:
        found = [row for model in TABLES for row in raw.execute(_INDEXES, [model._meta.db_table])]
        for name, _definition in found:
            raw.execute(SQL("DROP INDEX {}").format(SQL(name)))
    yield
    with connected() as raw, tqdm(found, desc="chỉ mục", unit="") as bar:
        for _name, definition in bar:
            raw.execute(definition.encode())


def connected() -> "psycopg.Connection[Any]":
    """Open a connection that writes much."""
    wanted = connection.settings_dict
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD"}
    asked = {key: wanted[name] for key, name in {**named, "host": "HOST", "port": "PORT"}.items()}
    raw = psycopg.connect(**{k: v for k, v in asked.items() if v}, autocommit=True)
    for statement in _SETTINGS:
        raw.execute(statement.encode())
    return raw


def _joined(part: Part) -> int:
    """Join halves of letters to new ones, in the database alone."""
    _ground, first = part
    last = min(first + BATCH - 1, PETITIONS)
    given = {"first": first, "last": last, "fresh": FRESH}
    with connected() as raw, raw.transaction():
        raw.execute(_told(Duty, joining.DUTY, joining.DUTIES), given)
        raw.execute(_told(Petition, joining.PETITION, joining.PETITIONS), given)
    return last - first + 1


def _told(model: type[Model], told: dict[str, str], source: str) -> Composed:
    """Copy every column of the model, but for those that are told anew."""
    columns = [str(field.column) for field in model._meta.concrete_fields if not field.generated]
    return SQL("INSERT INTO {} ({}) SELECT {} {}").format(
        Identifier(model._meta.db_table),
        SQL(", ").join(map(Identifier, columns)),
        SQL(", ").join(
            SQL(told[column]) if column in told else SQL("o.{}").format(Identifier(column))
            for column in columns
        ),
        SQL(source),
    )


# --- Rows -------------------------------------------------------------------------------------


def _fresh(part: Part) -> int:
    ground, first = part
    numbers = range(first, min(first + BATCH, FRESH + 1))
    rows = [_rows(number, ground) for number in numbers]
    with connected() as raw, raw.transaction():
        for (table, plain), several in zip(_plain(), zip(*rows, strict=True), strict=True):
            _copy(raw, table, plain, list(several))
    return len(numbers)


def _plain() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each table with what its model would fill in."""
    for model in (Duty, Petition):
        yield (
            model._meta.db_table,
            {
                str(field.column): field.get_default()
                for field in model._meta.concrete_fields
                if not (field.generated or field.primary_key)
            },
        )
    yield "bench_half", {}


def _copy(
    raw: "psycopg.Connection[Any]", table: str, plain: dict[str, Any], rows: list[Row]
) -> None:
    columns = sorted({*plain, *rows[0]})
    sql = SQL("COPY {} ({}) FROM STDIN").format(
        Identifier(table), SQL(", ").join(map(Identifier, columns))
    )
    with raw.cursor() as cursor, cursor.copy(sql) as copy:
        for row in rows:
            full = {**plain, **row}
            copy.write_row([full[column] for column in columns])


def _rows(number: int, ground: Ground) -> tuple[Row, Row, Row]:
    random = Random(number)
    told = letters.letter(number, _place(number, ground)[3])
    duty = _duty(number, ground, random)
    return duty, _petition(number, told, random, duty), _halves(number, told)


def _halves(number: int, told: letters.Letter) -> Row:
    """Cut a letter between two sentences; each half with its words and its numbers."""
    sentences = told.text.split(". ")
    cut = max(1, len(sentences) // 2)
    parts = f"{'. '.join(sentences[:cut])}.", ". ".join(sentences[cut:])
    folded = [" ".join(letters.folded(part)) for part in parts]
    # Without the number of the whole.
    numbers = [fingerprints.of_text(part)[:-1] for part in folded]
    return {
        "id": number,
        "one": parts[0],
        "two": parts[1],
        "one_folded": folded[0],
        "two_folded": folded[1],
        "one_numbers": numbers[0],
        "two_numbers": numbers[1],
        "heading_folded": " ".join(told.heading_folded),
        "answer_folded": " ".join(letters.folded(letters.answer(number))),
    }


def _duty(number: int, ground: Ground, random: Random) -> Row:
    unit, body, head, _commune = _place(number, ground)
    moment, due_on, warn_on, explanation = ground.dates[_days_ago(number)]
    # The letters of a day come one after the other.
    received = moment - timedelta(days=_exactly_ago(number) % 1)
    answered = received + timedelta(days=1 + 25 * random.random())
    is_open = answered > ground.now or random.random() < STILL_OPEN
    return {
        "id": number,
        "kind": "petition.answer",
        "subject": subject_of(number),
        "work": f"Trả lời phản ánh {number}",
        "url": f"/phan-anh/xu-ly/{number}/",
        "unit_id": unit,
        "body_id": body,
        "head_id": head,
        "progress": "waiting" if is_open else "closed",
        "opened_at": received,
        "due_on": due_on,
        "warn_on": warn_on,
        "rule_code": settings.KHEO_FEEDBACK_RULE,
        "explanation": explanation,
        "outcome": "" if is_open else "done",
        "result": "" if is_open else letters.answer(number),
        "closed_at": None if is_open else answered,
    }


def _petition(number: int, told: letters.Letter, random: Random, duty: Row) -> Row:
    received = duty["opened_at"]
    is_open = duty["closed_at"] is None
    is_public = not is_open and random.random() < SHOWN
    code = f"{settings.KHEO_CODE_PREFIX}-{received:%y}-{number:05d}"
    folded = " ".join([*told.heading_folded, *told.folded])
    return {
        "id": number,
        "code": code,
        "submission_key": uuid.UUID(int=number),
        "secret_hash": f"{number:064x}",
        "kind": random.choice(KINDS),
        "channel": random.choice(CHANNELS),
        "state": _state(number, random) if is_open else "answered",
        "heading": told.heading,
        "text": told.text,
        "unit_id": duty["unit_id"],
        "routing_reason": "vì bạn chọn nơi này",
        "duty_id": number,
        "sender_name": told.name,
        "sender_phone": told.phone,
        "is_public": is_public,
        "public_title": told.heading if is_public else "",
        "public_text": told.text if is_public else "",
        "topic": random.choice(["", *topics.known()]),
        "is_urgent": random.random() < URGENT,
        "fingerprint": fingerprints.of(text=folded, phone=told.phone),
        "answer": duty["result"],
        "outcome": duty["outcome"],
        "no_proof_reason": "" if is_open else "không có gì để chụp",
        "answered_at": duty["closed_at"],
        "received_at": received,
        "registered_at": received,
        "folded": " ".join(
            [code.lower().replace("-", " "), folded, *letters.folded(duty["result"])]
        ),
        "public_folded": folded if is_public else "",
    }


def _place(number: int, ground: Ground) -> tuple[int, int, int, str]:
    """Busy communes get most; a neighbour's letter goes to the same place as the first."""
    first = number - letters.BEFORE if letters.is_repeated(number) else number
    drawn = int(len(ground.places) * Random(first).random() ** 1.6)
    _n, unit, body, head, name = ground.places[drawn]
    return unit, body, head, name


def _exactly_ago(number: int) -> float:
    return DAYS * (1 - number / PETITIONS)


def _days_ago(number: int) -> int:
    return int(_exactly_ago(number))


def _state(number: int, random: Random) -> str:
    """Most of what came in the last days still waits for the clerk."""
    waits = random.random() < (0.9 if _days_ago(number) < 3 else 0.02)
    return "received" if waits else random.choice(["routed", "underway", "asking"])
