"""Numbers: codes by year of the place, and entries in the book of each unit, both without gaps."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone

from kheo.foundation.units.models import Unit
from kheo.oversee.petitions.models import Entry, Petition

# The code first: all who number wait for it in the same order, so none waits for another for ever.
_TAKE = """
WITH code AS (
    INSERT INTO petitions_numbering AS n (prefix, year, last) VALUES (%s, %s, 1)
    ON CONFLICT (prefix, year) DO UPDATE SET last = n.last + 1 RETURNING last
), book AS (
    INSERT INTO petitions_book AS b (unit_id, year, last)
    SELECT %s::bigint, %s::smallint, 1 FROM code
    ON CONFLICT (unit_id, year) DO UPDATE SET last = b.last + 1 RETURNING unit_id, year, last
), entered AS (
    INSERT INTO petitions_entry (unit_id, year, number, petition_id, at)
    SELECT unit_id, year, last, %s::bigint, %s::timestamptz FROM book
)
SELECT code.last, book.last FROM code, book
"""
_ENTER = """
WITH book AS (
    INSERT INTO petitions_book AS b (unit_id, year, last) VALUES (%s, %s, 1)
    ON CONFLICT (unit_id, year) DO UPDATE SET last = b.last + 1 RETURNING unit_id, year, last
)
INSERT INTO petitions_entry (unit_id, year, number, petition_id, at)
SELECT unit_id, year, last, %s::bigint, %s::timestamptz FROM book RETURNING number
"""
_RESERVE = """
SELECT nextval(pg_get_serial_sequence('petitions_petition', 'id'))
WHERE NOT EXISTS (SELECT FROM petitions_petition WHERE submission_key = %s)
"""


def number(petition: Petition) -> Entry:
    """Give the code, and the next line in the book of the unit, in one statement.

    The code carries the year in which the petition came, the line stands in the book of the year
    in which it was entered: last year's book is closed, whatever is found in January.

    Both rows stay locked until the caller's transaction ends. So this is called last: a
    rolled-back petition gives its numbers back, and the next one waits for a commit, not for
    routing, dating and counting.
    """
    prefix, year = settings.KHEO_CODE_PREFIX, timezone.localtime(petition.received_at).year
    unit, at = petition.unit_id, petition.registered_at
    book = timezone.localtime(at).year
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [prefix, year, unit, book, petition.pk, at])
        code, line = cursor.fetchone()
    petition.code = f"{prefix}-{year % 100:02d}-{code:05d}"
    return Entry(unit_id=unit, year=book, number=line, petition=petition, at=at)


def enter(petition: Petition, *, unit: Unit, now: datetime) -> Entry:
    """Write a petition that came from elsewhere into the book of a unit."""
    year = timezone.localtime(now).year
    with connection.cursor() as cursor:
        cursor.execute(_ENTER, [unit.pk, year, petition.pk, now])
        line = cursor.fetchone()[0]
    return Entry(unit=unit, year=year, number=line, petition=petition, at=now)


def reserve(submission_key: uuid.UUID) -> int | None:
    """Reserve the key of a new petition; None when the submission has become one already.

    One question for both, asked of every petition. The duty and the files can name the key before
    the petition itself is stored.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, [submission_key])
        row = cursor.fetchone()
    return int(row[0]) if row else None


def made_of(submission_key: uuid.UUID) -> Petition:
    """Find what was made of a submission; raise Petition.DoesNotExist."""
    return Petition.objects.select_related("unit", "duty").get(submission_key=submission_key)
