"""Pages of the desk: the duty list, one duty with the head's acts, the log."""

from kheo.portal.workspace.views.calendar import calendar, change_address
from kheo.portal.workspace.views.desk import duties
from kheo.portal.workspace.views.duty import (
    assign,
    duty,
    extend,
    hand_over,
    resume,
    suspend,
)
from kheo.portal.workspace.views.heirs import choose, heirs
from kheo.portal.workspace.views.log import log
from kheo.portal.workspace.views.people import leave, people

__all__ = [
    "assign",
    "calendar",
    "change_address",
    "choose",
    "duties",
    "duty",
    "extend",
    "hand_over",
    "heirs",
    "leave",
    "log",
    "people",
    "resume",
    "suspend",
]
