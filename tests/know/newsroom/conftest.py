"""A province with two communes, each with its list, head and editor."""

from dataclasses import dataclass

import pytest
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.units.models import Unit
from kheo.know.news import services as news
from kheo.know.news.models import NewsIndex
from kheo.know.newsroom import services
from tests import factories


@dataclass(frozen=True)
class Place:
    """One commune with those who write and approve in it."""

    unit: Unit
    index: NewsIndex
    editor: User
    head: User


@pytest.fixture
def index(db) -> NewsIndex:
    return news.ensure_site(
        hostname="testserver", port=80, title="Tin tức", unit=factories.province()
    )


def place(index: NewsIndex, name: str) -> Place:
    unit = factories.unit(name)
    own = news.open_list(parent=index, unit=unit)
    editor, head = factories.officer(unit, "editor"), factories.officer(unit, "head")
    services.open_desk(own)
    return Place(unit, own, editor, head)


@pytest.fixture
def here(index) -> Place:
    return place(index, "Ngọc Chiến")


@pytest.fixture
def there(index) -> Place:
    return place(index, "Mường Bú")


@pytest.fixture
def province_editor(index) -> User:
    return factories.officer(index.unit, "editor")


@pytest.fixture
def now():
    return timezone.now()
