"""Every page of the demo is valid HTML in the eyes of a validator that is not ours."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from html5lib import HTMLParser
from html5lib.html5parser import ParseError

from tests.html import rules
from tests.journeys.conftest import DESK, ROOT
from tests.journeys.test_every_page import OFFICERS, PUBLIC, firsts, officers_firsts

pytestmark = pytest.mark.journey

HERE = ROOT / "tests" / "html"
VALIDATOR = HERE / "node_modules" / ".bin" / "html-validate"
BROKEN = """<!DOCTYPE html><html lang="vi"><head><title>a</title></head><body><main><h1>a</h1>
<p><div>a</div></p><i id="b"></i><i id="b"></i></main></body></html>"""


def kept(visitor, paths: list[str], folder: Path) -> None:
    for number, path in enumerate(paths):
        page = visitor.context.request.get(visitor.demo.url(path)).text()
        (folder / f"{number:02}{path.split('?')[0].replace('/', '_')}.html").write_text(page)


def faults(folder: Path) -> list[str]:
    """List what is wrong, by html-validate where `npm ci` could bring it, else by html5lib."""
    pages = sorted(folder.glob("*.html"))
    ours = [f"{page.name} {fault}" for page in pages for fault in rules.faults(page.read_text())]
    return ours + (validated(pages) if VALIDATOR.exists() else parsed(pages))


def validated(pages: list[Path]) -> list[str]:
    node = shutil.which("node")
    assert node, "html-validate is here, but no node to run it"
    config = HERE / ".htmlvalidate.json"
    asked = [node, str(VALIDATOR.resolve()), "--config", str(config), "-f", "json"]
    done = subprocess.run(
        [*asked, *map(str, pages)], capture_output=True, text=True, check=False, cwd=HERE
    )
    return [
        f"{Path(page['filePath']).name} line {one['line']}: {one['message']}"
        for page in json.loads(done.stdout)
        for one in page["messages"]
    ]


def parsed(pages: list[Path]) -> list[str]:
    found = []
    for page in pages:
        try:
            HTMLParser(strict=True).parse(page.read_text())
        except ParseError as fault:
            found.append(f"{page.name} {fault}")
    return found


def test_the_validators_find_what_is_invalid(tmp_path):
    page = tmp_path / "broken.html"
    page.write_text(BROKEN)

    assert parsed([page])
    assert len(rules.faults(BROKEN)) >= 2
    assert not VALIDATOR.exists() or len(validated([page])) >= 2


def test_public_pages_are_valid(arrive, tmp_path):
    visitor = arrive(DESK)

    kept(visitor, [*PUBLIC, *firsts(visitor)], tmp_path)

    assert faults(tmp_path) == []


@pytest.mark.parametrize("officer", sorted({name for name, _path in OFFICERS}))
def test_officers_pages_are_valid(arrive, tmp_path, officer):
    visitor = arrive(DESK)
    visitor.sign_in(officer)

    own = [path for name, path in OFFICERS if name == officer]
    kept(visitor, [*own, *officers_firsts(visitor, officer)], tmp_path)

    assert faults(tmp_path) == []
