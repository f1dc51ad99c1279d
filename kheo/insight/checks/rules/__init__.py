"""The language of rules that officers read and write: tổng = tỉnh + huyện + xã.

Plain Python: a rule is parsed once (`parse`), written back (`write`) and reckoned exactly over
values by their names (`evaluate`). What is missing makes it say "cannot tell", never "wrong".
"""

from kheo.insight.checks.rules.errors import BadRule
from kheo.insight.checks.rules.naming import Names
from kheo.insight.checks.rules.reading import parse
from kheo.insight.checks.rules.reckoning import Verdict, exact, verdict
from kheo.insight.checks.rules.telling import Outcome, evaluate
from kheo.insight.checks.rules.tree import (
    Cell,
    ColumnsSum,
    Reference,
    Rule,
    SectionSum,
    Sum,
    replaced,
)
from kheo.insight.checks.rules.writing import write

__all__ = [
    "BadRule",
    "Cell",
    "ColumnsSum",
    "Names",
    "Outcome",
    "Reference",
    "Rule",
    "SectionSum",
    "Sum",
    "Verdict",
    "evaluate",
    "exact",
    "parse",
    "replaced",
    "verdict",
    "write",
]
