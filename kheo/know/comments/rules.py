"""Reads law/moderation.yaml: how long, when shown, on which grounds refused, kept for how long."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from kheo.foundation.clock.reading import Fields
from kheo.foundation.tongues import Sentence

BEFORE, AFTER = "before", "after"
FILE = "moderation.yaml"


@dataclass(frozen=True)
class Ground:
    """One published rule: the only reason for which a comment is kept from readers."""

    key: str
    words: Sentence
    example: Sentence
    basis: str
    confidence: str


@dataclass(frozen=True)
class Rules:
    """The whole file."""

    least: int
    most: int
    publication: str
    most_tries: int
    proof_minutes: int
    without_proof_per_hour: int
    without_proof_per_hour_unknown: int
    appeal_rule: str
    appeal_days: int
    feedback_rule: str
    feedback_most: int
    feedback_keep_days: int
    declined_keep_days: int
    grounds: tuple[Ground, ...]
    never: tuple[Sentence, ...]

    @property
    def is_shown_first(self) -> bool:
        return self.publication == AFTER

    def ground(self, key: str) -> Ground | None:
        """Find a rule by its key; None when it is not (any more) in the file."""
        return next((one for one in self.grounds if one.key == key), None)

    def words_of(self, key: str) -> str:
        """Say a rule in words; its key where the file has lost it."""
        found = self.ground(key)
        return str(found.words) if found else key


def rules() -> Rules:
    """Read the rules of this deployment."""
    return _read(settings.LAW_DIR)


def appeal_rule() -> str:
    """Name the rule that dates an appeal."""
    return rules().appeal_rule


def feedback_rule() -> str:
    """Name the rule that dates an answer of the editors."""
    return rules().feedback_rule


@cache
def _read(law_dir: Path) -> Rules:
    file = Fields.read(law_dir / FILE)
    limits, proof, without = (file.inner(key) for key in ("limits", "proof", "without_proof"))
    appeal, feedback = file.inner("appeal"), file.inner("feedback")
    return Rules(
        least=limits.whole("least"),
        most=limits.whole("most", at_least=limits.whole("least")),
        publication=file.choice("publication", (BEFORE, AFTER)),
        most_tries=proof.whole("most_tries"),
        proof_minutes=proof.whole("minutes"),
        without_proof_per_hour=without.whole("per_hour"),
        without_proof_per_hour_unknown=without.whole("per_hour_unknown"),
        appeal_rule=appeal.text("rule"),
        appeal_days=appeal.whole("days"),
        feedback_rule=feedback.text("rule"),
        feedback_most=feedback.whole("most"),
        feedback_keep_days=feedback.whole("keep_days"),
        declined_keep_days=file.whole("declined_keep_days", at_least=appeal.whole("days")),
        grounds=tuple(_ground(row) for row in file.rows("rules")),
        never=tuple(_said(row) for row in file.rows("never")),
    )


def _ground(row: Fields) -> Ground:
    return Ground(
        key=row.text("key"),
        words=_said(row),
        example=_said(row, "example_"),
        basis=row.text("basis"),
        confidence=row.confidence(),
    )


def _said(row: Fields, prefix: str = "") -> Sentence:
    return Sentence(row.text(f"{prefix}vi"), row.text(f"{prefix}en"))
