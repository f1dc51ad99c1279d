"""What every test of receptions needs: officers who are in, a cache without yesterday's pages."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def plain_house(settings):
    settings.KHEO_REQUIRE_MFA = False
    cache.clear()
