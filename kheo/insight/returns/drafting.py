"""What an officer does to a form that is being written: put in, change, move, take out.

Each step gives a new definition that has been checked, or refuses with place and sentence; keys are
made from the words once and never change, so that numbers of older versions still find their row.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from kheo.foundation.vietnamese.text import fold
from kheo.insight.returns.definition import (
    LONGEST_KEY,
    ONLY_COLUMN,
    BadDefinition,
    Column,
    Definition,
    Row,
    RuleText,
    Section,
)


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


Item = TypeVar("Item", bound=_Keyed)


def key_for(words: str, taken: Iterable[str]) -> str:
    """Make a key from words: `Hội nghị đã tổ chức` is hoi_nghi_da_to_chuc, or the next free one."""
    stem = re.sub(r"[^a-z0-9]+", "_", fold(words)).strip("_")[: LONGEST_KEY - 3].strip("_")
    stem = stem if stem[:1].isalpha() else f"o_{stem}".strip("_")
    known = set(taken)
    numbered = (f"{stem}_{number}" for number in range(2, len(known) + 3))
    return next(key for key in (stem, *numbered) if key not in known)


# --- Sections ---------------------------------------------------------------------------------


def put_section(of: Definition, title: str, key: str = "") -> Definition:
    """Add a section at the end, or give another title to one that is there."""
    if key:
        return _with_sections(of, _each(of.sections, key, lambda one: replace(one, title=title)))
    made = Section(key_for(title, (one.key for one in of.sections)), title)
    return _with_sections(of, (*of.sections, made))


def remove_section(of: Definition, key: str) -> Definition:
    """Take out a section that holds no row."""
    if _found(of.sections, key, _("phần")).rows:
        raise BadDefinition(_("phần %(key)s") % {"key": key}, _("còn dòng; hãy bỏ các dòng trước"))
    return _with_sections(of, _without(of.sections, key))


def move_section(of: Definition, key: str, step: int) -> Definition:
    return _with_sections(of, _moved(of.sections, key, step))


# --- Rows -------------------------------------------------------------------------------------


def put_row(of: Definition, section: str, row: Row) -> Definition:
    """Add a row at the end of a section, or change the one of its key, which stays in its place."""
    home = _found(of.sections, section, _("phần"))
    if any(one.key == row.key for one in home.rows):
        return _with_rows(of, home, _each(home.rows, row.key, lambda _old: row))
    if any(one.key == row.key for one in of.rows()):
        of = remove_row(of, row.key)
    return _with_rows(of, home, (*home.rows, row))


def remove_row(of: Definition, key: str) -> Definition:
    home = section_of(of, key)
    return _with_rows(of, home, _without(home.rows, key))


def move_row(of: Definition, key: str, step: int) -> Definition:
    """Move a row up or down; over the end of its section it comes into the next one."""
    home = section_of(of, key)
    at = [one.key for one in home.rows].index(key)
    if 0 <= at + step < len(home.rows):
        return _with_rows(of, home, _moved(home.rows, key, step))
    place = of.sections.index(home) + step
    if not 0 <= place < len(of.sections):
        return of
    row, other = home.rows[at], of.sections[place]
    rows = (row, *other.rows) if step > 0 else (*other.rows, row)
    without = _each(of.sections, home.key, lambda one: replace(one, rows=_without(one.rows, key)))
    return _with_sections(of, _each(without, other.key, lambda one: replace(one, rows=rows)))


def section_of(of: Definition, row: str) -> Section:
    """Find the section that a row stands in; raises BadDefinition."""
    for section in of.sections:
        if any(one.key == row for one in section.rows):
            return section
    raise BadDefinition(_("dòng %(key)s") % {"key": row}, _("không có trong biểu"))


# --- Columns ----------------------------------------------------------------------------------


def put_column(of: Definition, column: Column) -> Definition:
    """Add a column on the right, or change the one of its key."""
    if any(one.key == column.key for one in of.columns):
        return _checked(replace(of, columns=_each(of.columns, column.key, lambda _old: column)))
    return _checked(replace(of, columns=(*of.columns, column)))


def remove_column(of: Definition, key: str) -> Definition:
    """Take out a column, also from the rows that name it; a row keeps at least one."""
    left = _without(of.columns, key) or (Column(ONLY_COLUMN, ""),)
    sections = tuple(
        replace(one, rows=tuple(_row_without(row, key) for row in one.rows)) for one in of.sections
    )
    return _checked(replace(of, columns=left, sections=sections))


def _row_without(row: Row, column: str) -> Row:
    left = tuple(one for one in row.columns if one != column)
    if row.columns and not left:
        words = _("chỉ có cột này; hãy sửa dòng trước khi bỏ cột")
        raise BadDefinition(_("dòng %(key)s") % {"key": row.key}, words)
    must = row.compulsory
    if not isinstance(must, bool):
        must = tuple(one for one in must if one != column)
    return replace(row, columns=left, compulsory=must or False)


def move_column(of: Definition, key: str, step: int) -> Definition:
    return _checked(replace(of, columns=_moved(of.columns, key, step)))


# --- Rules ------------------------------------------------------------------------------------


def put_rule(of: Definition, rule: RuleText) -> Definition:
    """Add a rule at the end, or change the one of its key."""
    if any(one.key == rule.key for one in of.rules):
        return _checked(replace(of, rules=_each(of.rules, rule.key, lambda _old: rule)))
    return _checked(replace(of, rules=(*of.rules, rule)))


def remove_rule(of: Definition, key: str) -> Definition:
    return _checked(replace(of, rules=_without(of.rules, key)))


# --- Tuples of keyed things -------------------------------------------------------------------


def _found(items: Iterable[Item], key: str, what: str) -> Item:
    for one in items:
        if one.key == key:
            return one
    raise BadDefinition(f"{what} {key}", _("không có trong biểu"))


def _each(items: Iterable[Item], key: str, change: Callable[[Item], Item]) -> tuple[Item, ...]:
    return tuple(change(one) if one.key == key else one for one in items)


def _without(items: Iterable[Item], key: str) -> tuple[Item, ...]:
    return tuple(one for one in items if one.key != key)


def _moved(items: tuple[Item, ...], key: str, step: int) -> tuple[Item, ...]:
    """Move one thing past its neighbour; at the end it stays."""
    keys = [one.key for one in items]
    if key not in keys or not 0 <= keys.index(key) + step < len(items):
        return items
    at, moved = keys.index(key), list(items)
    moved.insert(at + step, moved.pop(at))
    return tuple(moved)


def _with_sections(of: Definition, sections: tuple[Section, ...]) -> Definition:
    return _checked(replace(of, sections=sections))


def _with_rows(of: Definition, home: Section, rows: tuple[Row, ...]) -> Definition:
    return _with_sections(of, _each(of.sections, home.key, lambda one: replace(one, rows=rows)))


def _checked(of: Definition) -> Definition:
    of.check()
    return of
