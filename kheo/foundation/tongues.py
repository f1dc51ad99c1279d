"""The language of the page, for words that are data: said in both by `law/`, not in `locale/`."""

from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, override

Tongue = Literal["vi", "en"]


def current() -> Tongue:
    """Name the language of the page; Vietnamese where nobody has chosen."""
    return "en" if (get_language() or "").startswith("en") else "vi"


def pick(vi: str, en: str) -> str:
    """Say one of two wordings in the language of the page."""
    return en if current() == "en" else vi


def kept(text: Promise, **facts: object) -> str:
    """Write a sentence that is kept with a record, in the language of the records."""
    with override(settings.LANGUAGE_CODE):
        return str(text) % facts


@dataclass(frozen=True)
class Sentence:
    """The same in both languages; `str()` is the reader's."""

    vi: str
    en: str

    def __str__(self) -> str:
        return pick(self.vi, self.en)

    def __bool__(self) -> bool:
        return bool(self.vi)
