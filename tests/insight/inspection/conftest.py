"""What every test of the tables needs: no second factor, and counters that begin at nothing."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def plain_house(settings):
    settings.KHEO_REQUIRE_MFA = False
    cache.clear()
