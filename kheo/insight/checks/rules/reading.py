"""Reads a rule that an officer typed; what it cannot read it explains."""

from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _
from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken, VisitError

from kheo.foundation.vietnamese import numbers, text
from kheo.insight.checks.rules.errors import BadRule
from kheo.insight.checks.rules.phrases import Phrases
from kheo.insight.checks.rules.tree import (
    MINUS,
    OVER,
    PLUS,
    TIMES,
    AllOf,
    AnyOf,
    Cell,
    ColumnsSum,
    Comparison,
    Condition,
    Expression,
    Number,
    Product,
    Reference,
    Rule,
    SectionSum,
    Share,
    Sign,
    Sum,
)

GRAMMAR = Path(__file__).with_name("rules.lark")
LONGEST = 2000
_SIGNS: Final = {"<=": "≤", ">=": "≥", "<>": "≠", "!=": "≠"}


def parse(typed: str) -> Rule:
    """Understand a rule; raises BadRule with the column and a sentence."""
    words = text.clean(typed)
    if len(words) > LONGEST:
        raise BadRule(_("Quy tắc dài quá %(count)d chữ.") % {"count": LONGEST}, LONGEST)
    if not words.strip():
        raise BadRule(_("Chưa viết quy tắc nào."))
    return _parsed(words)


@lru_cache(maxsize=4096)
def _parsed(words: str) -> Rule:
    try:
        found = _parser().parse(words)
    except VisitError as problem:
        if isinstance(problem.orig_exc, BadRule):
            raise problem.orig_exc from None
        raise
    except UnexpectedInput as problem:
        raise BadRule(_sentence(problem), _column(problem, words)) from None
    assert isinstance(found, Rule)
    return found


@cache
def _parser() -> Lark:
    return Lark(
        GRAMMAR.read_text(encoding="utf-8"),
        parser="lalr",
        lexer="basic",
        postlex=Phrases(),
        transformer=_Builder(),
    )


# --- What went wrong --------------------------------------------------------------------------


def _sentence(problem: UnexpectedInput) -> str:
    if isinstance(problem, UnexpectedCharacters):
        return _(
            "Dấu “%(sign)s” không dùng được trong quy tắc; "
            "nếu nó thuộc một tên, hãy để cả tên trong ngoặc kép."
        ) % {"sign": problem.char}
    assert isinstance(problem, UnexpectedToken)
    token, kinds = problem.token, set(problem.accepts or problem.expected)
    if "OF" in kinds:
        return _("Số phần trăm ở đây phải nói của số nào, ví dụ: 95%% của đã nhận.") % {}
    expected = _expected(kinds)
    if token.type == "$END":
        return _("Quy tắc chưa viết hết: ở cuối còn thiếu %(expected)s.") % {"expected": expected}
    if token.type == "COMMA":
        return _("Dấu phẩy đứng lẻ; số thập phân viết liền: 96,4.")
    said = {"token": str(token), "expected": expected}
    return _("Gặp “%(token)s” ở chỗ cần %(expected)s.") % said


def _expected(kinds: set[str]) -> str:
    """Say in few words what could have stood there."""
    said = []
    if kinds & {"NAME", "NUMBER"}:
        said.append(_("một tên hoặc một số"))
    if kinds & {"PLUS", "TIMES"}:
        said.append(_("phép tính (+ − × /)"))
    if "COMPARES" in kinds:
        said.append(_("dấu so sánh (= ≤ ≥ < > ≠)"))
    if "THEN" in kinds:
        said.append(_("chữ “thì”"))
    closing = {"RPAR": ")", "RSQB": "]", "BANG": "!", "LPAR": "("}
    if not {"NAME", "NUMBER"} & kinds:
        said += [f"“{sign}”" for kind, sign in closing.items() if kind in kinds]
    if "$END" in kinds and not said:
        said.append(_("hết quy tắc"))
    return _(" hoặc ").join(said) or _("điều khác")


def _column(problem: UnexpectedInput, words: str) -> int:
    is_end = isinstance(problem, UnexpectedToken) and problem.token.type == "$END"
    place = len(words.rstrip()) if is_end else (problem.pos_in_stream or 0)
    return place + 1


# --- What is built ----------------------------------------------------------------------------


class _Builder(Transformer[Token, Any]):
    """Turns what the grammar has recognised into the tree."""

    def always(self, parts: list[Any]) -> Rule:
        return Rule(parts[0])

    def when(self, parts: list[Any]) -> Rule:
        _if, given, _then, then = parts
        return Rule(then, given)

    def any_of(self, parts: list[Any]) -> Condition:
        return AnyOf(tuple(part for part in parts if not isinstance(part, Token)))

    def all_of(self, parts: list[Any]) -> Condition:
        return AllOf(tuple(part for part in parts if not isinstance(part, Token)))

    def comparison(self, parts: list[Any]) -> Comparison:
        signs = (Sign(_SIGNS.get(str(sign), str(sign))) for sign in parts[1::2])
        return Comparison(tuple(parts[::2]), tuple(signs))

    def percentage(self, parts: list[Any]) -> Number:
        return Number(_value(parts[0]), is_percent=True)

    def minus(self, parts: list[Any]) -> Sum:
        return Sum(((MINUS, parts[1]),))

    def total(self, parts: list[Any]) -> Sum:
        if not isinstance(parts[0], Token):
            parts = [None, *parts]
        signs = (PLUS if sign in (None, "+") else MINUS for sign in parts[::2])
        return Sum(tuple(zip(signs, parts[1::2], strict=True)))

    def multiplied(self, parts: list[Any]) -> Product:
        signs = (OVER if sign.type == "OVER" else TIMES for sign in parts[1::2])
        return Product(tuple(zip((TIMES, *signs), parts[::2], strict=True)))

    def number(self, parts: list[Any]) -> Number:
        return Number(_value(parts[0]))

    def share(self, parts: list[Any]) -> Expression:
        return Share(_value(parts[0]), parts[2])

    def cell(self, parts: list[Any]) -> Cell:
        name, column = parts
        return Cell(str(name), str(column or ""), at=_place(name))

    def elsewhere(self, parts: list[Any]) -> Cell:
        form, name, cell = parts
        return Cell(cell.name, cell.column, str(name), at=_place(form))

    def section(self, parts: list[Any]) -> SectionSum:
        return SectionSum(str(parts[1]), at=_place(parts[0]))

    def columns(self, parts: list[Any]) -> ColumnsSum:
        return ColumnsSum(str(parts[1]), at=_place(parts[0]))

    def last(self, parts: list[Any]) -> Reference:
        token, of = parts
        if of.is_last:
            raise BadRule(_("“kỳ trước” chỉ viết một lần cho một số."), _place(token))
        match of:
            case Cell():
                return Cell(of.name, of.column, of.form, is_last=True, at=_place(token))
            case SectionSum():
                return SectionSum(of.section, is_last=True, at=_place(token))
            case _:
                return ColumnsSum(of.row, is_last=True, at=_place(token))


def _value(token: Token) -> Decimal:
    try:
        return numbers.parse(str(token)).value
    except numbers.Malformed as problem:
        raise BadRule(str(problem), _place(token)) from None


def _place(token: Token) -> int:
    return (token.start_pos or 0) + 1
