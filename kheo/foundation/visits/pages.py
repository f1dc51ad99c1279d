"""Which addresses are counted one by one; rooms name theirs when they start.

Only what everybody reads: an address of a sender's own page carries that sender's code.
"""

from functools import lru_cache
from importlib.resources import files

import yaml

LONGEST = 500
AGENTS_REMEMBERED = 4096

_rules = yaml.safe_load(files(__package__).joinpath("counted.yaml").read_text("utf-8"))
ROBOTS: tuple[str, ...] = tuple(_rules["robots"])
LEFT_OUT: tuple[str, ...] = tuple(_rules["left_out"])
_below: set[str] = set()


def count_below(path: str) -> None:
    """Count each page below this path by itself, for "most read"."""
    _below.add(path)


def is_counted_alone(path: str) -> bool:
    """Say whether this page has a number of its own."""
    return len(path) <= LONGEST and path.startswith(tuple(_below))


def is_visit(path: str, *, is_signed_in: bool) -> bool:
    """Say whether opening this is a visit: officers at their desks are not visitors."""
    return not path.startswith(LEFT_OUT) and (not is_signed_in or path.startswith(tuple(_below)))


@lru_cache(AGENTS_REMEMBERED)
def is_person(agent: str) -> bool:
    """Say whether a browser's name is one that people use; programs name themselves or nothing."""
    named = agent.lower()
    return bool(named) and not any(word in named for word in ROBOTS)
