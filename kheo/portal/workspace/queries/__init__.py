"""Questions of the desk: the duty list, one duty, the log."""

from kheo.portal.workspace.queries.desk import Desk, Tab, desk
from kheo.portal.workspace.queries.duty import Dossier, dossier
from kheo.portal.workspace.queries.log import (
    Line,
    LogPage,
    Search,
    UnknownSubject,
    duty_of,
    log_page,
    subject_of,
)
from kheo.portal.workspace.queries.people import held_duties, sitting

__all__ = [
    "Desk",
    "Dossier",
    "Line",
    "LogPage",
    "Search",
    "Tab",
    "UnknownSubject",
    "desk",
    "dossier",
    "duty_of",
    "held_duties",
    "log_page",
    "sitting",
    "subject_of",
]
