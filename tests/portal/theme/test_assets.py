"""What is committed for browsers is what its list says, and light enough for 3G."""

import gzip
import hashlib
import re

import pytest
from django.conf import settings
from django.core.checks import Error

from kheo import verbs
from kheo.portal.theme.apps import menu_leads_somewhere

STATIC = settings.PROJECT / "kheo/portal/theme/static/theme"
LISTED = re.findall(
    r"^\| `([^`]+)` .* `([0-9a-f]{64})` \|$", (STATIC / "ASSETS.md").read_text(), re.M
)
FIRST_VIEW = ("tabler.subset.min.css", "kheo.css", "htmx.min.js", "kheo.js", "mark.svg")


def packed(path):
    return len(path.read_bytes() if path.suffix == ".woff2" else gzip.compress(path.read_bytes()))


@pytest.mark.parametrize(("name", "total"), LISTED)
def test_a_foreign_file_is_the_one_that_was_taken(name, total):
    assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == total


def test_every_foreign_file_is_listed():
    drawn = {f"icon-{size}{kind}.png" for size in (192, 512) for kind in ("", "-maskable")}
    ours = {"kheo.css", "kheo.js", "redact.js", "mark.svg", "ASSETS.md"} | drawn
    found = {str(path.relative_to(STATIC)) for path in STATIC.rglob("*") if path.is_file()}

    assert {name for name in found if "LICENSE" not in name} - ours == {name for name, _ in LISTED}


def test_the_first_view_leaves_room_for_the_page_itself():
    files = [STATIC / name for name in FIRST_VIEW] + list((STATIC / "fonts").glob("*.woff2"))

    assert sum(map(packed, files)) <= 125 * 1024


def test_the_style_sheet_loads_nothing_from_elsewhere():
    for sheet in STATIC.glob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//|@import", sheet.read_text()), sheet


def test_a_menu_entry_without_a_page_is_refused(monkeypatch):
    lost = verbs.MenuEntry(key="x", verb=verbs.Verb.DO, label="X", url_name="nowhere:at-all")
    monkeypatch.setattr(verbs, "_menu", {"x": lost})

    assert menu_leads_somewhere(None) == [
        Error("Menu entry 'x' points to the unknown address 'nowhere:at-all'.")
    ]
