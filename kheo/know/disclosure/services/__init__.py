"""Everything that changes what is public; each change leaves an entry of the log."""

from kheo.know.disclosure.errors import AlreadyPublished, ChangedMeanwhile, DisclosureError
from kheo.know.disclosure.services.acts import Showing, correct, prove, show, withdraw_act
from kheo.know.disclosure.services.counting import KIND
from kheo.know.disclosure.services.lacking import end_lack, state_lack
from kheo.know.disclosure.services.moving import follow
from kheo.know.disclosure.services.opening import Opened, open_due
from kheo.know.disclosure.services.publishing import close_names, publish_here
from kheo.know.disclosure.services.recording import Content, describe, record, withdraw

__all__ = [
    "KIND",
    "AlreadyPublished",
    "ChangedMeanwhile",
    "Content",
    "DisclosureError",
    "Opened",
    "Showing",
    "close_names",
    "correct",
    "describe",
    "end_lack",
    "follow",
    "open_due",
    "prove",
    "publish_here",
    "record",
    "show",
    "state_lack",
    "withdraw",
    "withdraw_act",
]
