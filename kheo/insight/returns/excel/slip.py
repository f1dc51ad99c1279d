"""What a workbook says it was made for, so that it is not taken for another return."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final, Self

from kheo.insight.returns.definition import Definition

# The sheet that nobody sees, and what begins the names of the properties that say the same again.
SHEET: Final = "_kheo"
PREFIX: Final = "kheo."
# Stands in the hidden first column, in the hidden row that names the columns.
MARK: Final = "kheo:cot"


@dataclass(frozen=True)
class Slip:
    """Form, version, unit and period of a workbook, and the fingerprint of what was asked."""

    form: str
    form_title: str
    version: int
    unit: str
    unit_name: str
    since: date
    until: date
    period: str
    fingerprint: str

    def write(self) -> dict[str, str]:
        return {name: str(value) for name, value in vars(self).items()}

    @classmethod
    def read(cls, said: Mapping[str, str]) -> Self | None:
        """Give back what was written; None where something is missing or spoilt."""
        try:
            return cls(
                form=said["form"],
                form_title=said["form_title"],
                version=int(said["version"]),
                unit=said["unit"],
                unit_name=said["unit_name"],
                since=date.fromisoformat(said["since"]),
                until=date.fromisoformat(said["until"]),
                period=said["period"],
                fingerprint=said["fingerprint"],
            )
        except (KeyError, ValueError):
            return None


def fingerprint(definition: Definition) -> str:
    """Make a short sum of all that a form asks."""
    written = json.dumps(definition.write(), sort_keys=True, ensure_ascii=False)
    return sha256(written.encode()).hexdigest()[:16]
