"""Everything that puts figures into returns and moves returns on."""

from kheo.insight.returns.services.entering import Clash, Saved, Unread, fill, take_records
from kheo.insight.returns.services.seeding import (
    SEED_FIGURES,
    BadRow,
    Figure,
    load_seed_figures,
)

__all__ = [
    "SEED_FIGURES",
    "BadRow",
    "Clash",
    "Figure",
    "Saved",
    "Unread",
    "fill",
    "load_seed_figures",
    "take_records",
]
