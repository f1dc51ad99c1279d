"""The code on a slip, as it stands in an address and as people type it."""

from kheo.foundation import receipts
from kheo.know.comments.models import COMMENT_CODE, FEEDBACK_CODE


def read(typed: str) -> str:
    """Write a typed code as it is stored; empty when it cannot be one."""
    return receipts.read_code(typed, COMMENT_CODE) or receipts.read_code(typed, FEEDBACK_CODE)


class CommentCode:
    """A comment's code in an address, in either case."""

    regex = "[Bb][Ll]-[A-Za-z0-9]{8}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value


class FeedbackCode(CommentCode):
    """A feedback's code in an address, in either case."""

    regex = "[Tt][Ss]-[A-Za-z0-9]{8}"
