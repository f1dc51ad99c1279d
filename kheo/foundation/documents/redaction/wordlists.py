"""Reads the words of names.yaml, and the names of the country's territories."""

import re
import sqlite3
from contextlib import closing
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import yaml

from kheo.foundation.vietnamese import text

_FILE: Final = Path(__file__).with_name("names.yaml")
# The package would bring numpy along if it were imported; only its table of names is read.
_PACKAGE: Final = "vietnamadminunits"
_NAMES: Final = """
    SELECT provinceShort FROM admin_units UNION SELECT wardShort FROM admin_units
    UNION SELECT provinceShort FROM admin_units_legacy
    UNION SELECT districtShort FROM admin_units_legacy
    UNION SELECT wardShort FROM admin_units_legacy
"""


@cache
def _file() -> dict[str, str]:
    with _FILE.open(encoding="utf-8") as file:
        return dict(yaml.safe_load(file))


def even(word: str) -> str:
    """Spell a word one way, in lower case, with its marks."""
    return text.one_spelling(word).lower()


@cache
def words(key: str) -> frozenset[str]:
    """Give a list of single words with their marks."""
    return frozenset(even(word) for word in _file()[key].split())


@cache
def phrases(key: str) -> tuple[str, ...]:
    """Give a list of phrases with their marks, longest first."""
    found = {" ".join(even(phrase).split()) for phrase in _file()[key].split("|")}
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


@cache
def before(key: str) -> re.Pattern[str]:
    """Make a pattern that sees one of the phrases at the end of what stands before a name."""
    return re.compile(rf"(?<![^\W_])(?:{_any(key)})[\s:“\"'(]*\Z")


@cache
def within(key: str) -> re.Pattern[str]:
    """Make a pattern that sees one of the phrases in the clause before a name."""
    return re.compile(rf"(?<![^\W_])(?:{_any(key)})(?![^\W_])[^.;:,?!\n]*\Z")


@cache
def after(key: str) -> re.Pattern[str]:
    """Make a pattern that sees one of the phrases right after a name."""
    return re.compile(rf"[\s,(\-–]*(?:{_any(key)})(?![^\W_])")


def _any(key: str) -> str:
    return "|".join(map(re.escape, phrases(key)))


@cache
def territories() -> frozenset[str]:
    """Give the names of provinces, districts and communes of both days, without their kind."""
    package = find_spec(_PACKAGE)
    assert package is not None and package.origin is not None
    base = Path(package.origin).parent / "data" / "dataset.db"
    with closing(sqlite3.connect(f"file:{base}?mode=ro", uri=True)) as names:
        return frozenset(even(name) for (name,) in names.execute(_NAMES) if name)
