"""What a data set is: its columns with types, units and codes, and where its rows come from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.urls import reverse

from kheo.foundation.tongues import Sentence
from kheo.verbs import Verb

Value = object
Row = tuple[Value, ...]


class Type(StrEnum):
    """What a column holds, by the names of CSVW."""

    TEXT = "string"
    WHOLE = "integer"
    NUMBER = "decimal"
    FLAG = "boolean"
    DAY = "date"
    MOMENT = "datetime"
    ADDRESS = "anyURI"


class Rhythm(StrEnum):
    """How often a data set is made anew, by the names of the EU vocabulary of frequencies."""

    DAILY = "DAILY"
    HOURLY = "HOURLY"


NO_WORDS = Sentence("", "")


@dataclass(frozen=True)
class Column:
    """One column. What may be withdrawn later (words, names) is left out of fixed versions."""

    name: str
    title: Sentence
    type: Type = Type.TEXT
    about: Sentence = NO_WORDS
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)
    unit: Sentence = NO_WORDS
    is_key: bool = False
    may_go: bool = False


@dataclass(frozen=True)
class Dataset:
    """One table for everybody; `rows` reads it from a cursor of the server, row by row."""

    key: str
    title: Sentence
    about: Sentence
    verb: Verb
    columns: tuple[Column, ...]
    rows: Callable[[datetime], Iterator[Row]] = field(hash=False)
    keywords: tuple[Sentence, ...] = ()
    # Where people read the same on pages: the name of an address.
    page: str = ""
    since: date | None = None
    # Numbers by unit, time and indicator are written as SDMX too, with this frequency.
    frequency: str = ""

    @property
    def may_go(self) -> bool:
        """Say whether something of it may be withdrawn from the public."""
        return any(column.may_go for column in self.columns)

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm.HOURLY if self.may_go else Rhythm.DAILY

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.is_key)

    def get_absolute_url(self) -> str:
        return reverse("opendata:dataset", args=[self.key])


class KeyTaken(ValueError):
    """Two data sets asked for the same key; the first keeps it."""


class UnknownDataset(LookupError):
    """There is no data set under this key."""


_registered: dict[str, Dataset] = {}


def register(dataset: Dataset) -> None:
    """Offer a data set; the same one may come twice, another under its key may not."""
    if _registered.setdefault(dataset.key, dataset) != dataset:
        raise KeyTaken(dataset.key)


def get(key: str) -> Dataset:
    """Return a data set, or raise UnknownDataset."""
    try:
        return _registered[key]
    except KeyError:
        raise UnknownDataset(key) from None


def every() -> list[Dataset]:
    """List the data sets in the order they were offered."""
    return list(_registered.values())
