"""What must not be published of a text: suggested here, confirmed by a person, applied once.

`suggest` marks everything that may tell who somebody is, `left` only what is sure and therefore
must not go out, `apply` writes what everybody may read. Offsets are code points of the text as it
was given, composed (NFC) or not. `known` are the names, numbers and addresses of those concerned.
"""

from kheo.foundation.documents.redaction.finding import left, redact, suggest
from kheo.foundation.documents.redaction.spans import (
    Kind,
    Piece,
    Span,
    Style,
    Why,
    apply,
    join,
    mark,
    pick,
)

__all__ = [
    "Kind",
    "Piece",
    "Span",
    "Style",
    "Why",
    "apply",
    "join",
    "left",
    "mark",
    "pick",
    "redact",
    "suggest",
]
