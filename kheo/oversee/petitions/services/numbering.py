"""Gives the next number of the year, without gaps, in the shortest time under lock."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone

from kheo.oversee.petitions.models import Petition

_TAKE = """
INSERT INTO petitions_numbering AS n (prefix, year, last) VALUES (%s, %s, 1)
ON CONFLICT (prefix, year) DO UPDATE SET last = n.last + 1 RETURNING last
"""
_RESERVE = """
SELECT nextval(pg_get_serial_sequence('petitions_petition', 'id'))
WHERE NOT EXISTS (SELECT FROM petitions_petition WHERE submission_key = %s)
"""


def next_code(now: datetime) -> str:
    """Take the next number; the row stays locked until the caller's transaction ends.

    So this is called last: a rolled-back petition gives its number back, and the next one waits
    for a commit, not for routing, dating and counting.
    """
    prefix, year = settings.KHEO_CODE_PREFIX, timezone.localtime(now).year
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [prefix, year])
        number = cursor.fetchone()[0]
    return f"{prefix}-{year % 100:02d}-{number:05d}"


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
