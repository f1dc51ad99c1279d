"""Fills a database of its own once: real units, the seeds, and many invented petitions."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from psycopg.sql import SQL, Identifier
from tqdm import tqdm

from kheo.demo import words
from kheo.foundation.duties import deadlines
from kheo.foundation.duties.models import Duty
from kheo.foundation.figures import services as figures
from kheo.foundation.units import queries as units_now
from kheo.foundation.units import services as units
from kheo.foundation.units.models import Post, Unit
from kheo.foundation.vietnamese import text
from kheo.know.news import services as news
from kheo.oversee.petitions.models import Petition

PETITIONS = 100_000
DAYS = 730

_ROW = "CREATE TABLE IF NOT EXISTS bench_row (id bigserial PRIMARY KEY, words text)"
# Cases are drawn first, then told to each table, so that all of them agree.
_TABLES = """
CREATE TEMP TABLE bench_unit (n int, unit_id bigint, body_id bigint, head_id bigint, name text);
CREATE TEMP TABLE bench_day (day date, due_on date, warn_on date, explanation jsonb);
CREATE TEMP TABLE bench_story
    (n int, title text, words text, step text, answer text, folded text, public_folded text);
"""
_CASES = """
SELECT setseed(0.25);
CREATE TEMP TABLE bench_case AS
WITH drawn AS (
    SELECT %(today)s::date - (random() * %(days)s)::int AS day, random() AS hour,
        floor(%(units)s * power(random(), 1.6))::int AS place,
        floor(%(stories)s * random())::int AS story, random() AS fate, random() AS speed,
        random() AS shown, random() AS stars
    FROM generate_series(1, %(petitions)s)
), timed AS (
    SELECT *, (day + time '07:00' + hour * interval '12 hours') AT TIME ZONE 'Asia/Ho_Chi_Minh'
        AS received_at FROM drawn WHERE day < %(today)s
)
SELECT row_number() OVER (ORDER BY received_at) AS id, timed.*,
    format('%%s-%%s-%%s', %(prefix)s::text, to_char(day, 'YY'), lpad((row_number() OVER (
        PARTITION BY to_char(day, 'YYYY') ORDER BY received_at))::text, 5, '0')) AS code,
    CASE WHEN fate < 0.97 AND received_at + (1 + 25 * speed) * interval '1 day' < %(now)s
        THEN received_at + (1 + 25 * speed) * interval '1 day' END AS answered_at,
    CASE WHEN stars < 0.3 THEN 1 + floor(stars * 16.6)::int END AS rating
FROM timed;
CREATE INDEX ON bench_case (id);
"""
_DUTIES = """
INSERT INTO duties_duty (id, kind, subject, work, url, unit_id, body_id, head_id, progress,
    opened_at, due_on, warn_on, rule_code, explanation, result, closed_at)
SELECT c.id, 'petition.answer', 'petition:' || c.id, s.title, '/phan-anh/xu-ly/' || c.id || '/',
    u.unit_id, u.body_id, u.head_id, CASE WHEN answered_at IS NULL THEN 'waiting' ELSE 'closed' END,
    c.received_at, d.due_on, d.warn_on, %(rule)s, d.explanation,
    CASE WHEN answered_at IS NULL THEN '' ELSE s.answer END, answered_at
FROM bench_case c JOIN bench_unit u ON u.n = c.place JOIN bench_day d ON d.day = c.day
    JOIN bench_story s ON s.n = c.story;
INSERT INTO duties_step (duty_id, kind, at, text, is_public)
SELECT id, 'opened', received_at, '', true FROM bench_case
UNION ALL SELECT c.id, 'progressed', received_at + (answered_at - received_at) / 2, s.step, true
    FROM bench_case c JOIN bench_story s ON s.n = c.story WHERE answered_at IS NOT NULL
UNION ALL SELECT c.id, 'closed', answered_at, s.answer, true
    FROM bench_case c JOIN bench_story s ON s.n = c.story WHERE answered_at IS NOT NULL;
"""
_PETITIONS = """
INSERT INTO petitions_petition (id, code, submission_key, secret_hash, state, heading, text,
    unit_id, routing_reason, duty_id, is_public, public_title, public_text, answer,
    no_proof_reason, answered_at, rating, rated_at, received_at, registered_at, folded,
    public_folded)
SELECT c.id, c.code, gen_random_uuid(), md5(c.id::text),
    CASE WHEN answered_at IS NULL THEN 'routed' ELSE 'answered' END,
    s.title, s.words, u.unit_id, 'vì bạn chọn ' || u.name, c.id, shown < 0.8,
    CASE WHEN shown < 0.8 THEN s.title ELSE '' END, CASE WHEN shown < 0.8 THEN s.words ELSE '' END,
    CASE WHEN answered_at IS NULL THEN '' ELSE s.answer END,
    CASE WHEN answered_at IS NULL THEN '' ELSE 'không có gì để chụp' END, answered_at,
    CASE WHEN answered_at IS NOT NULL THEN rating END,
    CASE WHEN answered_at IS NOT NULL AND rating IS NOT NULL
        THEN answered_at + interval '1 hour' END, received_at, received_at,
    lower(c.code) || ' ' || s.folded, CASE WHEN shown < 0.8 THEN s.public_folded ELSE '' END
FROM bench_case c JOIN bench_unit u ON u.n = c.place JOIN bench_story s ON s.n = c.story;
INSERT INTO petitions_numbering (prefix, year, last)
SELECT %(prefix)s, extract(year FROM day), count(*) FROM bench_case
GROUP BY extract(year FROM day);
"""
_FACTS = """
INSERT INTO figures_fact (indicator, unit_id, month, breakdown, value)
SELECT 'petitions.received', u.unit_id, date_trunc('month', c.day)::date, 'channel=web', count(*)
    FROM bench_case c JOIN bench_unit u ON u.n = c.place GROUP BY 2, 3
UNION ALL
SELECT 'petitions.answered', u.unit_id, date_trunc('month', c.answered_at)::date,
    'channel=web;timely=' || CASE WHEN c.answered_at::date <= d.due_on THEN 'in_time' ELSE 'late'
    END, count(*)
FROM bench_case c JOIN bench_unit u ON u.n = c.place JOIN bench_day d ON d.day = c.day
WHERE c.answered_at IS NOT NULL GROUP BY 2, 3, 4;
"""
_AFTER = """
SELECT setval(pg_get_serial_sequence('duties_duty', 'id'), max(id)) FROM bench_case;
SELECT setval(pg_get_serial_sequence('petitions_petition', 'id'), max(id)) FROM bench_case;
"""


def fill(*, now: datetime) -> None:
    """Bring the database to where measuring begins; what is there already stays."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    if not Unit.objects.exists():
        with tqdm(desc="đơn vị hành chính", unit="") as bar:
            units.load(progress=bar.update)
    people_and_news(now)
    if Petition.objects.count() < PETITIONS * 0.9:
        with tqdm(total=4, desc="phản ánh dựng thử", unit="") as bar:
            _petitions(now, bar)
    with connection.cursor() as cursor:
        cursor.execute(_ROW)
        cursor.execute("TRUNCATE bench_row")
        cursor.execute("ANALYZE")


def people_and_news(now: datetime) -> None:
    """Make the bodies of the province and its communes, and the news."""
    today = timezone.localdate(now)
    province = units_now.province(settings.KHEO_PROVINCE, on=today)
    units.establish(province, by="bench", now=now)
    for commune in units_now.communes(province, on=today):
        units.establish(commune, by="bench", now=now)
    index = news.ensure_site(hostname="127.0.0.1", port=80, title="Tin tức", unit=province)
    news.import_seeds(index=index, by=None, now=now)


@transaction.atomic
def _petitions(now: datetime, bar: "tqdm[Any]") -> None:
    today = timezone.localdate(now)
    stories, places = _stories(), commune_places()
    with connection.cursor() as cursor:
        # Else a table with deferred checks could not be altered afterwards.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(_TABLES)
        cursor.executemany("INSERT INTO bench_unit VALUES (%s, %s, %s, %s, %s)", places)
        cursor.executemany("INSERT INTO bench_day VALUES (%s, %s, %s, %s)", _days(today))
        cursor.executemany("INSERT INTO bench_story VALUES (%s, %s, %s, %s, %s, %s, %s)", stories)
        given: dict[str, str | int | date | datetime] = {
            "today": today,
            "now": now,
            "days": DAYS,
            "petitions": PETITIONS,
            "units": len(places),
            "stories": len(stories),
            "prefix": settings.KHEO_CODE_PREFIX,
            "rule": settings.KHEO_FEEDBACK_RULE,
        }
        with _defaults(Duty), _defaults(Petition):
            for batch in (_CASES, _DUTIES, _PETITIONS, _FACTS + _AFTER):
                for statement in filter(str.strip, batch.split(";\n")):
                    cursor.execute(statement, given)
                bar.update()
    figures.fold()


@contextmanager
def _defaults(model: type[Model]) -> Iterator[None]:
    """Let the database fill in what the model would, for as long as the block lasts."""
    plain = {
        str(field.column): field.get_default()
        for field in model._meta.concrete_fields
        if not (field.null or field.generated or field.primary_key or field.is_relation)
        and (field.has_default() or field.empty_strings_allowed)
    }
    alter, table = "ALTER TABLE {} ALTER {} {} DEFAULT", Identifier(model._meta.db_table)
    with connection.cursor() as cursor:
        for column, value in plain.items():
            said = SQL(alter + " {}").format(table, Identifier(column), SQL("SET"), value)
            cursor.execute(said)
        yield
        for column in plain:
            said = SQL(alter).format(table, Identifier(column), SQL("DROP"))
            cursor.execute(said)


def commune_places() -> list[tuple[int, int, int, int, str]]:
    """List number, unit, body, head and name of the communes where letters go."""
    heads = Post.objects.filter(body__unit__level=Unit.Level.COMMUNE, is_head=True)
    return [
        (n, post.body.unit_id, post.body_id, post.pk, post.body.unit.full_name)
        for n, post in enumerate(heads.select_related("body__unit").order_by("pk"))
    ]


def _days(today: date) -> list[tuple[date, date, date | None, str]]:
    rows = []
    for ago in range(DAYS + 1):
        day = today - timedelta(days=ago)
        moment = timezone.make_aware(datetime.combine(day, datetime.min.time()))
        due = deadlines.count(settings.KHEO_FEEDBACK_RULE, now=moment, remote=False)
        rows.append((day, due.on, due.warn_on, json.dumps(due.to_json())))
    return rows


def _stories() -> list[tuple[int, str, str, str, str, str, str]]:
    told = words.read()
    rows = []
    for n, (story, village) in enumerate((s, v) for s in told.stories for v in told.villages):
        one = story.told(village)
        public = _folded(f"{one.title} {one.text}")
        folded = _folded(f"{one.title} {one.text} {one.answer}")
        rows.append((n, one.title, one.text, one.step, one.answer, folded, public))
    return rows


def _folded(said: str) -> str:
    return " ".join(text.words(text.one_spelling(said)))
