"""Pages of the desk: the duty list, one duty with the head's acts, the log."""

from kheo.portal.workspace.views.desk import duties
from kheo.portal.workspace.views.duty import assign, duty, extend, resume, suspend
from kheo.portal.workspace.views.log import log

__all__ = ["assign", "duties", "duty", "extend", "log", "resume", "suspend"]
