"""A real browser without a network reads again what it has read, and nothing of anybody's own."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import BrowserContext, sync_playwright
from playwright.sync_api import Page as Tab
from wagtail.models import Locale, Page

from kheo.know.news import services
from tests import factories
from tests.factories import MONDAY
from tests.journeys.conftest import FLAGS, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
# Asked again and again: `ready` is a promise that a failed worker never keeps.
READY = "navigator.serviceWorker.controller !== null"
KEPT = "caches.keys().then((names) => names.filter((name) => name.startsWith('kheo-page')))"


@pytest.fixture
def index():
    # The root of the tree comes with the migrations; tests that commit empty it with the rest.
    Locale.objects.get_or_create(language_code="vi")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(title="Root", slug="root")
    unit = factories.province()
    return services.ensure_site(hostname="localhost", port=80, title="Tin tức", unit=unit)


@contextmanager
def phone() -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        size = {"width": PHONE[0], "height": PHONE[1]}
        context = browser.new_context(viewport=size, locale="vi-VN")
        context.set_default_timeout(15_000)
        yield context
        browser.close()


def until(page: Tab, promised: str) -> None:
    """Wait until what a promise gives is true; a promise itself always is."""
    for _turn in range(300):
        if page.evaluate(promised):
            return
        page.wait_for_timeout(50)
    raise AssertionError(promised)


def with_worker(context: BrowserContext, address: str) -> Tab:
    page = context.new_page()
    page.goto(f"{address}/")
    until(page, READY)
    return page


def kept(page: Tab) -> list[str]:
    return [name.removeprefix("kheo-page-1 ") for name in page.evaluate(KEPT)]


def read(page: Tab, address: str) -> None:
    """Open a page and wait until the worker has put it away."""
    page.goto(address)
    path = "/" + address.split("/", 3)[3]
    until(page, f"{KEPT}.then((names) => names.includes('kheo-page-1 {path}'))")


def test_an_article_is_read_again_without_a_network(index, live_server, settings):
    article = factories.article(index, "Mở đường vào bản", published_at=MONDAY)
    other = factories.article(index, "Chưa đọc", published_at=MONDAY)
    site = live_server.url
    with phone() as context:
        page = with_worker(context, site)
        read(page, site + article.address)

        context.set_offline(True)
        page.goto(site + article.address)
        again = page.inner_text("main")
        note = page.inner_text(".kh-offline")
        page.goto(site + other.address)
        words = page.inner_text("main")
        page.click("text=Mở đường vào bản")
        page.wait_for_selector(".kh-offline")
        from_list = page.inner_text("h1")

    assert "Mở đường vào bản" in again
    assert re.fullmatch(
        r"Máy đang không có mạng. Đây là bản đọc lúc \d\d:\d\d \d\d/\d\d/\d{4}.", note
    )
    assert "Máy của bạn đang không có mạng" in words
    assert "Chưa đọc" not in words
    assert from_list == "Mở đường vào bản"


def test_desks_questions_and_forms_are_never_kept(index, live_server):
    article = factories.article(index, published_at=MONDAY)
    officer = factories.citizen()
    officer.set_password("mat-khau-dai-lam")
    officer.save()
    name, site = officer.get_username(), live_server.url
    with phone() as context:
        page = with_worker(context, site)
        read(page, site + article.address)
        page.goto(f"{site}/tim/?q=don+cua+toi")
        page.goto(f"{site}/phan-anh/gui/")
        page.goto(f"{site}/tai-khoan/login/")
        before = kept(page)
        page.fill("input[name=login]", name)
        page.fill("input[name=password]", "mat-khau-dai-lam")
        page.click("main form button:not([type]), main form button[type=submit]")
        page.wait_for_url(re.compile("(?!.*login)"))
        signed_in = kept(page)
        page.goto(f"{site}/ban-lam-viec/")
        page.goto(site + article.address)
        page.goto(f"{site}/")
        page.wait_for_timeout(500)
        afterwards = kept(page)

    assert before == ["/", article.address]
    assert signed_in == []
    assert afterwards == []


def test_the_last_twenty_pages_are_kept(index, live_server):
    articles = [factories.article(index, f"Bài số {n}", published_at=MONDAY) for n in range(22)]
    site = live_server.url
    with phone() as context:
        page = with_worker(context, site)
        for article in articles:
            read(page, site + article.address)
        until(page, f"{KEPT}.then((names) => names.length === 20)")
        found = kept(page)

    assert found == [article.address for article in articles[2:]]


def test_a_new_worker_replaces_the_old_one(index, live_server, settings):
    site = live_server.url
    shells = "caches.keys().then((all) => all.filter((one) => one.startsWith('kheo-shell')))"
    with phone() as context:
        page = with_worker(context, site)
        old = page.evaluate(shells)
        settings.KHEO_SITE_NAME = "Tên mới"
        page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
        until(page, f"{shells}.then((found) => found.length === 1 && found[0] !== '{old[0]}')")
        new = page.evaluate(shells)

    assert len(old) == len(new) == 1
    assert old != new
