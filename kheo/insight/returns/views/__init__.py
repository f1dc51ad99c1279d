"""Pages of forms and returns, and those that show where a number comes from."""

from kheo.insight.returns.views.origin import (
    cell,
    origin,
)
from kheo.insight.returns.views.reading import return_

__all__ = [
    "cell",
    "origin",
    "return_",
]
