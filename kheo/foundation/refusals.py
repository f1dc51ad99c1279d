"""What a service refuses, with a sentence for the person who asked."""

from django.utils.functional import Promise

from kheo.foundation.vietnamese.text import clean


class Refusal(Exception):
    """Can be shown to a person with `str()`: its own sentence, or the one it was raised with."""

    sentence: str | Promise = ""

    def __str__(self) -> str:
        return super().__str__() or str(self.sentence)


def said(text: str, refusal: type[Refusal]) -> str:
    """Return the words that were given, fit to keep; raise the refusal that names their lack."""
    given = clean(text).strip()
    if not given:
        raise refusal
    return given
