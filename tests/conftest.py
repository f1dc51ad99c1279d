"""Starts the private database for the length of the test run."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from kheo.config import database


@pytest.fixture(autouse=True)
def speaks_vietnamese() -> None:
    """Begin each test in Vietnamese: a request in English leaves its language behind."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Keep the private server up until the last test has run."""
    with database.running(settings.DATABASE_DIR):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Let tests that commit empty the log afterwards; nowhere else is it ever emptied."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in ("log_entry", "log_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_is_not_emptied")
