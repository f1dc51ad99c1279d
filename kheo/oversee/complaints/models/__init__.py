"""Complaints and what happens to them, as dated facts; totals are counted, never stored."""

from kheo.oversee.complaints.models.complaint import Complainant, Complaint, ComplaintQuerySet
from kheo.oversee.complaints.models.decision import Decision, Execution, Publication
from kheo.oversee.complaints.models.handling import Dialogue, Pause, Verification, Withdrawal

__all__ = [
    "Complainant",
    "Complaint",
    "ComplaintQuerySet",
    "Decision",
    "Dialogue",
    "Execution",
    "Pause",
    "Publication",
    "Verification",
    "Withdrawal",
]
