"""Reads a tracking code as people type it: lower case, spaces, missing dashes or zeros."""

import re

from kheo.foundation.vietnamese import text

_CODE = re.compile(r"([A-Z]{1,6})[^A-Z0-9]*(\d{2})[^A-Z0-9]*(\d{1,9})")
LONGEST = 40
# The shape in an address.
PATTERN = "[A-Za-z]{1,6}-[0-9]{2}-[0-9]{5,9}"


def read(typed: str) -> str:
    """Write a typed code as it is stored; empty when it cannot be one."""
    found = _CODE.fullmatch(text.fold(typed[:LONGEST]).strip().upper())
    if not found:
        return ""
    prefix, year, number = found.groups()
    return f"{prefix}-{year}-{int(number):05d}"


class CodeConverter:
    """A code in an address, in either case."""

    regex = PATTERN

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value
