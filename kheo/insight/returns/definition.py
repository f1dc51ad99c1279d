"""What a form asks, as data: sections of rows (indicators) under columns (breakdowns), with rules.

Plain values without a database: the form builder, the Excel template, the checks and the history of
versions read the same frozen objects, and their JSON is what a version keeps.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, Self

from django.utils.translation import gettext as _

from kheo.foundation.figures import breakdowns
from kheo.foundation.figures.addresses import Address

LEVELS = ("all", "province", "district", "commune", "village")
# As many as a cell of a return stores.
MOST_DECIMALS = 4
LONGEST_WORDS = 500
LONGEST_KEY = 40
ONLY_COLUMN = "so"
_KEY = re.compile(rf"[a-z][a-z0-9_]{{0,{LONGEST_KEY - 1}}}")


class BadDefinition(ValueError):
    """A form contradicts itself; says where, and in words what is wrong."""

    def __init__(self, place: str, words: str) -> None:
        super().__init__(f"{place}: {words}")
        self.place, self.words = place, words


@dataclass(frozen=True)
class Column:
    """One way the rows are divided; without a breakdown it is the number itself."""

    key: str
    label: str
    breakdown: str = ""
    unit_of_count: str = ""


@dataclass(frozen=True)
class Row:
    """One indicator to be filled in; `columns` empty means all columns of the form."""

    key: str
    label: str
    indicator: str
    level: str = "all"
    breakdown: str = ""
    unit_of_count: str = ""
    help: str = ""
    columns: tuple[str, ...] = ()
    compulsory: tuple[str, ...] | bool = False
    decimals: int = 0
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    is_cumulative: bool = False
    jump_percent: Decimal | None = None

    def has(self, column: str) -> bool:
        return not self.columns or column in self.columns

    def requires(self, column: str) -> bool:
        """Say whether a cell of this row must be filled in before sending."""
        if isinstance(self.compulsory, bool):
            return self.compulsory and self.has(column)
        return column in self.compulsory


@dataclass(frozen=True)
class Section:
    """Rows under one heading."""

    key: str
    title: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class RuleText:
    """A relation between cells, in the sentence that officers read and write."""

    key: str
    text: str
    title: str = ""
    is_warning: bool = False


@dataclass(frozen=True)
class Place:
    """One cell to be filled in."""

    row: Row
    column: Column

    @property
    def key(self) -> str:
        return f"{self.row.key}.{self.column.key}"

    @property
    def label(self) -> str:
        """`Hội nghị: tổng số` where there are columns to tell apart."""
        return self.row.label if not self.column.label else f"{self.row.label}: {self.column.label}"

    @property
    def is_compulsory(self) -> bool:
        return self.row.requires(self.column.key)

    @property
    def unit_of_count(self) -> str:
        """What is counted; empty where the indicator says it."""
        return self.column.unit_of_count or self.row.unit_of_count

    @cached_property
    def address(self) -> Address:
        """Which figure the cell is."""
        return Address(self.row.indicator, _merged(self.row, self.column), self.row.level)


@dataclass(frozen=True)
class Definition:
    """All that a version of a form asks."""

    sections: tuple[Section, ...] = ()
    columns: tuple[Column, ...] = field(default=(Column(ONLY_COLUMN, ""),))
    rules: tuple[RuleText, ...] = ()

    @classmethod
    def read(cls, json: Mapping[str, Any]) -> Self:
        """Give back what `write` wrote; raises BadDefinition."""
        found = cls(
            sections=tuple(_section(one) for one in _each(json, "sections", _("biểu"))),
            columns=tuple(_column(one) for one in _each(json, "columns", _("biểu")))
            or (Column(ONLY_COLUMN, ""),),
            rules=tuple(_rule(one) for one in _each(json, "rules", _("biểu"))),
        )
        found.check()
        return found

    def write(self) -> dict[str, Any]:
        """Say it as JSON, leaving out what is not said."""
        return {
            "columns": [_said(one) for one in self.columns],
            "sections": [
                {
                    "key": one.key,
                    "title": one.title,
                    "rows": [_said(row) for row in one.rows],
                }
                for one in self.sections
            ],
            "rules": [_said(one) for one in self.rules],
        }

    def rows(self) -> Iterator[Row]:
        for section in self.sections:
            yield from section.rows

    def cells(self) -> Iterator[Place]:
        """Every cell to be filled in, in the order people read."""
        for row in self.rows():
            for column in self.columns:
                if row.has(column.key):
                    yield Place(row, column)

    @cached_property
    def places(self) -> dict[str, Place]:
        """The cells by their key `row.column`."""
        return {place.key: place for place in self.cells()}

    @property
    def has_columns(self) -> bool:
        """Whether there is more than the one column without a name."""
        return len(self.columns) > 1 or bool(self.columns[0].label)

    def check(self) -> None:
        """Refuse what contradicts itself; raises BadDefinition."""
        _unique(_("cột"), (one.key for one in self.columns))
        _unique(_("phần"), (one.key for one in self.sections))
        _unique(_("dòng"), (row.key for row in self.rows()))
        _unique(_("quy tắc"), (one.key for one in self.rules))
        known = {one.key for one in self.columns}
        for row in self.rows():
            _check_row(row, known)
        self._check_addresses()

    def _check_addresses(self) -> None:
        seen: dict[tuple[str, str, str, bool], Place] = {}
        for place in self.cells():
            address = place.address
            said = (address.indicator, address.breakdown, address.level, place.row.is_cumulative)
            first = seen.setdefault(said, place)
            if first is not place:
                words = _("hỏi cùng một số liệu với dòng “%(row)s”") % {"row": first.row.label}
                raise BadDefinition(_at_row(place.row.key), words)


def _merged(row: Row, column: Column) -> str:
    ours, theirs = breakdowns.read(row.breakdown), breakdowns.read(column.breakdown)
    if any(ours.get(key, value) != value for key, value in theirs.items()):
        words = _("phân tổ trái với cột “%(column)s”") % {"column": column.label}
        raise BadDefinition(_at_row(row.key), words)
    return breakdowns.write({**ours, **theirs})


def _check_row(row: Row, known: set[str]) -> None:
    where = _at_row(row.key)
    compulsory = () if isinstance(row.compulsory, bool) else row.compulsory
    if lost := {*row.columns, *compulsory} - known:
        raise BadDefinition(where, _("không có cột %(keys)s") % {"keys": ", ".join(sorted(lost))})
    if idle := [column for column in compulsory if not row.has(column)]:
        words = _("bắt buộc ở cột %(keys)s mà dòng không có cột ấy") % {"keys": ", ".join(idle)}
        raise BadDefinition(where, words)
    if row.minimum is not None and row.maximum is not None and row.minimum > row.maximum:
        raise BadDefinition(where, _("số nhỏ nhất lớn hơn số lớn nhất"))


def _at_row(key: str) -> str:
    return _("dòng %(key)s") % {"key": key}


def _unique(what: str, keys: Iterable[str]) -> None:
    for key, times in Counter(keys).items():
        if times > 1:
            raise BadDefinition(f"{what} {key}", _("khóa này dùng hai lần"))


# --- Reading JSON -----------------------------------------------------------------------------


def _each(json: Mapping[str, Any], name: str, where: str) -> Iterator[Mapping[str, Any]]:
    found = json.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise BadDefinition(where, _("“%(name)s” phải là một danh sách") % {"name": name})
    yield from found


def _only(json: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    if strange := set(json) - set(known):
        words = _("không biết “%(names)s”") % {"names": ", ".join(sorted(map(str, strange)))}
        raise BadDefinition(where, words)


def _section(json: Mapping[str, Any]) -> Section:
    key = _key(json, _("phần"))
    where = f"{_('phần')} {key}"
    _only(json, ("key", "title", "rows"), where)
    rows = tuple(_row(one) for one in _each(json, "rows", where))
    return Section(key, _words(json, "title", where), rows)


def _column(json: Mapping[str, Any]) -> Column:
    key = _key(json, _("cột"))
    where = f"{_('cột')} {key}"
    _only(json, [one.name for one in fields(Column)], where)
    return Column(
        key=key,
        label=_words(json, "label", where),
        breakdown=_breakdown(json, where),
        unit_of_count=_words(json, "unit_of_count", where),
    )


def _row(json: Mapping[str, Any]) -> Row:
    key = _key(json, _("dòng"))
    where = _at_row(key)
    _only(json, [one.name for one in fields(Row)], where)
    level = json.get("level", "all")
    if level not in LEVELS:
        raise BadDefinition(where, _("không có cấp “%(level)s”") % {"level": level})
    compulsory = json.get("compulsory", False)
    return Row(
        key=key,
        label=_needed(json, "label", where),
        indicator=_needed(json, "indicator", where),
        level=level,
        breakdown=_breakdown(json, where),
        unit_of_count=_words(json, "unit_of_count", where),
        help=_words(json, "help", where),
        columns=_names(json.get("columns", []), where),
        compulsory=compulsory if isinstance(compulsory, bool) else _names(compulsory, where),
        decimals=_decimals(json, where),
        minimum=_number(json, "minimum", where),
        maximum=_number(json, "maximum", where),
        is_cumulative=_flag(json, "is_cumulative", where),
        jump_percent=_number(json, "jump_percent", where),
    )


def _rule(json: Mapping[str, Any]) -> RuleText:
    key = _key(json, _("quy tắc"))
    where = f"{_('quy tắc')} {key}"
    _only(json, [one.name for one in fields(RuleText)], where)
    return RuleText(
        key=key,
        text=_needed(json, "text", where),
        title=_words(json, "title", where),
        is_warning=_flag(json, "is_warning", where),
    )


def _key(json: Mapping[str, Any], what: str) -> str:
    key = json.get("key", "")
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        words = _("khóa chỉ gồm chữ thường không dấu, số và gạch dưới")
        raise BadDefinition(f"{what} {key}", words)
    return key


def _words(json: Mapping[str, Any], name: str, where: str) -> str:
    found = json.get(name, "")
    if not isinstance(found, str) or len(found) > LONGEST_WORDS:
        words = _("“%(name)s” phải là chữ, không quá %(count)s ký tự")
        raise BadDefinition(where, words % {"name": name, "count": LONGEST_WORDS})
    return found.strip()


def _needed(json: Mapping[str, Any], name: str, where: str) -> str:
    found = _words(json, name, where)
    if not found:
        raise BadDefinition(where, _("thiếu “%(name)s”") % {"name": name})
    return found


def _breakdown(json: Mapping[str, Any], where: str) -> str:
    try:
        return breakdowns.write(breakdowns.read(_words(json, "breakdown", where)))
    except breakdowns.MalformedBreakdown as problem:
        words = _("phân tổ “%(text)s” viết sai") % {"text": problem}
        raise BadDefinition(where, words) from problem


def _names(found: object, where: str) -> tuple[str, ...]:
    if not isinstance(found, list | tuple) or not all(isinstance(one, str) for one in found):
        raise BadDefinition(where, _("các cột phải là một danh sách khóa"))
    return tuple(found)


def _decimals(json: Mapping[str, Any], where: str) -> int:
    found = json.get("decimals", 0)
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= MOST_DECIMALS:
        words = _("số chữ số lẻ phải từ 0 đến %(most)s") % {"most": MOST_DECIMALS}
        raise BadDefinition(where, words)
    return found


def _number(json: Mapping[str, Any], name: str, where: str) -> Decimal | None:
    found = json.get(name)
    if found in (None, ""):
        return None
    try:
        value = Decimal(str(found))
    except InvalidOperation as problem:
        raise BadDefinition(where, _("“%(name)s” phải là số") % {"name": name}) from problem
    if isinstance(found, bool) or not value.is_finite():
        raise BadDefinition(where, _("“%(name)s” phải là số") % {"name": name})
    return value


def _flag(json: Mapping[str, Any], name: str, where: str) -> bool:
    found = json.get(name, False)
    if not isinstance(found, bool):
        raise BadDefinition(where, _("“%(name)s” phải là có hoặc không") % {"name": name})
    return found


# --- Writing JSON -----------------------------------------------------------------------------


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return list(value) if isinstance(value, tuple) else value


def _said(one: Column | Row | RuleText) -> dict[str, Any]:
    """Leave out what stands at its default; numbers as text, so that none is rounded."""
    said = {name.name: getattr(one, name.name) for name in fields(one)}
    defaults = {name.name: name.default for name in fields(one)}
    return {name: _plain(value) for name, value in said.items() if value != defaults[name]}
