"""Reads a booking's code as people type it: small letters, blanks, a missing dash."""

from kheo.oversee.receptions.permissions import plain

PREFIX = "TD"
LONGEST = 24


def read(typed: str) -> str:
    """Write a typed code as it is stored; empty when it cannot be one."""
    letters = plain(typed[:LONGEST])
    if not letters.startswith(PREFIX) or len(letters) <= len(PREFIX):
        return ""
    return f"{PREFIX}-{letters[len(PREFIX) :]}"


class BookingCode:
    """A code in an address, in either case."""

    regex = "[Tt][Dd]-[A-Za-z0-9]{8}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value
