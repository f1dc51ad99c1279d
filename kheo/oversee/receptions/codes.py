"""Reads a booking's code as people type it: small letters, blanks, a missing dash."""

from kheo.foundation import receipts

PREFIX = "TD"


def read(typed: str) -> str:
    """Write a typed code as it is stored; empty when it cannot be one."""
    return receipts.read_code(typed, PREFIX)


class BookingCode:
    """A code in an address, in either case."""

    regex = "[Tt][Dd]-[A-Za-z0-9]{8}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value
