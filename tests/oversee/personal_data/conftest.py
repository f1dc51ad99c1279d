"""What every test of requests needs: officers who are in, a cache without old counts."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def plain_house(settings):
    settings.KHEO_REQUIRE_MFA = False
    cache.clear()
