"""What every page test needs: officers who are in, and a cache without yesterday's counts."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def plain_house(settings):
    settings.KHEO_REQUIRE_MFA = False
    cache.clear()
