"""The rows, columns and sections of a form by what people call them."""

from collections.abc import Iterator
from typing import TypeVar

from django.utils.translation import gettext as _

from kheo.insight.checks.rules import BadRule, Names
from kheo.insight.returns.definition import Column, Definition, Row, Section

Named = TypeVar("Named", Row, Column, Section)


class Index:
    """What may be named on one form; a name that several bear means none of them."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self._rows = _called((row, row.label, row.key) for row in definition.rows())
        self._columns = _called((one, one.label, one.key) for one in definition.columns)
        self._sections = _called((one, one.title, one.key) for one in definition.sections)
        self._row_names, self._column_names = Names(self._rows), Names(self._columns)
        self._section_names = Names(self._sections)
        self._place_names = Names(definition.places)
        self._all = Names([*self._rows, *self._columns, *definition.places])

    def row(self, name: str) -> Row | None:
        return _one(self._rows, self._row_names.find(name))

    def column(self, name: str) -> Column | None:
        return _one(self._columns, self._column_names.find(name))

    def place(self, name: str) -> str | None:
        return self._place_names.find(name)

    def rows_of(self, name: str, at: int) -> tuple[Row, ...]:
        section = _one(self._sections, self._section_names.find(name))
        if section is None:
            raise _unknown(_("phần"), name, self._section_names, at)
        return section.rows

    def unknown(self, name: str, at: int) -> BadRule:
        return _unknown(_("dòng hay cột"), name, self._all, at)

    def unknown_row(self, name: str, at: int) -> BadRule:
        return _unknown(_("dòng"), name, self._row_names, at)

    def unknown_column(self, name: str, at: int) -> BadRule:
        return _unknown(_("cột"), name, self._column_names, at)


def _called(found: Iterator[tuple[Named, str, str]]) -> dict[str, list[Named]]:
    called: dict[str, list[Named]] = {}
    for one, label, key in found:
        for name in dict.fromkeys((label, key)):
            called.setdefault(name, []).append(one)
    called.pop("", None)
    return called


def _one(called: dict[str, list[Named]], name: str | None) -> Named | None:
    if name is None:
        return None
    if len(called[name]) > 1:
        said = {"name": name, "keys": ", ".join(one.key for one in called[name])}
        raise BadRule(_("Có nhiều chỗ tên “%(name)s”; hãy viết khóa: %(keys)s.") % said)
    return called[name][0]


def _unknown(what: str, name: str, names: Names, at: int) -> BadRule:
    nearest = names.nearest(name)
    said = {"what": what, "name": name, "nearest": nearest}
    words = _("Biểu không có %(what)s “%(name)s”.") % said
    if nearest:
        words += " " + _("Có phải là “%(nearest)s”?") % said
    return BadRule(words, at or 1)
