"""A province with two communes, each with its list, head and editor."""

from dataclasses import dataclass

import pytest
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

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


@pytest.fixture
def written():
    """What the editor's form sends for an article."""

    def form(*, body=None, action="action-publish", **fields):
        body = body or [("paragraph", rich_text("<p>Bà con cùng làm.</p>"))]
        empty = ("lead", "author", "series", "source", "source_date", "published_at", "seo_title")
        rest = ("search_description", "go_live_at", "expire_at", "category")
        sent = dict.fromkeys(empty + rest, "") | {
            "title": "Mở đường",
            "slug": "mo-duong",
            "has_time": "on",
            "body": streamfield(body),
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
        }
        return nested_form_data(sent | fields | ({action: "1"} if action else {}))

    return form
