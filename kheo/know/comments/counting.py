"""Counts letters as a person counts them: ệ, a flag or a family of emoji is one."""

import unicodedata

import regex

_CLUSTER = regex.compile(r"\X")
# Letters by their category, yet nothing to be seen.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_SEEN = frozenset("LNPS")


def graphemes(text: str) -> int:
    """Count extended grapheme clusters (Unicode Standard Annex 29)."""
    return sum(1 for _cluster in _CLUSTER.finditer(text))


def seen(text: str) -> int:
    """Count the clusters that show something: no spaces, no marks without a letter."""
    return sum(1 for cluster in _CLUSTER.finditer(text) if _shows(cluster[0]))


def _shows(cluster: str) -> bool:
    return any(unicodedata.category(one)[0] in _SEEN and one not in _BLANK for one in cluster)
