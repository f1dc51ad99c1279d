"""Says which names need quotes in a rule, and quotes them."""

import re
from typing import Final

# A name that reads the same without quotes.
_WORD: Final = r"[^\W\d_](?:\w|\.(?=\w))*"
_PLAIN: Final = re.compile(rf"{_WORD}(?: {_WORD})*")
_KEY_WORDS: Final = frozenset({"nếu", "thì", "và", "hoặc", "của", "biểu"})


def name(said: str) -> str:
    """Write a name, in quotes where it would be read otherwise without."""
    is_plain = _PLAIN.fullmatch(said) and not _KEY_WORDS.intersection(said.lower().split())
    return said if is_plain else quoted(said)


def quoted(said: str) -> str:
    """Put a name into quotes that it does not hold itself."""
    return f"“{said}”" if '"' in said else f'"{said}"'
