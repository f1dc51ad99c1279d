"""The data sets of this house, one module for each room they are read from."""

from kheo.insight.opendata import definition
from kheo.insight.opendata.datasets import (
    deadlines,
    disclosure,
    documents,
    figures,
    news,
    petitions,
    receptions,
    units,
)

ALL = (
    *figures.ALL,
    *petitions.ALL,
    *disclosure.ALL,
    *documents.ALL,
    *receptions.ALL,
    *news.ALL,
    *units.ALL,
    *deadlines.ALL,
)


def register() -> None:
    """Offer them all."""
    for dataset in ALL:
        definition.register(dataset)
