"""Reads what a form is made of from JSON, and refuses by place what it does not understand."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from kheo.foundation.figures import breakdowns
from kheo.insight.returns.definition.parts import (
    LEVELS,
    LONGEST_KEY,
    LONGEST_WORDS,
    MOST_DECIMALS,
    BadDefinition,
    Column,
    Row,
    RuleText,
    Section,
    at_row,
)

_KEY = re.compile(rf"[a-z][a-z0-9_]{{0,{LONGEST_KEY - 1}}}")


def each(json: Mapping[str, Any], name: str, where: str) -> Iterator[Mapping[str, Any]]:
    found = json.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise BadDefinition(where, _("“%(name)s” phải là một danh sách") % {"name": name})
    yield from found


def _only(json: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    if strange := set(json) - set(known):
        words = _("không biết “%(names)s”") % {"names": ", ".join(sorted(map(str, strange)))}
        raise BadDefinition(where, words)


def section(json: Mapping[str, Any]) -> Section:
    key = _key(json, _("phần"))
    where = f"{_('phần')} {key}"
    _only(json, ("key", "title", "rows"), where)
    rows = tuple(_row(one) for one in each(json, "rows", where))
    return Section(key, _words(json, "title", where), rows)


def column(json: Mapping[str, Any]) -> Column:
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
    where = at_row(key)
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


def rule(json: Mapping[str, Any]) -> RuleText:
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
