"""What may be asked about one's own data, on which grounds it is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.conf import settings

from kheo.foundation.clock.reading import Fields
from kheo.foundation.tongues import Sentence

FILE = "personal_data.yaml"
ALWAYS, DOUBT = "always", "doubt"


@dataclass(frozen=True)
class Right:
    """One thing that may be asked, for ever known by its code."""

    code: str
    label: Sentence
    asks: Sentence
    # How it should be, where that is asked for.
    wished: Sentence | None
    rule: str
    # A case of the rule that only the officer can know of.
    case: str
    needs_identity: bool
    confidence: str


@dataclass(frozen=True)
class Ground:
    """One reason for a refusal, for ever known by its code."""

    code: str
    label: Sentence
    basis: str
    confidence: str

    @property
    def is_doubtful(self) -> bool:
        """Say whether officers are warned that nothing read confirms it."""
        return self.confidence == "low"


@dataclass(frozen=True)
class Custom:
    """What this place decides for itself."""

    keep_days: int
    keep_basis: Sentence
    wrong_keys_per_hour: int
    sendings_per_hour: int


@dataclass(frozen=True)
class Book:
    """Everything the file says."""

    acknowledge: str
    rights: Mapping[str, Right]
    grounds: Mapping[str, Ground]
    ways: tuple[Sentence, ...]
    custom: Custom


@cache
def book(law_dir: Path | None = None) -> Book:
    """Read the file once; a broken one raises BrokenRuleFile."""
    path = Path(law_dir or settings.LAW_DIR) / FILE
    file = Fields.read(path)
    custom = file.inner("custom")
    return Book(
        acknowledge=file.text("acknowledge"),
        rights=MappingProxyType({row.text("code"): _right(row) for row in file.rows("rights")}),
        grounds=MappingProxyType({row.text("code"): _ground(row) for row in file.rows("refuse")}),
        ways=tuple(_words(row, "") for row in file.rows("ways")),
        custom=Custom(
            keep_days=custom.whole("keep_days"),
            keep_basis=_words(custom, "keep_basis_"),
            wrong_keys_per_hour=custom.whole("wrong_keys_per_hour"),
            sendings_per_hour=custom.whole("sendings_per_hour"),
        ),
    )


def right(code: str) -> Right:
    """Return what is asked under a code."""
    return book().rights[code]


def acknowledge() -> str:
    """Return the rule under which people are told that a request came in."""
    return book().acknowledge


def _right(row: Fields) -> Right:
    return Right(
        code=row.text("code"),
        label=_words(row, ""),
        asks=_words(row, "ask_"),
        wished=_words(row, "wished_") if row.optional_text("wished_vi") else None,
        rule=row.text("rule"),
        case=row.optional_text("case") or "",
        needs_identity=row.choice("identity", (ALWAYS, DOUBT)) == ALWAYS,
        confidence=row.confidence(),
    )


def _ground(row: Fields) -> Ground:
    return Ground(
        code=row.text("code"),
        label=_words(row, ""),
        basis=row.text("basis"),
        confidence=row.confidence(),
    )


def _words(row: Fields, prefix: str) -> Sentence:
    return Sentence(row.text(f"{prefix}vi"), row.text(f"{prefix}en"))
