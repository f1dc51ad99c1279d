"""What the words of a template become: figures with their links, words, tables, charts."""

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from markupsafe import Markup

from kheo.foundation.addresses import absolute
from kheo.foundation.figures import indicators
from kheo.foundation.figures.addresses import Address
from kheo.foundation.units.models import Unit
from kheo.insight.reports import grids, language, naming, numbers, said
from kheo.insight.reports.drawings import Drawings
from kheo.insight.reports.errors import TooLong
from kheo.insight.reports.filled import Figure
from kheo.insight.reports.grids import CENTRE, LEFT, RIGHT, Grid, Head
from kheo.insight.reports.numbers import Numbers

MOST_VALUES = 60_000
# Elements of a run's look that stand behind the marker pen, in the order of the standard.
_BEHIND = re.compile(r"<w:(?:u|effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang)\b|</w:rPr>")
_PEN = '<w:highlight w:val="yellow"/>'
_BASES = {"before": "kỳ trước", "year_before": "cùng kỳ năm trước"}


@dataclass(frozen=True, eq=False)
class Said:
    """Words for the text, with the figure behind them; without one they are plain."""

    text: str
    figure: Figure | None = None
    is_missing: bool = False

    # Conditions compare figures with numbers; with a missing one nothing is so.

    def _is(self, other: object, holds: Callable[[Decimal, Decimal], bool]) -> bool:
        one, two = (_number(side) for side in (self, other))
        return one is not None and two is not None and holds(one, two)

    def __eq__(self, other: object) -> bool:
        return self._is(other, operator.eq)

    def __ne__(self, other: object) -> bool:
        return self._is(other, operator.ne)

    def __gt__(self, other: object) -> bool:
        return self._is(other, operator.gt)

    def __ge__(self, other: object) -> bool:
        return self._is(other, operator.ge)

    def __lt__(self, other: object) -> bool:
        return self._is(other, operator.lt)

    def __le__(self, other: object) -> bool:
        return self._is(other, operator.le)


def _number(side: object) -> Decimal | None:
    if isinstance(side, Said):
        return side.figure.known.value if side.figure and side.figure.known else None
    return Decimal(str(side)) if isinstance(side, int | float | Decimal) else None


class Links:
    """Keeps one relation of a part for each address that figures lead to."""

    def __init__(self, part: Any) -> None:
        self._part, self._known = part, dict[str, str]()

    def to(self, url: str) -> str:
        if url not in self._known:
            # The part itself would look through all its links for each new one.
            self._known[url] = self._new(url)
        return self._known[url]

    def _new(self, url: str) -> str:
        key = f"rIdKheo{len(self._known) + 1}"
        self._part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, url, key, is_external=True)
        return key


@dataclass
class Filler:
    """Gives the engine its words and functions for one part of one report."""

    numbers: Numbers
    names: Mapping[str, str]
    words: Mapping[str, str]
    looks: list[str]
    links: Links | None
    drawings: Drawings
    tables: Callable[[str], Markup]
    used: dict[tuple[Address, int, str], Figure] = field(default_factory=dict)
    said: int = 0

    def context(self) -> dict[str, object]:
        """Return all that a template may name."""
        functions = {name: getattr(self, f"_{name}") for name in language.FUNCTIONS}
        return {
            **self.words,
            **functions,
            "dat": self._put,
            "cac_xa": self.numbers.communes,
            "cac_nam": self.numbers.window.years,
        }

    # --- Words and numbers --------------------------------------------------------------------

    def _address(self, text: str) -> Address:
        return Address.parse(self.names[text])

    def _figure(self, text: str, place: Unit | None, time: str = "now") -> Figure:
        figure = self.numbers.figure(self._address(text), time, place.pk if place else None)
        if time == "now":
            self.use(figure)
        return figure

    def use(self, figure: Figure) -> None:
        """Remember that the report prints a figure."""
        key = (figure.address, figure.unit.pk if figure.unit else 0, figure.year)
        self.used[key] = figure

    def _so(self, text: str, place: Unit | None = None) -> Said:
        return _said(self._figure(text, place))

    def _so_ky_truoc(self, text: str, place: Unit | None = None) -> Said:
        return _said(self._figure(text, place, "before"))

    def _so_cung_ky(self, text: str, place: Unit | None = None) -> Said:
        return _said(self._figure(text, place, "year_before"))

    def _so_sanh(self, text: str, place: Unit | None = None) -> Said:
        return self._compared(text, place, "before")

    def _so_sanh_cung_ky(self, text: str, place: Unit | None = None) -> Said:
        return self._compared(text, place, "year_before")

    def _compared(self, text: str, place: Unit | None, time: str) -> Said:
        now, before = self._figure(text, place), self._figure(text, place, time)
        if now.known is None:
            return Said(said.MISSING, is_missing=True)
        named = naming.name(now.address)
        earlier = numbers.value(before)
        return Said(
            said.change(now.known.value, earlier, _BASES[time], is_percent=named.is_percent)
        )

    def _so_chi_tieu(self, text: str, *given: Any) -> Said:
        place = next((one for one in given if isinstance(one, Unit)), None)
        target = next((Decimal(str(one)) for one in given if not isinstance(one, Unit)), None)
        figure = self._figure(text, place)
        if figure.known is None:
            return Said(said.MISSING, is_missing=True)
        if target is None:
            target = self.numbers.targets.get(figure.address)
        named = naming.name(figure.address)
        return Said(said.against(figure.known.value, target, is_percent=named.is_percent))

    def _co(self, text: str, place: Unit | None = None) -> bool:
        return self._figure(text, place).known is not None

    def _ten(self, place: Unit) -> str:
        return place.name

    def _ten_day_du(self, place: Unit) -> str:
        return place.full_name

    def _so_thu_tu(self, place: Unit) -> int:
        return self.numbers.communes.index(place) + 1

    # --- Into the sheet -----------------------------------------------------------------------

    def _put(self, number: int, value: object) -> Markup:
        """Write a value as a run of its own, in the look of the mark it takes the place of."""
        self.said += 1
        if self.said > MOST_VALUES:
            raise TooLong("Báo cáo có quá nhiều số liệu. Xin chia mẫu thành nhiều báo cáo.")
        one = value if isinstance(value, Said) else Said(str(value))
        return self.run(one, Markup(self.looks[number]))  # noqa: S704

    def run(self, one: Said, look: Markup) -> Markup:
        """Write words; a figure opens its source, a missing one is marked with yellow."""
        if one.is_missing or (one.figure and one.figure.known is None):
            return _run(one.text, _marked(look))
        url = one.figure.url if one.figure else ""
        if not url or self.links is None:
            return _run(one.text, look)
        return Markup('<w:hyperlink r:id="{key}" w:history="1">{run}</w:hyperlink>').format(
            key=self.links.to(absolute(url)), run=_run(one.text, look)
        )

    def cell(self, figure: Figure, *, bold: bool = False, size: float = 12) -> Markup:
        """Write a figure into a table that the template asked for in one word."""
        self.said += 1
        if self.said > MOST_VALUES:
            raise TooLong("Báo cáo có quá nhiều số liệu. Xin chia mẫu thành nhiều báo cáo.")
        self.use(figure)
        return self.run(_said(figure), grids.look(size, bold=bold))

    # --- Tables -------------------------------------------------------------------------------

    def _bang_theo_xa(self, *texts: str) -> Markup:
        asked = [self._address(text) for text in texts]
        heads = [Head("TT"), Head("Đơn vị"), *(Head(self._heading(one)) for one in asked)]
        rows = [
            [grids.cell(at), grids.cell(place.full_name),
             *(self.cell(self.numbers.figure(one, "now", place.pk)) for one in asked)]
            for at, place in enumerate(self.numbers.communes, 1)
        ]  # fmt: skip
        whole = [self.cell(self.numbers.figure(one), bold=True) for one in asked]
        name = f"Toàn {self.words['don_vi'][:1].lower()}{self.words['don_vi'][1:]}"
        rows.append([Markup(""), grids.cell(name, bold=True), *whole])
        return self._grid(heads, rows, [1.1, 4.6], len(asked), [CENTRE, LEFT])

    def _heading(self, address: Address) -> str:
        indicator = indicators.get(address.indicator)
        said_so = [str(indicator.label), *indicator.words_of(address.pairs)]
        if len(said_so) > 1:
            said_so = [said_so[0], ", ".join(said_so[1:])]
        return f"{': '.join(said_so)} ({indicator.unit_of_count})"

    def _bang_theo_nam(self, *texts: str) -> Markup:
        asked = [self._address(text) for text in texts]
        heads = [Head("Năm"), *(Head(self._heading(one)) for one in asked)]
        rows = [
            [grids.cell(year), *(self.cell(self._of_year(year, one)) for one in asked)]
            for year in self.numbers.window.years
        ]
        return self._grid(heads, rows, [2.4], len(asked), [CENTRE])

    def _of_year(self, year: int, address: Address) -> Figure:
        return next(
            figure
            for (began, one), figure in self.numbers.by_year.items()
            if one == address and began == year
        )

    def _bang_phan_to(self, text: str, key: str) -> Markup:
        address = self._address(text)
        indicator = indicators.get(address.indicator)
        heads = [Head("TT"), Head("Nội dung"), Head(f"Số lượng ({indicator.unit_of_count})")]
        rows = [
            [grids.cell(at), grids.cell(indicator.breakdowns[key][part.pairs[key]]),
             self.cell(self.numbers.figure(part))]
            for at, part in enumerate(language.parts_of(address, key), 1)
        ]  # fmt: skip
        return self._grid(heads, rows, [1.1, 10.3], 1, [CENTRE, LEFT])

    def _grid(
        self, heads: list[Head], rows: list[list[Markup]], first: list[float], count: int,
        aligned: list[str],
    ) -> Markup:  # fmt: skip
        return grids.draw(
            Grid([heads], rows, grids.shares(first, count), [*aligned, *[RIGHT] * count])
        )

    def _bang_nguon_so_lieu(self) -> Markup:
        """List every figure printed so far with its period and source.

        Those of the communes stand in one row each: 75 rows of one figure tell nobody more, every
        number of an annex is a link, and the workbook lists them all.
        """
        heads = [Head(name) for name in ("TT", "Chỉ tiêu", "Số liệu", "Thời kỳ", "Nguồn")]
        own, places = _by_place(self.used.values(), self.numbers.unit)
        lines = [
            (one.label, self.run(_said(one), grids.look(11)), one.period, source(one))
            for one in own
        ]
        lines += [_of_places(group) for group in places.values()]
        rows = [
            [grids.cell(at, size=11), grids.cell(label, size=11), number,
             grids.cell(period, size=11), grids.cell(words, size=11)]
            for at, (label, number, period, words) in enumerate(lines, 1)
        ]  # fmt: skip
        aligned = [CENTRE, LEFT, RIGHT, LEFT, LEFT]
        return grids.draw(Grid([heads], rows, [1.1, 5.4, 2.0, 3.2, 4.7], aligned, size=11))

    def _bang_chua_khop(self) -> Markup:
        wrong = [check for check in self.numbers.checks if check.is_wrong]
        lines = [
            grids.paragraph(
                grids.cell(f"- {one.finding.title}: {one.finding.arithmetic}.", size=13), after=60
            )
            for one in wrong
        ]
        if not wrong:
            return Markup("")
        head = "Số liệu chưa khớp, cần rà soát trước khi ký:"
        return Markup("").join([grids.paragraph(grids.cell(head, size=13, bold=True)), *lines])

    def _bieu_thanh_tra(self, key: str) -> Markup:
        return self.tables(key)

    # --- Charts -------------------------------------------------------------------------------

    def _bieu_do_theo_xa(self, text: str) -> Markup:
        address = self._address(text)
        points = [
            (place.full_name, self.numbers.figure(address, "now", place.pk))
            for place in self.numbers.communes
        ]
        return self._chart("bar", [(self._heading(address), points)], address, "Đơn vị")

    def _bieu_do_theo_nam(self, *texts: str) -> Markup:
        asked = [self._address(text) for text in texts]
        series = [
            (self._heading(one),
             [(str(year), self._of_year(year, one)) for year in self.numbers.window.years])
            for one in asked
        ]  # fmt: skip
        return self._chart("line", series, asked[0], "Năm")

    def _bieu_do_phan_to(self, text: str, key: str) -> Markup:
        address = self._address(text)
        words = indicators.get(address.indicator).breakdowns[key]
        points = [
            (str(words[part.pairs[key]]), self.numbers.figure(part))
            for part in language.parts_of(address, key)
        ]
        return self._chart("bar", [(self._heading(address), points)], address, "Nội dung")

    def _chart(
        self, kind: str, series: list[tuple[str, list[tuple[str, Figure]]]], address: Address,
        axis: str,
    ) -> Markup:  # fmt: skip
        unit = str(indicators.get(address.indicator).unit_of_count)
        return self.drawings.draw(kind, series, unit, axis, self.numbers.window.words)


def _said(figure: Figure) -> Said:
    text = f"{figure.text} (ước)" if figure.is_estimate else figure.text
    return Said(text, figure)


def _by_place(
    used: Iterable[Figure], unit: Unit
) -> tuple[list[Figure], dict[Address, list[Figure]]]:
    """Part the unit's own figures from those of its communes, which are put together."""
    own, places = list[Figure](), dict[Address, list[Figure]]()
    for one in used:
        if one.unit is None or one.unit.pk == unit.pk:
            own.append(one)
        else:
            places.setdefault(one.address, []).append(one)
    return own, places


def _of_places(group: list[Figure]) -> tuple[str, Markup, str, str]:
    known = [one for one in group if one.known is not None]
    number = grids.cell(f"{len(known)}/{len(group)}", size=11)
    sources = "; ".join(dict.fromkeys(source(one) for one in known))
    period = known[0].period if known else ""
    return f"{group[0].label}, của từng đơn vị (số đơn vị có số liệu)", number, period, sources


def source(figure: Figure) -> str:
    """Say where a figure is from."""
    if figure.known is None:
        return ""
    if figure.is_recorded:
        return "Đếm từ hồ sơ trên hệ thống"
    if figure.quote:
        return figure.quote
    return figure.cell.origin.source_title if figure.cell else "Biểu số liệu của các đơn vị"


def _run(text: str, look: Markup) -> Markup:
    return Markup('<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>').format(
        look=look, text=text
    )


def _marked(look: Markup) -> Markup:
    """Add the yellow pen to a look, where the standard wants it."""
    plain = str(look) or "<w:rPr></w:rPr>"
    plain = re.sub(r"<w:highlight\b[^>]*/>", "", plain)
    if plain.endswith("/>") and plain.startswith("<w:rPr"):
        plain = "<w:rPr></w:rPr>"
    at = _BEHIND.search(plain)
    cut = at.start() if at else len(plain)
    return Markup(plain[:cut] + _PEN + plain[cut:])  # noqa: S704
