"""Forms, what units returned on them, and every number with the words it was printed in."""

from kheo.insight.returns.models.returned import (
    Cell,
    Return,
)

__all__ = [
    "Cell",
    "Return",
]
