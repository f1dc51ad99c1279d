"""Starts the demo exactly as `make demo` does and opens a real browser on it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from kheo.demo.people import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE, TABLET, DESK = (360, 740), (768, 1024), (1280, 900)
# Of a kept picture.
LONGEST, FEW_COLOURS = 3200, 64


@dataclass
class Demo:
    """A running demo: where it answers and where its data lies."""

    address: str
    var: Path
    process: subprocess.Popen[str]

    def url(self, path: str = "/") -> str:
        return self.address + path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(var: Path) -> Demo:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "kheo", "demo", "--port", str(port)],
        env={
            **os.environ,
            "KHEO_VAR": str(var),
            "KHEO_BASE_URL": f"http://127.0.0.1:{port}",
            "DJANGO_SETTINGS_MODULE": "kheo.config.settings",
        },
        stdout=subprocess.PIPE,
        stderr=(var / "stderr.log").open("w"),
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    for line in process.stdout:
        if "Ctrl-C" in line:
            break
    address = f"http://127.0.0.1:{port}"
    wait_until_it_answers(address, process)
    return Demo(address, var, process)


def wait_until_it_answers(address: str, process: subprocess.Popen[str]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the demo ended before it answered"
        try:
            with urlopen(address + "/", timeout=5) as page:
                assert page.status == 200
                return
        except URLError:
            time.sleep(0.1)
    raise AssertionError("the demo does not answer")


def stop(demo: Demo) -> int:
    # As Ctrl-C in a terminal: every process of the group hears it.
    os.killpg(demo.process.pid, signal.SIGINT)
    return demo.process.wait(timeout=30)


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    """The demo for all journeys; KHEO_JOURNEYS names a folder to use again while writing tests."""
    kept = os.environ.get("KHEO_JOURNEYS")
    var = Path(kept) if kept else Path(tempfile.mkdtemp(prefix="kheo-demo-"))
    var.mkdir(parents=True, exist_ok=True)
    running = start(var)
    yield running
    if running.process.poll() is None:
        stop(running)


def ask(demo: Demo, script: str) -> Any:
    """Run a few lines inside the demo's own process world; they print one line of JSON last."""
    settings = {"KHEO_VAR": str(demo.var), "DJANGO_SETTINGS_MODULE": "kheo.config.settings"}
    told = subprocess.run(
        [sys.executable, "-m", "kheo", "manage", "shell", "-v", "0", "-c", script],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(told.stdout.strip().splitlines()[-1])


NAMES = """
import json
from kheo.foundation.accounts.models import User
people = User.objects.filter(is_demo=True).values_list("username", "full_name")
print(json.dumps(dict(people)))
"""


@pytest.fixture(scope="session")
def names(demo: Demo) -> dict[str, str]:
    """How the demo's officers are called, by the name they sign in with."""
    found: dict[str, str] = ask(demo, NAMES)
    return found


# A commune that has made nothing public yet, with one sign-in for each of its roles.
OFFICE = """
import json
from django.db.models import Count, Q
from django.utils import timezone
from kheo.demo.people import PASSWORD
from kheo.foundation.accounts import services as accounts
from kheo.foundation.accounts.models import User
from kheo.foundation.units import queries, services
from kheo.know.newsroom import services as newsroom
now = timezone.now()
today = timezone.localdate(now)
communes = queries.communes(queries.here(on=today), on=today).exclude(name="Ngọc Chiến")
shown = Count("publications", filter=Q(publications__shown_since__isnull=False))
unit = communes.annotate(n=shown).order_by("n", "pk").first()
body = queries.responsible_body(unit)
known = {"unit": unit.full_name, "name": unit.name, "code": unit.code, "pk": unit.pk,
         "body": body.pk}
for role in ("head", "clerk"):
    known[role] = body.posts.filter(role=role).first().appointments.first().person
for name in ("editor", "second"):
    person, is_new = User.objects.get_or_create(
        username=f"{name}-{unit.code}",
        defaults={"full_name": {"editor": "Hà Thị Pâng", "second": "Quàng Văn Ún"}[name],
                  "is_demo": True})
    if is_new:
        post = services.add_post(body=body, title="Biên tập viên", role="editor", by="", now=now)
        accounts.appoint(person=person, post=post, since=today, by=None, now=now)
        newsroom.follow(person=person, now=now)
    known[name] = person
known["editor_name"] = known["editor"].full_name
for role, person in known.items():
    if isinstance(person, User):
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
        known[role] = person.username
print(json.dumps(known))
"""


@pytest.fixture(scope="session")
def office(demo: Demo) -> dict[str, Any]:
    """The commune that has made least public, and who signs in there."""
    found: dict[str, Any] = ask(demo, OFFICE)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Visitor:
    """One person with one device; what their browser complains of is kept."""

    context: BrowserContext
    page: Page
    demo: Demo
    complaints: list[str]

    def go(self, path: str) -> Page:
        self.page.goto(self.demo.url(path))
        return self.page

    def sign_in(self, name: str) -> Page:
        self.go("/tai-khoan/login/")
        self.page.fill("input[name=login]", name)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main form button[type=submit], main form button:not([type])")
        self.page.wait_for_url(re.compile("ban-lam-viec|bien-tap"))
        return self.page

    def picture(self, name: str, *, full: bool = True) -> None:
        """Keep a picture for the guides; the committed ones change only when asked for."""
        folder = PICTURES if os.environ.get("KHEO_PICTURES") else self.demo.var / "pictures"
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", full_page=full)

    def screens(self, name: str, *sizes: tuple[int, int], full: bool = True) -> None:
        """Keep the page as it is now, when pictures are asked for: on a phone and on a desk."""
        if not os.environ.get("KHEO_PICTURES"):
            return
        was = self.page.viewport_size
        for width, height in sizes or (PHONE, DESK):
            self.page.set_viewport_size({"width": width, "height": height})
            drawn = self.page.screenshot(full_page=full, animations="disabled", caret="initial")
            keep_small(drawn, PICTURES / f"{name}-{width}.png")
        if was:
            self.page.set_viewport_size(was)

    def submit(self, key: str, **typed: str | bool) -> None:
        """Fill in the form that posts to this address, by the names of its fields, and send it."""
        form = self.page.locator(f"form[action*='/{key}/']").first
        fold = form.locator("xpath=ancestor::details[not(@open)]/summary")
        if fold.count():
            fold.first.click()
        self.fill(form, typed)
        form.locator("button.btn-primary, button.btn-outline-primary, button").first.click()

    def fill(self, form: Locator, typed: Mapping[str, str | bool]) -> None:
        """Type into fields of a form; True ticks, a choice is made by its value."""
        for name, value in typed.items():
            field = form.locator(f"[name='{name}']:not([type=hidden])")
            kind = field.first.evaluate("one => one.type")
            if kind == "radio":
                form.locator(f"[name='{name}'][value='{value}']").check()
            elif value is True:
                field.first.check()
            elif kind == "select-one":
                field.first.select_option(str(value))
            else:
                field.first.fill(str(value))


def keep_small(drawn: bytes, target: Path) -> None:
    """Store a picture with few colours, cut below what a guide can show."""
    with Image.open(BytesIO(drawn)) as picture:
        shown = picture.convert("RGB").crop((0, 0, picture.width, min(picture.height, LONGEST)))
        few = shown.quantize(FEW_COLOURS, dither=Image.Dither.NONE)
        few.save(target, optimize=True)


Arrive = Callable[..., Visitor]


@pytest.fixture
def arrive(demo: Demo, browser: Browser) -> Iterator[Arrive]:
    """Give a function that brings another visitor with a fresh browser profile."""
    visitors: list[Visitor] = []

    def come(
        size: tuple[int, int] = DESK,
        *,
        dark: bool = False,
        script: bool = True,
        language: str = "vi",
        offline_reading: bool = False,
    ) -> Visitor:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale={"vi": "vi-VN", "en": "en-GB"}[language],
            has_touch=size == PHONE,
            geolocation={"latitude": 21.6, "longitude": 104.2},
            permissions=["geolocation"],
            service_workers="allow" if offline_reading else "block",
        )
        context.set_default_timeout(10_000)
        page = context.new_page()
        visitor = Visitor(context, page, demo, [])
        page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        page.on(
            "console",
            lambda word: (
                visitor.complaints.append(word.text)
                if word.type == "error" and "status of 40" not in word.text
                else None
            ),
        )
        visitors.append(visitor)
        return visitor

    yield come
    complaints = [word for visitor in visitors for word in visitor.complaints]
    for visitor in visitors:
        visitor.context.close()
    assert complaints == []
