"""What petitions are about, who is competent, and how soon it is answered, read from `law/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.conf import settings

from kheo.foundation import tongues
from kheo.foundation.clock.reading import Fields
from kheo.foundation.units.models import Unit

FILE = "topics.yaml"
LOCAL = "local.yaml"
# The kinds that the province's own table of answer times speaks of.
TIMED = frozenset({"feedback", "proposal"})


@dataclass(frozen=True)
class Topic:
    """One field of matters with the body that is usually competent."""

    key: str
    vi: str
    en: str
    level: str
    body: str
    basis: str
    confidence: str
    words: tuple[str, ...]

    @property
    def label(self) -> str:
        """Name the field in the reader's language."""
        return tongues.pick(self.vi, self.en)


@dataclass(frozen=True)
class AnswerTime:
    """A line of the province's table: the rule for a topic (empty: any), urgent or not."""

    topic: str
    is_urgent: bool
    rule: str
    case: str


@dataclass(frozen=True)
class Term:
    """By what a duty is dated; empty: by the rule of its kind."""

    rule_code: str = ""
    case: str = ""


@cache
def known(law_dir: Path | None = None) -> Mapping[str, Topic]:
    """Read every topic, by key."""
    file = _file(law_dir, FILE)
    return MappingProxyType({row.text("key"): _topic(row) for row in file.rows("topics")})


def choices() -> list[tuple[str, str]]:
    """List the topics to choose from, in the order of the file."""
    return [(topic.key, topic.label) for topic in known().values()]


def label_of(key: str) -> str:
    """Name a topic; one that has left the file keeps its key."""
    topic = known().get(key)
    return topic.label if topic else key


@cache
def answer_times(law_dir: Path | None = None) -> tuple[AnswerTime, ...]:
    """Read the province's table of answer times, the first fitting line counts."""
    file = _file(law_dir, LOCAL)
    return tuple(
        AnswerTime(
            topic=row.optional_text("topic") or "",
            is_urgent=bool(row.optional_flag("urgent")),
            rule=row.text("rule"),
            case=row.optional_text("case") or "",
        )
        for row in file.rows("answer_times")
    )


def term(kind: str, topic: str, *, is_urgent: bool, law_dir: Path | None = None) -> Term:
    """Say by which rule and case an answer is dated, if the province says; else the kind's own."""
    if kind in TIMED:
        for line in answer_times(law_dir):
            if line.is_urgent == is_urgent and line.topic in ("", topic):
                return Term(line.rule, line.case)
    return Term()


def _file(law_dir: Path | None, name: str) -> Fields:
    path = Path(law_dir or settings.LAW_DIR) / name
    return Fields.read(path)


def _topic(row: Fields) -> Topic:
    return Topic(
        key=row.text("key"),
        vi=row.text("vi"),
        en=row.text("en"),
        level=row.choice("level", Unit.Level.values),
        body=row.text("body"),
        basis=row.text("basis"),
        confidence=row.confidence(),
        words=tuple(map(str, row.items("words"))),
    )
