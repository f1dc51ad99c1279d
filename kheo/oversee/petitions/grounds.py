"""Why a petition may be refused, and where its sender may go next, read from `law/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.conf import settings

from kheo.foundation import tongues
from kheo.foundation.clock.book import default_book
from kheo.foundation.clock.reading import Fields
from kheo.foundation.clock.sentences import counted

FILE = "grounds.yaml"
APPEALS = "appeals.yaml"
SECTION = "petitions"


@dataclass(frozen=True)
class Ground:
    """One reason in law for a refusal, for ever known by its code."""

    code: str
    kinds: tuple[str, ...]
    vi: str
    en: str
    basis: str
    confidence: str

    @property
    def label(self) -> str:
        """Say it in the reader's language."""
        return tongues.pick(self.vi, self.en)

    @property
    def is_doubtful(self) -> bool:
        """Say whether officers are warned that nothing read confirms it."""
        return self.confidence == "low"


@dataclass(frozen=True)
class Way:
    """Where a person may go who is not satisfied; `rule` gives the period it is open."""

    code: str
    kinds: tuple[str, ...]
    vi: str
    en: str
    basis: str
    rule: str

    def words(self, on: date) -> str:
        """Say it in the reader's language, with the period in force on a day."""
        language = tongues.current()
        said = self.en if language == "en" else self.vi
        if not self.rule:
            return said
        rule = default_book().get(self.rule, on)
        return said.replace("{period}", counted(rule.length, rule.unit, language))


@cache
def refusals(law_dir: Path | None = None) -> Mapping[str, Ground]:
    """Return all grounds by code, in the order of the file; a broken file raises BrokenRuleFile."""
    path = Path(law_dir or settings.LAW_DIR) / FILE
    file = Fields.read(path)
    section = Fields(file.raw(SECTION), file=path.name, rule=SECTION, within=SECTION)
    found = [_ground(row) for row in section.rows("refuse")]
    return MappingProxyType({ground.code: ground for ground in found})


def refusals_of(kind: str) -> list[Ground]:
    """Return the grounds on which a petition of this kind may be refused."""
    return [ground for ground in refusals().values() if kind in ground.kinds]


@cache
def ways(law_dir: Path | None = None) -> tuple[Way, ...]:
    """Return every way onwards; a broken file raises BrokenRuleFile."""
    path = Path(law_dir or settings.LAW_DIR) / APPEALS
    rows = Fields.read(path).rows("ways")
    return tuple(_way(row) for row in rows)


def ways_of(kind: str) -> list[Way]:
    """Return where the sender of a petition of this kind may go after the answer."""
    return [way for way in ways() if kind in way.kinds]


def _ground(row: Fields) -> Ground:
    return Ground(
        code=row.text("code"),
        kinds=tuple(map(str, row.items("kinds"))),
        vi=row.text("vi"),
        en=row.text("en"),
        basis=row.text("basis"),
        confidence=row.confidence(),
    )


def _way(row: Fields) -> Way:
    return Way(
        code=row.text("code"),
        kinds=tuple(map(str, row.items("kinds"))),
        vi=row.text("vi"),
        en=row.text("en"),
        basis=row.text("basis"),
        rule=row.optional_text("rule") or "",
    )
