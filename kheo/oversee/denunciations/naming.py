"""Says whether a person is named in words that people wrote, whatever the spelling of the name.

A namesake counts as named: another officer can always be found, a leak cannot be taken back.
"""

import re
from collections.abc import Iterable

from kheo.foundation.vietnamese.text import fold, one_spelling

# How people are addressed; no part of a name.
ADDRESSED = frozenset(["ong", "ba", "anh", "chi", "co", "chu", "dc", "bac", "thay", "em"])
# A title is only compared when it is long enough to name one post: "Chủ tịch UBND xã Ngọc Chiến".
SHORTEST_TITLE = 5
SHORTEST_NAME = 2
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Cut a text into words without marks, case and forms of address before a name."""
    return _WORD.findall(fold(one_spelling(text)))


def is_named(names: Iterable[str], titles: Iterable[str], texts: Iterable[str]) -> bool:
    """Say whether one of the names or titles of a person stands in one of the texts."""
    sought = [name for one in names if len(name := _bare(words(one))) >= SHORTEST_NAME]
    sought += [title for one in titles if len(title := words(one)) >= SHORTEST_TITLE]
    return any(_stands_in(one, words(text)) for text in texts for one in sought)


def _bare(name: list[str]) -> list[str]:
    while len(name) > SHORTEST_NAME and name[0] in ADDRESSED:
        name = name[1:]
    return name


def _stands_in(sought: list[str], text: list[str]) -> bool:
    size = len(sought)
    return any(text[at : at + size] == sought for at in range(len(text) - size + 1))
