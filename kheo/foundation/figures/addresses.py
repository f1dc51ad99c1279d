"""How texts and rules name a figure: documents.issued[kind=plan]@province."""

import re
from dataclasses import dataclass
from typing import Self

from kheo.foundation.figures import breakdowns

_FORM = re.compile(r"(?P<indicator>[a-z0-9_.]+)(?:\[(?P<pairs>[^\]]*)\])?@(?P<level>[a-z]+)")


class MalformedAddress(ValueError):
    """The text does not name a figure."""


@dataclass(frozen=True)
class Address:
    """Which figure is meant, whoever reported it and when."""

    indicator: str
    breakdown: str
    level: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an address; raises MalformedAddress."""
        found = _FORM.fullmatch(text.strip())
        if found is None:
            raise MalformedAddress(text)
        breakdown = breakdowns.write(breakdowns.read(found["pairs"] or ""))
        return cls(found["indicator"], breakdown, found["level"])

    @property
    def pairs(self) -> dict[str, str]:
        return breakdowns.read(self.breakdown)

    def __str__(self) -> str:
        pairs = f"[{self.breakdown}]" if self.breakdown else ""
        return f"{self.indicator}{pairs}@{self.level}"
