"""Pages of forms and returns, and those that show where a number comes from."""

from kheo.insight.returns.views.approval import (
    approvals,
    approve_many,
    history,
    reopen,
    review,
)
from kheo.insight.returns.views.entry import enter, paper, save
from kheo.insight.returns.views.origin import (
    cell,
    origin,
)
from kheo.insight.returns.views.reading import return_
from kheo.insight.returns.views.workbook import upload, workbook

__all__ = [
    "approvals",
    "approve_many",
    "cell",
    "enter",
    "history",
    "origin",
    "paper",
    "reopen",
    "return_",
    "review",
    "save",
    "upload",
    "workbook",
]
