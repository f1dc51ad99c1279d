"""Everything that puts figures into returns and moves returns on."""

from kheo.insight.returns.services.seeding import (
    SEED_FIGURES,
    BadRow,
    Figure,
    load_seed_figures,
)

__all__ = [
    "SEED_FIGURES",
    "BadRow",
    "Figure",
    "load_seed_figures",
]
