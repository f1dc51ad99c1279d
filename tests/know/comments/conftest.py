"""What every test of comments needs: a site, an article of a commune, a cache without yesterday."""

import shutil

import pytest
import yaml
from django.core.cache import cache
from wagtail.models import Locale, Page

from kheo.know.comments.rules import FILE
from kheo.know.news import services
from kheo.know.news.models import NewsIndex, NewsPage
from tests import factories


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def commune(db):
    unit = factories.unit()
    factories.head(factories.body(unit))
    return unit


@pytest.fixture
def index(commune) -> NewsIndex:
    ensure_root()
    province = factories.province()
    factories.head(factories.body(province))
    root = services.ensure_site(hostname="testserver", port=80, title="Tin tức", unit=province)
    found = NewsIndex(title="Tin của xã", slug="tin-xa", unit=commune)
    root.add_child(instance=found)
    return found


def ensure_root() -> None:
    """Give the page tree its root again, which tests that commit take away."""
    if not Page.objects.filter(depth=1).exists():
        Locale.objects.get_or_create(language_code="vi")
        Page.add_root(instance=Page(title="Root", slug="root"))


@pytest.fixture
def article(index) -> NewsPage:
    return factories.article(index)


@pytest.fixture
def law(tmp_path, settings):
    """Let a test decide otherwise what this place decides: a file of its own beside the others."""

    def change(**fields):
        shutil.copytree(settings.LAW_DIR, tmp_path / "law")
        path = tmp_path / "law" / FILE
        path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text()) | fields))
        settings.LAW_DIR = tmp_path / "law"

    return change
