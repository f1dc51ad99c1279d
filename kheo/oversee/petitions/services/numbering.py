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
_NEXT_KEY = "SELECT nextval(pg_get_serial_sequence('petitions_petition', 'id'))"


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


def next_key() -> int:
    """Reserve the key of the next petition, so that its duty and files can name it beforehand."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_KEY)
        return int(cursor.fetchone()[0])


def known(submission_key: uuid.UUID) -> Petition | None:
    """Find what was already made of a submission."""
    return Petition.objects.select_related("unit").filter(submission_key=submission_key).first()
