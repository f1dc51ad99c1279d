"""What every test of disclosure needs: a cache without yesterday's pages."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def plain_house(settings):
    settings.KHEO_REQUIRE_MFA = False
    cache.clear()
