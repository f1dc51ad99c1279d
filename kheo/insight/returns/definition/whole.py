"""All that a version of a form asks, checked against itself, and its JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cached_property
from typing import Any, Self

from django.utils.translation import gettext as _

from kheo.insight.returns.definition import reading
from kheo.insight.returns.definition.parts import (
    ONLY_COLUMN,
    BadDefinition,
    Column,
    Place,
    Row,
    RuleText,
    Section,
    at_row,
)


@dataclass(frozen=True)
class Definition:
    """All that a version of a form asks."""

    sections: tuple[Section, ...] = ()
    columns: tuple[Column, ...] = field(default=(Column(ONLY_COLUMN, ""),))
    rules: tuple[RuleText, ...] = ()

    @classmethod
    def read(cls, json: Mapping[str, Any]) -> Self:
        """Give back what `write` wrote; raises BadDefinition."""
        each, where = reading.each, _("biểu")
        found = cls(
            sections=tuple(reading.section(one) for one in each(json, "sections", where)),
            columns=tuple(reading.column(one) for one in each(json, "columns", where))
            or (Column(ONLY_COLUMN, ""),),
            rules=tuple(reading.rule(one) for one in each(json, "rules", where)),
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
                raise BadDefinition(at_row(place.row.key), words)


def _check_row(row: Row, known: set[str]) -> None:
    where = at_row(row.key)
    compulsory = () if isinstance(row.compulsory, bool) else row.compulsory
    if lost := {*row.columns, *compulsory} - known:
        raise BadDefinition(where, _("không có cột %(keys)s") % {"keys": ", ".join(sorted(lost))})
    if idle := [column for column in compulsory if not row.has(column)]:
        words = _("bắt buộc ở cột %(keys)s mà dòng không có cột ấy") % {"keys": ", ".join(idle)}
        raise BadDefinition(where, words)
    if row.minimum is not None and row.maximum is not None and row.minimum > row.maximum:
        raise BadDefinition(where, _("số nhỏ nhất lớn hơn số lớn nhất"))


def _unique(what: str, keys: Iterable[str]) -> None:
    for key, times in Counter(keys).items():
        if times > 1:
            raise BadDefinition(f"{what} {key}", _("khóa này dùng hai lần"))


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
