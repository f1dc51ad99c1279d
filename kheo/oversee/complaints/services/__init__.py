"""Everything that changes a complaint, from its first word to what the last decision orders."""

from kheo.oversee.complaints.services.deciding import PROOF, PUBLISH, SEND, decide
from kheo.oversee.complaints.services.emptying import emptied
from kheo.oversee.complaints.services.ending import discontinue, resume, suspend, withdraw
from kheo.oversee.complaints.services.following import carry_out, deliver, order, publish, send
from kheo.oversee.complaints.services.groups import Person, named
from kheo.oversee.complaints.services.handling import (
    FINDINGS,
    MINUTES,
    assign,
    has_had_its_say,
    invite,
    record,
    verify,
)
from kheo.oversee.complaints.services.lodging import (
    DRAFTS,
    PAPERS,
    Grievance,
    describe,
    enter,
    lodge,
    taken,
)
from kheo.oversee.complaints.services.places import set_remote
from kheo.oversee.complaints.services.second import complain_again
from kheo.oversee.complaints.services.starting import ACCEPT, RESOLVE, accept, refuse

__all__ = [
    "ACCEPT",
    "DRAFTS",
    "FINDINGS",
    "MINUTES",
    "PAPERS",
    "PROOF",
    "PUBLISH",
    "RESOLVE",
    "SEND",
    "Grievance",
    "Person",
    "accept",
    "assign",
    "carry_out",
    "complain_again",
    "decide",
    "deliver",
    "describe",
    "discontinue",
    "emptied",
    "enter",
    "has_had_its_say",
    "invite",
    "lodge",
    "named",
    "order",
    "publish",
    "record",
    "refuse",
    "resume",
    "send",
    "set_remote",
    "suspend",
    "taken",
    "verify",
    "withdraw",
]
