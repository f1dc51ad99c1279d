"""Why a template or a report is not taken, in the words that the officer reads."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


class ReportError(Exception):
    """Something about a report that a person can put right; the message says what."""


@dataclass(frozen=True)
class Problem:
    """What is wrong in a template: the words, where they stand, and what may have been meant."""

    words: str
    where: str = ""
    nearest: str = ""

    def __str__(self) -> str:
        meant = _(" Có phải là “%(name)s”?") % {"name": self.nearest} if self.nearest else ""
        place = _(" Ở đoạn: “%(text)s”.") % {"text": self.where} if self.where else ""
        return f"{self.words}{meant}{place}"


class BadTemplate(ReportError):
    """A template that cannot be filled; `problems` name each place."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class NotAWordFile(ReportError):
    """What was sent is no .docx that may be a template; the message says why."""


class TooLong(ReportError):
    """A report of more values than anybody reads, or more than the machine should hold."""


class UnknownProvince(LookupError):
    """No province had this code on the last day of the period."""


class ChangedMeanwhile(ReportError):
    """Another officer was faster."""


class NotReady(ReportError):
    """The report is still being made, or could not be."""
