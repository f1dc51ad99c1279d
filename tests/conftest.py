"""Starts the private database for the length of the test run."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from kheo.config import database


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Keep the private server up until the last test has run."""
    with database.running(settings.DATABASE_DIR):
        yield
