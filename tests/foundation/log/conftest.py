"""The superuser who gets past the triggers, as an intruder would."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection


@contextmanager
def _past_the_triggers() -> Iterator[Callable[..., None]]:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("log_entry", "log_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor.execute
        for table in ("log_entry", "log_seal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.fixture
def intruder(db):
    """Switch the triggers off for the length of a block."""
    return _past_the_triggers
