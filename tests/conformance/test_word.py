"""LibreOffice opens the report's Word file and prints every figure of it."""

import re
import shutil
import subprocess
from datetime import date
from html.parser import HTMLParser

import pytest

from kheo.insight.reports import blocks, services
from kheo.insight.reports.blocks import Paragraph
from kheo.insight.reports.definitions import all_reports
from tests import factories
from tests.factories import MONDAY
from tests.insight.conftest import son_la

__all__ = ["son_la"]

LINE = "LibreOffice is needed: apt-get install --no-install-recommends libreoffice-writer"


class Words(HTMLParser):
    """Collects the letters of a page without the blanks between them."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += _solid(data)


def _solid(text: str) -> str:
    return "".join(text.split())


@pytest.fixture
def office():
    path = shutil.which("soffice") or shutil.which("libreoffice")
    assert path, LINE
    return path


def convert(office, paths, form, folder):
    paths = paths if isinstance(paths, list) else [paths]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", form, "--outdir", str(folder), *paths],
        check=True,
        capture_output=True,
        timeout=120,
    )


def test_libreoffice_reads_every_figure_back(office, son_la, tmp_path):
    built = services.write_word(
        province="14",
        since=date(2013, 6, 1),
        until=date(2023, 12, 1),
        path=tmp_path / "son-la.docx",
        now=MONDAY,
    )

    convert(office, tmp_path / "son-la.docx", "html", tmp_path)
    convert(office, tmp_path / "son-la.docx", "pdf", tmp_path)

    words = Words()
    words.feed((tmp_path / "son-la.html").read_text(encoding="utf-8"))
    for block in blocks.read(built.word).blocks:
        if isinstance(block, Paragraph):
            assert _solid(block.text) in words.text
    for figure in built.figures:
        row = _solid(f"{figure.label} {figure.text} {figure.period} {figure.cell.quote}")
        assert row in words.text
    assert len(built.figures) == 48
    assert _solid("1.191 ≠ 8 + 156 + 947 = 1.111") in words.text
    pdf = (tmp_path / "son-la.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) >= 3


@pytest.mark.parametrize("key", [key for key in all_reports() if key != "nghi-quyet-25"])
def test_libreoffice_opens_the_other_reports_of_the_product(office, son_la, tmp_path, key):
    for number, name in enumerate(("Mường La", "Tô Hiệu")):
        factories.unit(name, level="commune", code=f"0365{number}", parent=son_la)
    path = tmp_path / f"{key}.docx"

    services.write_word(
        province="14",
        since=date(2025, 1, 1),
        until=date(2025, 6, 1),
        path=path,
        key=key,
        now=MONDAY,
    )
    convert(office, path, "pdf", tmp_path)

    pdf = (tmp_path / f"{key}.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) >= 3
