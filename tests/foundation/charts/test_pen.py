"""One process draws; what it gives stands in a page under our policy, or nothing does."""

import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from PIL import Image

from kheo.foundation import charts
from kheo.foundation.charts import Chart, Kind, NotDrawn, Point, Series, pen

SVG = "{http://www.w3.org/2000/svg}"
POINTS = tuple(
    Point(f"Xã {name}", Decimal(value), f"/so-lieu/?don-vi={at}&tu=2026", at=(103.1 + at, 21.2))
    for at, (name, value) in enumerate([("Mường La", "1190"), ("Vân Hồ", "28"), ("Tô Hiệu", "0")])
)


def bars(*points, title="Đơn đã nhận", kind=Kind.BAR):
    return Chart(kind, title, "đơn", (Series("Đơn", points or POINTS),), axis="Xã")


def child():
    """Find the drawing process by the lock that it holds."""
    charts.svg(bars())
    inode = (pen.room() / "lock").stat().st_ino
    for line in Path("/proc/locks").read_text().splitlines():
        fields = line.split()
        if "FLOCK" in fields and fields[-3].endswith(f":{inode}"):
            return int(fields[fields.index("WRITE") + 1])
    raise AssertionError("nobody holds the lock")


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_is_drawn_without_anything_that_a_page_refuses(kind):
    root = ElementTree.fromstring(charts.svg(bars(kind=kind)))

    assert root.tag == f"{SVG}svg"
    for element in root.iter():
        assert element.tag not in (f"{SVG}style", f"{SVG}script")
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("kind", Kind)
def test_each_mark_opens_its_rows_and_says_its_number(kind):
    root = ElementTree.fromstring(charts.svg(bars(kind=kind)))

    links = {link.get("href"): link.get("aria-label") for link in root.iter(f"{SVG}a")}
    assert links == {
        "/so-lieu/?don-vi=0&tu=2026": "Xã Mường La: 1.190 đơn",
        "/so-lieu/?don-vi=1&tu=2026": "Xã Vân Hồ: 28 đơn",
        "/so-lieu/?don-vi=2&tu=2026": "Xã Tô Hiệu: 0 đơn",
    }


def test_numbers_on_the_axis_are_written_the_vietnamese_way():
    texts = {text.text for text in ElementTree.fromstring(charts.svg(bars())).iter(f"{SVG}text")}

    assert "1.000" in texts
    assert "1.190" in texts


def test_colours_have_classes_of_the_theme():
    drawn = charts.svg(bars())

    assert 'class="kh-tone-lead-fill"' in drawn
    assert "kh-ink-fill" in drawn


def test_a_drawing_without_links_is_a_picture_with_a_name_and_one_with_links_a_group():
    plain = ElementTree.fromstring(charts.svg(bars(Point("A", Decimal(1)))))
    linked = ElementTree.fromstring(charts.svg(bars()))

    assert plain.get("role") == "img"
    assert linked.get("role") == "group"
    for root in (plain, linked):
        (title,) = (one for one in root.findall(f"{SVG}title"))
        assert title.get("id") == root.get("aria-labelledby")
        assert title.text == "Đơn đã nhận"


def test_words_that_look_like_markup_stay_words():
    drawn = charts.svg(bars(Point("<script>", Decimal(1), '/?a="b'), title="a < b & c"))

    root = ElementTree.fromstring(drawn)
    assert "<script" not in drawn
    assert root.find(f"{SVG}title").text == "a < b & c"
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == ['/?a="b']


def test_a_missing_number_is_named():
    drawn = charts.svg(bars(*POINTS, Point("Xã Sông Mã", None)))

    assert "chưa có số liệu" in drawn


def test_paper_gets_a_picture():
    picture = Image.open(BytesIO(charts.png(bars())))

    assert picture.format == "PNG"
    assert picture.width > 1000


def test_a_page_has_both_drawings_and_the_table():
    page = render_to_string("charts/chart.html", {"drawn": charts.drawn(bars())})

    assert page.count("<svg") == 2
    assert 'data-label="Đơn"><a href="/so-lieu/?don-vi=0&amp;tu=2026">1.190 đơn</a>' in page


def test_nothing_to_draw_is_said():
    page = render_to_string("charts/chart.html", {"drawn": charts.drawn(bars(Point("A", None)))})

    assert "<svg" not in page
    assert "Chưa có số liệu để vẽ." in page


def test_a_killed_process_is_replaced():
    first = child()

    os.kill(first, signal.SIGKILL)

    assert charts.svg(bars(title="Sau khi chết")).startswith("<svg")
    assert child() != first


def test_a_drawing_that_takes_too_long_is_given_up_and_the_next_one_is_drawn():
    child()
    slow = bars(*(Point(f"Xã {at}", Decimal(at), "/") for at in range(1200)), title="Quá lâu")

    with pytest.raises(NotDrawn):
        charts.svg(slow, seconds=0.02)

    assert charts.svg(bars(title="Ngay sau đó")).startswith("<svg")


def test_many_who_start_it_at_once_get_one_process():
    code = (
        "import os; from kheo.foundation.charts import *; from decimal import Decimal as D;"
        "print(len(svg(Chart(Kind.BAR, 'x', '', (Series('s', (Point('a', D(1)),)),)))))"
    )
    os.kill(child(), signal.SIGKILL)

    def run(_number):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        return int(done.stdout)

    with ThreadPoolExecutor(4) as pool:
        lengths = set(pool.map(run, range(4)))

    assert len(lengths) == 1


def test_what_cannot_be_drawn_is_answered_and_kills_nobody():
    first = child()

    with pytest.raises(NotDrawn):
        pen.ask({"form": "page", "chart": {"kind": "bánh"}})

    assert child() == first


def test_a_page_without_a_drawing_still_has_its_numbers():
    never = charts.drawn(bars(title="Không kịp"), seconds=0)

    page = render_to_string("charts/chart.html", {"drawn": never})

    assert "<svg" not in page
    assert "1.190 đơn" in page
    assert "chưa vẽ được biểu đồ" in page


def test_only_the_drawing_process_loads_the_drawing_library():
    root = Path(pen.__file__).parents[3]
    loading = re.compile(r"^\s*(import|from) (altair|vl_convert)", re.MULTILINE)

    found = {
        path.parent.name
        for path in (root / "kheo").rglob("*.py")
        if loading.search(path.read_text(encoding="utf-8"))
    }

    assert found == {"child"}
