"""Everything that changes a duty; each change leaves a step and an entry of the log."""

from kheo.foundation.duties.services.dates import extend, redate_all, resume, suspend
from kheo.foundation.duties.services.errors import (
    AlreadyClosed,
    AlreadyLate,
    DateRefused,
    DecisionMissing,
    DutyError,
    NobodyAnswers,
    NotOpen,
    NotSuspended,
    NotTheirWork,
    ProofMissing,
    ReasonMissing,
    ResultMissing,
    StillOpen,
    Suspended,
)
from kheo.foundation.duties.services.feeds import feed_token, revoke_feed
from kheo.foundation.duties.services.reminders import escalate
from kheo.foundation.duties.services.work import (
    ask,
    assign,
    close,
    hand_over,
    owe,
    progress,
    reopen,
    replied,
)

__all__ = [
    "AlreadyClosed",
    "AlreadyLate",
    "DateRefused",
    "DecisionMissing",
    "DutyError",
    "NobodyAnswers",
    "NotOpen",
    "NotSuspended",
    "NotTheirWork",
    "ProofMissing",
    "ReasonMissing",
    "ResultMissing",
    "StillOpen",
    "Suspended",
    "ask",
    "assign",
    "close",
    "escalate",
    "extend",
    "feed_token",
    "hand_over",
    "owe",
    "progress",
    "redate_all",
    "reopen",
    "replied",
    "resume",
    "revoke_feed",
    "suspend",
]
