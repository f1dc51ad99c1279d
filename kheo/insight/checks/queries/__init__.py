"""What others may ask the checker: about declared relations, and about whole texts."""

from kheo.insight.checks.queries.declared import Finding, Verdict, evaluate, findings
from kheo.insight.checks.queries.written import (
    Checked,
    Found,
    Said,
    Unreadable,
    of_text,
    read_apart,
    read_file,
)

__all__ = [
    "Checked",
    "Finding",
    "Found",
    "Said",
    "Unreadable",
    "Verdict",
    "evaluate",
    "findings",
    "of_text",
    "read_apart",
    "read_file",
]
