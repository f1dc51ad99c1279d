"""Everything that changes what is public; each change leaves an entry of the log."""

from kheo.know.disclosure.errors import AlreadyPublished, ChangedMeanwhile, DisclosureError
from kheo.know.disclosure.services.acts import Showing, correct, prove, show, withdraw_act
from kheo.know.disclosure.services.counting import KIND
from kheo.know.disclosure.services.expiry import leave, leave_due
from kheo.know.disclosure.services.lacking import end_lack, state_lack
from kheo.know.disclosure.services.moving import follow
from kheo.know.disclosure.services.naming import (
    Line,
    correct_line,
    name_people,
    remove_line,
)
from kheo.know.disclosure.services.opening import Opened, open_due
from kheo.know.disclosure.services.publishing import publish_here
from kheo.know.disclosure.services.recording import Content, describe, record, withdraw

__all__ = [
    "KIND",
    "AlreadyPublished",
    "ChangedMeanwhile",
    "Content",
    "DisclosureError",
    "Line",
    "Opened",
    "Showing",
    "correct",
    "correct_line",
    "describe",
    "end_lack",
    "follow",
    "leave",
    "leave_due",
    "name_people",
    "open_due",
    "prove",
    "publish_here",
    "record",
    "remove_line",
    "show",
    "state_lack",
    "withdraw",
    "withdraw_act",
]
