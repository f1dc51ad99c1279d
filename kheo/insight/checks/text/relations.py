"""What the checker finds in a text: quantities that must agree, and whether they do."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """How the quantities of a relation hang together."""

    SUM = "sum_of_parts"
    RATIO = "ratio_percent"
    CHANGE = "change"


class Verdict(StrEnum):
    """What can be said about a relation."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class Relation:
    """One place of a text where figures must agree; offsets are code points of the raw text."""

    kind: Kind
    start: int
    end: int
    verdict: Verdict
    why: str
    # What plain arithmetic says, where reading the words led to another verdict.
    naive_verdict: Verdict
    figures: Mapping[str, Any]
    computed: Decimal | Mapping[str, Decimal] | None

    def record(self, file: str) -> dict[str, Any]:
        """Write the relation with the keys of the labelled examples."""
        return {
            "file": file,
            "kind": self.kind.value,
            "start": self.start,
            "end": self.end,
            **{key: _plain(value) for key, value in self.figures.items()},
            "computed": _plain(self.computed),
            "verdict": self.verdict.value,
            "why": self.why,
        }


def _plain(value: Any) -> Any:
    """Turn exact decimals into the numbers of JSON."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(round(value, 4))
    if isinstance(value, Mapping):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    return value
