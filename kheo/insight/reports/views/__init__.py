"""Pages on reports: what everybody reads, templates, and reports in the making."""

from kheo.insight.reports.views.making import (
    approve,
    cancel,
    freeze,
    made,
    makings,
    new,
    progress,
)
from kheo.insight.reports.views.product import detail, index, word_file
from kheo.insight.reports.views.templates import (
    add_template,
    figures,
    retire,
    shipped,
    template,
    templates,
)

__all__ = [
    "add_template",
    "approve",
    "cancel",
    "detail",
    "figures",
    "freeze",
    "index",
    "made",
    "makings",
    "new",
    "progress",
    "retire",
    "shipped",
    "template",
    "templates",
    "word_file",
]
