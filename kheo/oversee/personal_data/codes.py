"""Reads a request's code as people type it, and as it stands in an address."""

from kheo.foundation import receipts

PREFIX = "DL"


def read(typed: str) -> str:
    """Write a typed code as it is stored; empty when it cannot be one."""
    return receipts.read_code(typed, PREFIX)


class RequestCode:
    """A code in an address, in either case."""

    regex = "[Dd][Ll]-[A-Za-z0-9]{8}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value
