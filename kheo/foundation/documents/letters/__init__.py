"""Official letters: their texts are law/letters.yaml, their sheet is that of Nghị định 30/2020.

`build` fills a text in, `render` gives it as Word or PDF; numbers come from
`documents.services.issue_letter`.
"""

from kheo.foundation.documents.letters import printed, word
from kheo.foundation.documents.letters.building import MissingFields, build
from kheo.foundation.documents.letters.definitions import (
    Definition,
    LettersUnreadable,
    UnknownLetter,
    all_letters,
    find,
)
from kheo.foundation.documents.letters.letter import Letter, Signature

__all__ = [
    "Definition",
    "Letter",
    "LettersUnreadable",
    "MissingFields",
    "Signature",
    "UnknownForm",
    "UnknownLetter",
    "all_letters",
    "build",
    "find",
    "render",
]


class UnknownForm(LookupError):
    """Letters are given as docx or pdf."""


_FORMS = {"docx": word.render, "pdf": printed.render}


def render(letter: Letter, form: str) -> bytes:
    """Give a letter as the bytes of a docx or pdf file; a draft says that it is one."""
    if form not in _FORMS:
        raise UnknownForm(form)
    return _FORMS[form](letter)
