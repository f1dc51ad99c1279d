"""Everything that changes figures: counting and folding, stating, naming indicators."""

from kheo.foundation.figures.services.counting import count, fold
from kheo.foundation.figures.services.naming import BadIndicator, name_indicator
from kheo.foundation.figures.services.stating import Stated, state

__all__ = ["BadIndicator", "Stated", "count", "fold", "name_indicator", "state"]
