"""Forms, what units returned on them, and every number with the words it was printed in."""

from kheo.insight.returns.models.forms import Assignment, Form, FormVersion
from kheo.insight.returns.models.passages import CellChange, Remark, Reopening
from kheo.insight.returns.models.returned import Cell, Return

__all__ = [
    "Assignment",
    "Cell",
    "CellChange",
    "Form",
    "FormVersion",
    "Remark",
    "Reopening",
    "Return",
]
