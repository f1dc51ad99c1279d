"""What is stored of denunciations: codes and dates in clear, all else sealed."""

from kheo.oversee.denunciations.models.calls import Signal, SignalCopy
from kheo.oversee.denunciations.models.cases import Case, Grant, Numbering, Paper, SealedFile
from kheo.oversee.denunciations.models.keys import Board, BoardShare, OfficerKey
from kheo.oversee.denunciations.models.outcomes import Check, Conclusion, Publication

__all__ = [
    "Board",
    "BoardShare",
    "Case",
    "Check",
    "Conclusion",
    "Grant",
    "Numbering",
    "OfficerKey",
    "Paper",
    "Publication",
    "SealedFile",
    "Signal",
    "SignalCopy",
]
