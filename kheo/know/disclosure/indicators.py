"""What disclosure counts: how many things the law of a day tells a commune to make public."""

from pathlib import Path

from kheo.foundation.figures import catalogue
from kheo.foundation.figures.indicators import Indicator

DATA = Path(__file__).parent / "data"


def of_the_room() -> list[Indicator]:
    """Return the indicators of data/indicators.yaml."""
    return catalogue.read(DATA / "indicators.yaml")
