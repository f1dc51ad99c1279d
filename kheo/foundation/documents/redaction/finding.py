"""Looks for everything that may tell who somebody is, in one pass over a text."""

from collections.abc import Iterable

from kheo.foundation.documents.redaction import known as people
from kheo.foundation.documents.redaction import names, numbers, places, webs
from kheo.foundation.documents.redaction.composed import compose
from kheo.foundation.documents.redaction.spans import Span, Style, apply, join


def suggest(text: str, known: Iterable[str] = ()) -> list[Span]:
    """Mark what may tell who somebody is, in order; what is sure must not be published."""
    composed = compose(text)
    found = [
        *people.find(composed, tuple(known)),
        *webs.find(composed),
        *numbers.find(composed),
        *names.find(composed),
    ]
    found += places.find(composed, found)
    placed = [
        Span(*composed.given(span.start, span.end), span.kind, span.why, span.is_sure)
        for span in found
    ]
    return join(placed)


def left(text: str, known: Iterable[str] = ()) -> list[Span]:
    """Mark only what must not be published."""
    return [span for span in suggest(text, known) if span.is_sure]


def redact(text: str, known: Iterable[str] = (), style: Style = Style.WORDS) -> str:
    """Take out what must not be published, when nobody is asked."""
    return apply(text, left(text, known), style)
