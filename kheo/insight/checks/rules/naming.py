"""Finds what a name in a rule means, and what its writer may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches

from kheo.foundation.vietnamese.text import fold, nfc


class Names:
    """The names that a rule may use, found whatever their case and spaces."""

    def __init__(self, known: Iterable[str]) -> None:
        self._exact = {_plain(name): name for name in known}
        self._folded: dict[str, list[str]] = {}
        for name in self._exact.values():
            self._folded.setdefault(_folded(name), []).append(name)

    def find(self, name: str) -> str | None:
        """Return the name that is meant; None when there is none, also not by case and spaces."""
        return self._exact.get(_plain(name))

    def nearest(self, name: str) -> str:
        """Return the known name that looks most like it, tone marks aside; "" when none does."""
        asked = _folded(name)
        [*close] = get_close_matches(asked, self._folded, n=1, cutoff=0.6)
        within = [known for known in self._folded if asked and f" {asked} " in f" {known} "]
        found = close or within
        return self._folded[found[0]][0] if found else ""


def _plain(name: str) -> str:
    return " ".join(nfc(name).lower().split())


def _folded(name: str) -> str:
    return " ".join(fold(name).split())
