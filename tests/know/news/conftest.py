"""The site of the news tests: one root list, as a deployment has it."""

import pytest
from django.core.cache import cache

from kheo.know.news import services
from kheo.know.news.models import NewsIndex
from tests import factories


@pytest.fixture(autouse=True)
def nothing_kept_between_tests():
    cache.clear()


@pytest.fixture
def index(db) -> NewsIndex:
    return services.ensure_site(
        hostname="testserver", port=80, title="Tin tức", unit=factories.province()
    )
