"""What a form asks, as data: sections of rows (indicators) under columns (breakdowns), with rules.

Plain values without a database: the form builder, the Excel template, the checks and the history of
versions read the same frozen objects, and their JSON is what a version keeps.
"""

from kheo.insight.returns.definition.parts import (
    LEVELS,
    LONGEST_KEY,
    LONGEST_WORDS,
    MOST_DECIMALS,
    ONLY_COLUMN,
    BadDefinition,
    Column,
    Place,
    Row,
    RuleText,
    Section,
)
from kheo.insight.returns.definition.whole import Definition

__all__ = [
    "LEVELS",
    "LONGEST_KEY",
    "LONGEST_WORDS",
    "MOST_DECIMALS",
    "ONLY_COLUMN",
    "BadDefinition",
    "Column",
    "Definition",
    "Place",
    "Row",
    "RuleText",
    "Section",
]
