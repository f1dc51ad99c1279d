"""The words that a template may use, and what a template asks for by them.

Nothing else is understood: a mark is a known word or a known function with quoted names, so a
template reads no object, runs no arithmetic and cannot go round for ever.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import Final

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kheo.foundation.figures import indicators
from kheo.foundation.figures.addresses import Address
from kheo.insight.reports import marks, naming
from kheo.insight.reports.errors import Problem
from kheo.insight.reports.marks import Mark
from kheo.insight.reports.naming import UnknownFigure

# Names as `marks.plain` writes them; beside each how the handbook writes it.
WORDS: Final = {
    "don_vi": "đơn vị: tỉnh Sơn La",
    "ten_rieng": "tên riêng: Sơn La",
    "ky": "kỳ báo cáo: 6 tháng đầu năm 2026",
    "ky_truoc": "kỳ ngay trước, dài bằng kỳ này",
    "cung_ky": "cùng kỳ năm trước",
    "tu_thang": "tháng 1/2026",
    "den_thang": "tháng 6/2026",
    "nam": "năm của ngày cuối kỳ",
    "ngay": "ngày lập: ngày 02 tháng 7 năm 2026",
    "co_quan": "cơ quan ban hành",
    "co_quan_hoa": "cơ quan ban hành, viết hoa",
    "so_xa": "số xã, phường của đơn vị",
}
LISTS: Final = {"cac_xa": "xa", "cac_nam": "nam"}
ABOUT_PLACE: Final = ("ten", "ten_day_du", "so_thu_tu")


@dataclass(frozen=True)
class Function:
    """A function of the language: what it is given, and whether it makes a whole block."""

    figures: int  # how many figures it takes at least
    most: int = 1
    place: bool = False  # may it be asked of one commune: số("…", xã)
    number: bool = False  # does it take a number: so_chi_tieu("…", 95)
    text: bool = False  # does it take words that are no figure


FUNCTIONS: Final = {
    "so": Function(1, place=True),
    "so_ky_truoc": Function(1, place=True),
    "so_cung_ky": Function(1, place=True),
    "so_sanh": Function(1, place=True),
    "so_sanh_cung_ky": Function(1, place=True),
    "so_chi_tieu": Function(1, place=True, number=True),
    "ten": Function(0, place=True),
    "ten_day_du": Function(0, place=True),
    "so_thu_tu": Function(0, place=True),
    "co": Function(1, place=True),
    "bang_theo_xa": Function(1, 12),
    "bang_theo_nam": Function(1, 12),
    "bang_phan_to": Function(1, text=True),
    "bieu_do_theo_xa": Function(1),
    "bieu_do_theo_nam": Function(1, 4),
    "bieu_do_phan_to": Function(1, text=True),
    "bang_nguon_so_lieu": Function(0, 0),
    "bang_chua_khop": Function(0, 0),
    "bieu_thanh_tra": Function(0, 0, text=True),
}
_NOW, _BEFORE, _YEAR_BEFORE = "now", "before", "year_before"
_TIMES: Final = {
    "so": (_NOW,), "co": (_NOW,), "so_chi_tieu": (_NOW,), "so_ky_truoc": (_BEFORE,),
    "so_cung_ky": (_YEAR_BEFORE,), "so_sanh": (_NOW, _BEFORE),
    "so_sanh_cung_ky": (_NOW, _YEAR_BEFORE), "bang_phan_to": (_NOW,), "bieu_do_phan_to": (_NOW,),
}  # fmt: skip


class NotAllowed(ValueError):
    """A mark says something that the language does not have."""


@dataclass
class Asked:
    """What a template asks for; figures in the order of the text."""

    figures: dict[str, list[Address]] = field(default_factory=dict)  # by time, of the unit
    places: dict[str, list[Address]] = field(default_factory=dict)  # by time, of each commune
    years: list[Address] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)  # of the inspectorate
    targets: list[Address] = field(default_factory=list)  # compared with what was planned
    names: dict[str, str] = field(default_factory=dict)  # as written → address
    has_places: bool = False

    def all_figures(self) -> list[Address]:
        """Return the unit's own figures of the period, each once."""
        return list(dict.fromkeys(self.figures.get(_NOW, [])))


def environment() -> ImmutableSandboxedEnvironment:
    """Make the engine: private delimiters, every word escaped, no globals, no filters."""
    made = ImmutableSandboxedEnvironment(
        variable_start_string=marks.SAY, variable_end_string=marks.SAID,
        block_start_string=marks.DO, block_end_string=marks.DONE,
        comment_start_string=marks.ASIDE, comment_end_string=marks.ASIDE_END,
        autoescape=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


_ENGINE = environment()


def read(found: Iterable[Mark], kept: dict[str, str] | None = None) -> tuple[Asked, list[Problem]]:
    """Say what marks ask for, and everything that is wrong with them.

    `kept` are names that were found when the template was taken in, so that a figure that was
    given another name since is still the same.
    """
    asked, problems = Asked(names=dict(kept or {})), list[Problem]()
    for mark, around in marks.scopes(list(found)):
        try:
            _Reader(asked, around, mark).read()
        except UnknownFigure as unknown:
            words = f"Không có chỉ tiêu “{unknown.text}”."
            problems.append(Problem(words, mark.where, unknown.nearest))
        except NotAllowed as refused:
            problems.append(Problem(str(refused), mark.where))
    return asked, problems


def expression(text: str) -> nodes.Expr:
    """Read one expression; raises NotAllowed."""
    try:
        parsed = _ENGINE.parse(f"{marks.SAY} {text} {marks.SAID}")
    except TemplateSyntaxError as broken:
        raise NotAllowed(f"Không đọc được “{text}”.") from broken
    output = parsed.body[0] if len(parsed.body) == 1 else None
    if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
        raise NotAllowed(f"Không đọc được “{text}”.")
    return output.nodes[0]


@dataclass
class _Reader:
    asked: Asked
    around: dict[str, str]
    mark: Mark

    def read(self) -> None:
        mark = self.mark
        if mark.is_said:
            self._say(expression(mark.text))
        elif mark.word == "for":
            self._loop()
        elif mark.word in ("if", "elif"):
            self._condition(expression(mark.text.partition(" ")[2]))

    def _loop(self) -> None:
        found = marks.loop(self.mark)
        if found is None or found[1] not in LISTS:
            known = ", ".join(_shown(one) for one in LISTS)
            raise NotAllowed(f"Vòng lặp phải viết như “for xã in các_xã”; danh sách có: {known}.")
        if found[1] in self.around.values() or len(self.around) > 1:
            raise NotAllowed("Vòng lặp không được lồng vào chính nó.")
        if found[0] in WORDS or found[0] in FUNCTIONS:
            raise NotAllowed(f"“{found[0]}” đã có nghĩa khác, xin đặt tên khác cho vòng lặp.")
        self.asked.has_places |= found[1] == "cac_xa"

    def _condition(self, test: nodes.Expr) -> None:
        """Take số("…") > 0, co("…"), and both with not, and, or."""
        if isinstance(test, nodes.Not):
            self._condition(test.node)
        elif isinstance(test, nodes.And | nodes.Or):
            self._condition(test.left)
            self._condition(test.right)
        elif isinstance(test, nodes.Compare):
            self._compare(test)
        else:
            self._call(test)

    def _compare(self, test: nodes.Compare) -> None:
        if any(operand.op in ("in", "notin") for operand in test.ops):
            raise NotAllowed("Chỉ so sánh số liệu bằng >, <, >=, <=, ==, !=.")
        for side in (test.expr, *(operand.expr for operand in test.ops)):
            is_number = isinstance(side, nodes.Const) and isinstance(side.value, int | float)
            if not is_number:
                self._call(side)

    def _say(self, said: nodes.Expr) -> None:
        if isinstance(said, nodes.Name):
            if said.name not in WORDS and said.name not in self.around:
                raise NotAllowed(_unknown(said.name, (*WORDS, *self.around)))
            return
        self._call(said)

    def _call(self, call: nodes.Expr) -> None:
        if not isinstance(call, nodes.Call) or not isinstance(call.node, nodes.Name):
            raise NotAllowed(f"Không hiểu “{self.mark.text}”.")
        name = call.node.name
        if name not in FUNCTIONS:
            raise NotAllowed(_unknown(name, (*FUNCTIONS, *WORDS)))
        if call.kwargs or call.dyn_args or call.dyn_kwargs:
            raise NotAllowed(f"“{self.mark.text}”: chỉ ghi tên chỉ tiêu trong ngoặc kép.")
        _Call(self, name, FUNCTIONS[name], list(call.args)).read()


@dataclass
class _Call:
    reader: _Reader
    name: str
    function: Function
    given: list[nodes.Expr]

    def read(self) -> None:
        texts, numbers, place = self._sorted()
        if self.name == "bieu_thanh_tra":
            self.reader.asked.tables += texts
            return
        extra = texts[1:] if self.function.text else []
        figures = [self._figure(text) for text in (texts[:1] if self.function.text else texts)]
        if not self.function.figures <= len(figures) <= max(self.function.most, 0):
            raise NotAllowed(f"“{_shown(self.name)}” cần tên chỉ tiêu trong ngoặc kép.")
        if self.function.text:
            self._check_breakdown(figures[0], extra)
        if self.name in ("ten", "ten_day_du", "so_thu_tu") and place is None:
            raise NotAllowed(f"“{_shown(self.name)}” chỉ dùng trong vòng lặp các_xã.")
        if numbers and not self.function.number:
            raise NotAllowed(f"“{_shown(self.name)}” không nhận con số.")
        if self.name == "so_chi_tieu" and not numbers:
            self._ask_target(figures, place)
        self._ask(figures, place, extra)

    def _ask_target(self, figures: list[Address], place: str | None) -> None:
        if place:
            raise NotAllowed("So với chỉ tiêu của từng xã thì xin ghi số chỉ tiêu sau tên xã.")
        self.reader.asked.targets += figures

    def _sorted(self) -> tuple[list[str], list[Decimal], str | None]:
        """Sort what was given into quoted names, numbers and the commune of a loop."""
        texts, numbers, place = list[str](), list[Decimal](), None
        for one in self.given:
            match one:
                case nodes.Const(value=str() as text):
                    texts.append(text)
                case nodes.Const(value=bool() | None):
                    raise NotAllowed(f"Không hiểu “{self.reader.mark.text}”.")
                case nodes.Const(value=number):
                    numbers.append(Decimal(str(number)))
                case nodes.Name(name=name) if name in self.reader.around:
                    place = self._place(name)
                case nodes.Name(name=name):
                    raise NotAllowed(_unknown(name, self.reader.around))
                case _:
                    raise NotAllowed(f"Không hiểu “{self.reader.mark.text}”.")
        return texts, numbers, place

    def _place(self, name: str) -> str:
        if not self.function.place or self.reader.around[name] != "cac_xa":
            raise NotAllowed(f"“{_shown(self.name)}” không dùng được với “{name}”.")
        return name

    def _figure(self, text: str) -> Address:
        names = self.reader.asked.names
        if text not in names:
            names[text] = str(naming.find(text))
        return Address.parse(names[text])

    def _check_breakdown(self, figure: Address, extra: list[str]) -> None:
        known = indicators.get(figure.indicator).breakdowns
        if len(extra) != 1 or extra[0] not in known:
            keys = ", ".join(known) or "không có"
            raise NotAllowed(f"Chỉ tiêu này phân tổ theo: {keys}; xin ghi một phân tổ.")

    def _ask(self, figures: list[Address], place: str | None, extra: list[str]) -> None:
        asked = self.reader.asked
        if self.name in ("bang_theo_xa", "bieu_do_theo_xa"):
            asked.has_places = True
            _add(asked.places, _NOW, figures)
            _add(asked.figures, _NOW, figures)
        elif self.name in ("bang_theo_nam", "bieu_do_theo_nam"):
            asked.years += [one for one in figures if one not in asked.years]
        elif self.function.text:
            _add(asked.figures, _NOW, parts_of(figures[0], extra[0]))
        else:
            for time in _TIMES.get(self.name, ()):
                _add(asked.places if place else asked.figures, time, figures)


def parts_of(figure: Address, key: str) -> list[Address]:
    """Return a figure for each value of one breakdown."""
    values = indicators.get(figure.indicator).breakdowns[key]
    pairs = figure.pairs
    return [
        Address.parse(_written(figure.indicator, {**pairs, key: value}, figure.level))
        for value in values
    ]


def _written(indicator: str, pairs: dict[str, str], level: str) -> str:
    inside = ";".join(f"{key}={value}" for key, value in sorted(pairs.items()))
    return f"{indicator}[{inside}]@{level}"


def _add(asked: dict[str, list[Address]], time: str, figures: Iterable[Address]) -> None:
    known = asked.setdefault(time, [])
    known += [one for one in figures if one not in known]


def _unknown(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1, cutoff=0.5)
    meant = f" Có phải là “{_shown(near[0])}”?" if near else ""
    return f"Không có từ “{name}”.{meant}"


def _shown(name: str) -> str:
    return SHOWN.get(name, name)


# How the handbook writes the names; the fill reads both.
SHOWN: Final = {
    "don_vi": "đơn_vị", "ten_rieng": "tên_riêng", "ky": "kỳ", "ky_truoc": "kỳ_trước",
    "cung_ky": "cùng_kỳ", "tu_thang": "từ_tháng", "den_thang": "đến_tháng", "nam": "năm",
    "ngay": "ngày", "co_quan": "cơ_quan", "co_quan_hoa": "cơ_quan_hoa", "so_xa": "số_xã",
    "cac_xa": "các_xã", "cac_nam": "các_năm", "so": "số", "so_ky_truoc": "số_kỳ_trước",
    "so_cung_ky": "số_cùng_kỳ", "so_sanh": "so_sánh", "so_sanh_cung_ky": "so_sánh_cùng_kỳ",
    "so_chi_tieu": "so_chỉ_tiêu", "ten": "tên", "ten_day_du": "tên_đầy_đủ",
    "so_thu_tu": "số_thứ_tự", "co": "có", "bang_theo_xa": "bảng_theo_xã",
    "bang_theo_nam": "bảng_theo_năm", "bang_phan_to": "bảng_phân_tổ",
    "bieu_do_theo_xa": "biểu_đồ_theo_xã", "bieu_do_theo_nam": "biểu_đồ_theo_năm",
    "bieu_do_phan_to": "biểu_đồ_phân_tổ", "bang_nguon_so_lieu": "bảng_nguồn_số_liệu",
    "bang_chua_khop": "bảng_chưa_khớp", "bieu_thanh_tra": "biểu_thanh_tra",
}  # fmt: skip
