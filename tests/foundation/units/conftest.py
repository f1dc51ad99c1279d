"""The real territories, loaded once and rolled back after the module's last test."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from kheo.foundation.units import services


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker) -> Iterator[services.Loaded]:
    """Every unit of the country under one transaction that the tests nest in."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield services.load()
        transaction.set_rollback(True)
