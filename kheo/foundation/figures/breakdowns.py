"""One way to write a breakdown as text, so that equal breakdowns are equal strings."""

import re
from collections.abc import Mapping

_WORD = re.compile(r"[a-z0-9_]+")


class MalformedBreakdown(ValueError):
    """A key or value has letters that the text form could not give back."""


def write(breakdown: Mapping[str, str] | None) -> str:
    """Write {"kind": "plan", "by": "web"} as "by=web;kind=plan"."""
    pairs = sorted((breakdown or {}).items())
    for word in (word for pair in pairs for word in pair):
        if not _WORD.fullmatch(word):
            raise MalformedBreakdown(word)
    return ";".join(f"{key}={value}" for key, value in pairs)


def read(text: str) -> dict[str, str]:
    """Give back what `write` wrote; order and blanks do not matter."""
    pairs = [part.partition("=") for part in text.split(";") if part.strip()]
    read = {key.strip(): value.strip() for key, _equals, value in pairs}
    write(read)
    return read


def pattern(key: str, value: str) -> str:
    """Return the regular expression that finds a pair in a written breakdown."""
    return f"(^|;){write({key: value})}(;|$)"
