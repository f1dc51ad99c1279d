"""Everything that changes a comment, an appeal, a feedback; the only writers."""

from kheo.know.comments.services.appealing import decide_appeal, lodge
from kheo.know.comments.services.deciding import decline, publish, remove
from kheo.know.comments.services.feedback import answer, read, write_in
from kheo.know.comments.services.forgetting import forget
from kheo.know.comments.services.sending import send
from kheo.know.comments.services.threads import close, open_again

__all__ = [
    "answer",
    "close",
    "decide_appeal",
    "decline",
    "forget",
    "lodge",
    "open_again",
    "publish",
    "read",
    "remove",
    "send",
    "write_in",
]
