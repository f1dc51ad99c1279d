"""Pages of forms and returns, and those that show where a number comes from."""

from kheo.insight.returns.views.entry import enter, paper, save
from kheo.insight.returns.views.origin import (
    cell,
    origin,
)
from kheo.insight.returns.views.reading import return_
from kheo.insight.returns.views.workbook import upload, workbook

__all__ = [
    "cell",
    "enter",
    "origin",
    "paper",
    "return_",
    "save",
    "upload",
    "workbook",
]
