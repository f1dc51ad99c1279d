"""What must not be shown of a comment: suggested by the redaction layer, chosen by a moderator.

A moderator hides places and never writes other words into somebody's mouth.
"""

from collections.abc import Collection

from kheo.foundation.documents import redaction
from kheo.foundation.documents.redaction import Kind, Span


def suggestions(text: str) -> list[Span]:
    """Mark what may tell who somebody is; the place in the list is the key of a mark."""
    return redaction.suggest(text)


def tells(text: str) -> bool:
    """Say whether something sure stands in the words, so that a person must look first."""
    return bool(redaction.left(text))


def sure(text: str) -> set[int]:
    """Give the keys of the marks that must be hidden unless somebody says why not."""
    return {place for place, span in enumerate(suggestions(text)) if span.is_sure}


def hidden(text: str, keys: Collection[int]) -> str:
    """Write what everybody reads when these marks are hidden; keys of no mark are nothing."""
    return redaction.apply(
        text, [span for place, span in enumerate(suggestions(text)) if place in keys]
    )


def name(typed: str) -> str:
    """Show the name somebody chose for themselves, without numbers and addresses in it."""
    found = [span for span in redaction.left(typed) if span.kind != Kind.NAME]
    return redaction.apply(typed, found)


def says_something(text: str) -> bool:
    """Say whether words are left beside what was hidden."""
    spans = redaction.suggest(text)
    rest = redaction.apply(text, spans)
    return any(letter.isalpha() for letter in _without_gaps(rest))


def _without_gaps(text: str) -> str:
    while "[" in text and "]" in text[text.index("[") :]:
        start = text.index("[")
        text = text[:start] + text[text.index("]", start) + 1 :]
    return text
