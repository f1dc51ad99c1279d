"""What dissemination counts: its own conferences, communicators and reach, and the register's
documents, which the foundation keeps and may not count itself."""

from pathlib import Path

from kheo.foundation.figures import catalogue
from kheo.foundation.figures.indicators import Indicator

DATA = Path(__file__).parent / "data"
HELD = "dissemination_conferences.held"


def of_the_room() -> list[Indicator]:
    """Return the indicators of data/indicators.yaml."""
    return catalogue.read(DATA / "indicators.yaml")
