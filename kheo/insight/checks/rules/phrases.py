"""Puts the words of a rule together to names of several words, and tells names from key words."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _
from lark import Token

from kheo.foundation.vietnamese.text import fold
from kheo.insight.checks.rules.errors import BadRule

FUNCTIONS: Final = {"ky truoc": "LAST", "tong muc": "SECTION", "tong cac cot": "COLUMNS"}
JOINS: Final = {"và": "AND", "hoặc": "OR"}
# What may stand inside a name after its first word, for no rule has it there otherwise.
WITHIN: Final = frozenset({"WORD", "NUMBER", "PERCENT", "PERCENT_SIGN"})
DEEPEST = 20


class Phrases:
    """The step between the words and the grammar."""

    always_accept = ("WORD", "COMMA", "PERCENT_SIGN", "STRING")

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        tokens = _key_words(list(stream))
        _refuse_depth(tokens)
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if token.type == "STRING":
                yield _token("NAME", token, _one_line(token[1:-1]))
            elif token.type == "WORD":
                end = _end_of_name(tokens, place)
                yield from _name(tokens[place:end], tokens[end : end + 1])
                place = end
                continue
            else:
                yield token
            place += 1


def _key_words(tokens: list[Token]) -> list[Token]:
    """Mark the words that belong to the language at the places where they can."""
    found, is_given, compared = list[Token](), False, False
    for number, token in enumerate(tokens):
        word = str(token).lower() if token.type == "WORD" else ""
        kind = token.type
        if word == "nếu" and number == 0:
            kind, is_given = "IF", True
        elif word == "thì" and is_given:
            kind, is_given, compared = "THEN", False, False
        elif word in JOINS and compared and _compares(tokens[number + 1 :]):
            kind, compared = JOINS[word], False
        elif word == "của" and number and tokens[number - 1].type == "PERCENT":
            kind = "OF"
        compared = compared or kind == "COMPARES"
        found.append(_token(kind, token, str(token)))
    return found


def _compares(tokens: list[Token]) -> bool:
    """Say whether another comparison follows before “thì”: only then does “và” join two."""
    for token in tokens:
        if token.type == "COMPARES":
            return True
        if token.type == "WORD" and token.lower() == "thì":
            return False
    return False


def _end_of_name(tokens: list[Token], start: int) -> int:
    end = start + 1
    while end < len(tokens):
        kind = tokens[end].type
        after = tokens[end + 1].type if end + 1 < len(tokens) else ""
        if kind not in WITHIN and not (kind == "COMMA" and after == "WORD"):
            break
        end += 1
    return end


def _name(words: list[Token], following: list[Token]) -> Iterator[Token]:
    first, sign = words[0], str(following[0]) if following else ""
    said = _said(words)
    is_form = first.lower() == "biểu"
    if is_form and len(words) == 1 and following and following[0].type == "STRING":
        yield _token("FORM", first, said)
    elif is_form and len(words) > 1 and sign == "!":
        yield _token("FORM", first, str(first))
        yield _token("NAME", words[1], _said(words[1:]))
    elif sign == "(":
        yield _token(_function(said, first), first, said)
    else:
        yield _token("NAME", first, said)


def _function(said: str, first: Token) -> str:
    kind = FUNCTIONS.get(fold(said))
    if kind is None:
        raise BadRule(
            _(
                "Không có phép “%(name)s(…)”. Có: kỳ trước(…), tổng mục(…), tổng các cột(…). "
                "Nếu “%(name)s” là một tên, hãy viết dấu phép tính trước dấu ngoặc, "
                "hoặc để cả tên trong ngoặc kép."
            )
            % {"name": said},
            first.column or 1,
        )
    return kind


def _said(words: list[Token]) -> str:
    """Write the words as they were typed, with one space where there was any."""
    said, end = "", words[0].start_pos or 0
    for word in words:
        said += (" " if (word.start_pos or 0) > end else "") + _one_line(str(word))
        end = word.end_pos or 0
    return said


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _token(kind: str, like: Token, text: str) -> Token:
    return Token.new_borrow_pos(kind, text, like)


def _refuse_depth(tokens: list[Token]) -> None:
    depth = 0
    for token in tokens:
        depth += {"LPAR": 1, "RPAR": -1}.get(token.type, 0)
        if depth > DEEPEST:
            raise BadRule(_("Ngoặc lồng nhau quá sâu."), token.column or 1)
