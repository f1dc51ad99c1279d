"""Everything that changes a duty; each change leaves a step and an entry of the log."""

from kheo.foundation.duties.services.asking import ask_help
from kheo.foundation.duties.services.dates import extend, recount, redate_all, resume, suspend
from kheo.foundation.duties.services.errors import (
    AlreadyClosed,
    AlreadyLate,
    BriefMissing,
    DateRefused,
    DateTooLate,
    DecisionMissing,
    DutyError,
    HelpStillOpen,
    NobodyAnswers,
    NotAnHeir,
    NotHelp,
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
from kheo.foundation.duties.services.helping import call_back
from kheo.foundation.duties.services.many import Owed, owe_all
from kheo.foundation.duties.services.reminders import escalate
from kheo.foundation.duties.services.sealing import seal
from kheo.foundation.duties.services.succession import Succeeded, succeed, succeed_to, take_back
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
    "BriefMissing",
    "DateRefused",
    "DateTooLate",
    "DecisionMissing",
    "DutyError",
    "HelpStillOpen",
    "NobodyAnswers",
    "NotAnHeir",
    "NotHelp",
    "NotOpen",
    "NotSuspended",
    "NotTheirWork",
    "Owed",
    "ProofMissing",
    "ReasonMissing",
    "ResultMissing",
    "StillOpen",
    "Succeeded",
    "Suspended",
    "ask",
    "ask_help",
    "assign",
    "call_back",
    "close",
    "escalate",
    "extend",
    "feed_token",
    "hand_over",
    "owe",
    "owe_all",
    "progress",
    "recount",
    "redate_all",
    "reopen",
    "replied",
    "resume",
    "seal",
    "revoke_feed",
    "succeed",
    "succeed_to",
    "suspend",
    "take_back",
]
