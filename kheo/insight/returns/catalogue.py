"""Reads which indicators the returns count, where their first figures come from, and since when
records of the rooms are complete, from data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from kheo.foundation.clock.reading import Fields
from kheo.foundation.figures import catalogue
from kheo.foundation.figures.indicators import Indicator

DATA = Path(__file__).parent / "data"
LOCAL = "local.yaml"


def read() -> list[Indicator]:
    """Return the indicators of data/indicators.yaml, which no room counts yet."""
    return catalogue.read(DATA / "indicators.yaml")


@cache
def sources() -> dict[str, dict[str, str]]:
    """Return title and article of the texts that the first figures come from."""
    found: dict[str, dict[str, str]] = yaml.safe_load(
        (DATA / "sources.yaml").read_text(encoding="utf-8")
    )
    return found


@dataclass(frozen=True)
class Complete:
    """From which day the records of an indicator are complete in this deployment."""

    since: date
    otherwise: Mapping[str, date]

    def covers(self, indicator: str, since: date) -> bool:
        """Say whether a window that begins on a day holds every record there is."""
        return since >= self.otherwise.get(indicator, self.since)


@cache
def complete(law_dir: Path | None = None) -> Complete:
    """Read it from law/local.yaml."""
    path = (law_dir or settings.LAW_DIR) / LOCAL
    fields = Fields.read(path).inner("records_complete")
    own = fields.inner("otherwise")
    return Complete(fields.day("since"), {code: own.day(code) for code in own.value})
