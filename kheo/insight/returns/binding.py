"""Says which cells the rules of a form mean: a sentence on rows holds in each of their columns.

Plain values without a database. Names are labels or keys of rows and columns; a rule that names
rows alone is one rule for each column, one that names columns alone is one for each row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from kheo.insight.checks import rules
from kheo.insight.checks.rules import (
    BadRule,
    Cell,
    ColumnsSum,
    Reference,
    Rule,
    SectionSum,
    Sum,
    replaced,
)
from kheo.insight.returns.definition import Column, Definition, Row, RuleText
from kheo.insight.returns.names import Index


@dataclass(frozen=True)
class Source:
    """Where the number of a name is read; without a place nobody can say."""

    place: str
    form: str = ""
    is_last: bool = False


@dataclass(frozen=True)
class Bound:
    """A rule over certain cells; `sources` say which by the names in the rule."""

    text: RuleText
    rule: Rule
    sources: tuple[tuple[str, Source], ...]

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The cells of the return itself, in the order of reading."""
        own = (one.place for _key, one in self.sources if not one.form and not one.is_last)
        return tuple(dict.fromkeys(own))


@dataclass(frozen=True)
class Broken:
    """A rule that means nothing on this form: why, and at which letter."""

    text: RuleText
    words: str
    column: int


@dataclass(frozen=True)
class Binding:
    """What the rules of a form mean, and which mean nothing."""

    bound: tuple[Bound, ...]
    broken: tuple[Broken, ...]


def bind(definition: Definition, forms: Mapping[str, Definition] | None = None) -> Binding:
    """Tie all rules of a form to its cells; `forms` are other forms as rules call them.

    A form that is not among them is one whose numbers nobody knows now.
    """
    own = Index(definition)
    others = {name: Index(found) for name, found in (forms or {}).items()}
    bound, broken = list[Bound](), list[Broken]()
    for text in definition.rules:
        try:
            bound += _Reading(text, rules.parse(text.text), own, others).instances()
        except BadRule as problem:
            broken.append(Broken(text, str(problem), problem.column))
    return Binding(tuple(bound), tuple(broken))


def forms_named(definition: Definition) -> frozenset[str]:
    """Name the other forms that rules speak of; a rule that cannot be read speaks of none."""
    found = set[str]()
    for text in definition.rules:
        try:
            asked = rules.parse(text.text).references
        except BadRule:
            continue
        found |= {one.form for one in asked if isinstance(one, Cell) and one.form}
    return frozenset(found)


# --- One rule ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Here:
    """Where an instance of a rule stands: in a column, in a row, or nowhere in particular."""

    row: Row | None = None
    column: Column | None = None


class _Absent(Exception):
    """The cell that a rule means is not on the form in this row or column."""


class _Reading:
    """Ties the references of one rule, once for each column or row that it speaks of."""

    def __init__(self, text: RuleText, rule: Rule, own: Index, others: Mapping[str, Index]) -> None:
        self.text, self.rule, self.own, self.others = text, rule, own, others
        cells = [one for one in rule.references if isinstance(one, Cell) and not one.form]
        self.rows = {row.key for one in cells if (row := own.row(one.name)) is not None}
        self.columns = {
            column.key
            for one in cells
            for name in (one.column, one.name)
            if (column := own.column(name)) is not None
        }

    def instances(self) -> list[Bound]:
        """Give the rule over the cells of each place where it can stand; raises BadRule."""
        found = []
        for here in self._heres():
            try:
                found.append(self._instance(here))
            except _Absent:
                continue
        if not found:
            raise BadRule(_("Không có chỗ nào trên biểu có đủ các ô mà quy tắc này nói tới."))
        return found

    def _heres(self) -> list[_Here]:
        speaks = {self._axis(one) for one in self.rule.references}
        if {Row, Column} <= speaks:
            words = _("Quy tắc nói cả dòng lẫn cột; hãy ghi cột trong ngoặc vuông: đã nhận[nữ].")
            raise BadRule(words)
        definition = self.own.definition
        if Row in speaks:
            return [_Here(column=one) for one in definition.columns]
        if Column in speaks:
            return [_Here(row=one) for one in definition.rows()]
        return [_Here()]

    def _axis(self, one: Reference) -> type | None:
        """Say whether a name is a row in any column, a column in any row, or one cell."""
        if isinstance(one, SectionSum):
            return Row
        if isinstance(one, ColumnsSum) or one.form or one.column:
            return None
        if self.own.row(one.name):
            return Row
        if self.own.column(one.name):
            return Column
        if self.own.place(one.name):
            return None
        raise self.own.unknown(one.name, one.at)

    def _instance(self, here: _Here) -> Bound:
        sources: dict[str, Source] = {}

        def swap(one: Reference) -> Cell | Sum:
            found = self._sources(one, here)
            cells = [Cell(_name(source)) for source in found]
            sources.update((cell.key, source) for cell, source in zip(cells, found, strict=True))
            if len(cells) == 1:
                return cells[0]
            return Sum(tuple(("+", cell) for cell in cells))

        rule = replaced(self.rule, swap)
        return Bound(self.text, rule, tuple(sources.items()))

    def _sources(self, one: Reference, here: _Here) -> list[Source]:
        match one:
            case SectionSum():
                places = self._section(one, here)
            case ColumnsSum():
                places = self._all_columns(one)
            case Cell(form=""):
                places = [self._own(one, here)]
            case Cell():
                return [self._elsewhere(one, here)]
        if not places:
            raise _Absent
        return [Source(place, is_last=one.is_last) for place in places]

    def _own(self, one: Cell, here: _Here) -> str:
        row, column = self.own.row(one.name), here.column
        if one.column:
            column = self.own.column(one.column)
            if row is None:
                raise self.own.unknown_row(one.name, one.at)
            if column is None:
                raise self.own.unknown_column(one.column, one.at)
        elif row is None and here.row:
            row, column = here.row, self.own.column(one.name)
        if row is None or column is None:
            place = self.own.place(one.name)
            if place is None:
                raise self.own.unknown(one.name, one.at)
            return place
        if not row.has(column.key):
            raise _Absent
        return f"{row.key}.{column.key}"

    def _section(self, one: SectionSum, here: _Here) -> list[str]:
        """The rows of a section but for those that the rule names itself, such as the total."""
        rows = self.own.rows_of(one.section, one.at)
        column = here.column
        if column is None:
            raise _Absent
        return [
            f"{row.key}.{column.key}"
            for row in rows
            if row.has(column.key) and row.key not in self.rows
        ]

    def _all_columns(self, one: ColumnsSum) -> list[str]:
        """The columns of a row but for those that the rule names itself."""
        row = self.own.row(one.row)
        if row is None:
            raise self.own.unknown_row(one.row, one.at)
        return [
            f"{row.key}.{column.key}"
            for column in self.own.definition.columns
            if row.has(column.key) and column.key not in self.columns
        ]

    def _elsewhere(self, one: Cell, here: _Here) -> Source:
        index = self.others.get(one.form)
        if index is None:
            return Source("", one.form, one.is_last)
        if (place := index.place(one.name)) is not None:
            return Source(place, one.form, one.is_last)
        row = index.row(one.name)
        if row is None:
            raise index.unknown_row(one.name, one.at)
        return Source(f"{row.key}.{_column(index, row, one, here).key}", one.form, one.is_last)


def _column(index: Index, row: Row, one: Cell, here: _Here) -> Column:
    """The column of another form: the one named, the one of the same key, or the only one."""
    columns = [column for column in index.definition.columns if row.has(column.key)]
    if one.column:
        found = index.column(one.column)
        if found is None or found not in columns:
            raise index.unknown_column(one.column, one.at)
        return found
    same = [column for column in columns if here.column and column.key == here.column.key]
    if len(same or columns) != 1:
        said = {"name": one.key}
        raise BadRule(_("“%(name)s” có nhiều cột; hãy ghi cột trong ngoặc vuông.") % said, one.at)
    return (same or columns)[0]


def _name(source: Source) -> str:
    """A name that is no other's; people never read it."""
    when = "@" if source.is_last else ""
    return f"{source.form}!{source.place}{when}"
