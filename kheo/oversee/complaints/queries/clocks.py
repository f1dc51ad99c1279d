"""The dates that belong to the person: until when one may complain, and when it is final."""

from datetime import date

from kheo.foundation.clock import deadlines
from kheo.foundation.clock.book import default_book, default_calendar
from kheo.foundation.clock.deadlines import Due, Suspension
from kheo.oversee.complaints import rules
from kheo.oversee.complaints.models import Complaint, Decision


def counted(
    code: str,
    day: date,
    *,
    remote: bool = False,
    case: str | None = None,
    stops: tuple[Suspension, ...] = (),
) -> Due:
    """Count a rule from a day in the calendar of the installation."""
    rule = default_book().get(code, day)
    return deadlines.due(rule, day, default_calendar(), remote=remote, case=case, suspensions=stops)


def limitation(complaint: Complaint) -> Due | None:
    """Say until when a first complaint may be lodged; None while nobody knows since when."""
    if complaint.instance != 1 or complaint.knew_on is None:
        return None
    return time_limit(
        complaint.knew_on,
        complaint.against,
        complaint.obstacle_since,
        complaint.obstacle_until,
        complaint.obstacle,
    )


def time_limit(
    knew_on: date,
    against: str,
    since: date | None = None,
    until: date | None = None,
    obstacle: str = "",
) -> Due:
    """Count the time for a first complaint; the days of an obstacle are not counted."""
    law = rules.book()
    stops = (Suspension(since, until, obstacle),) if since and until else ()
    return counted(law.limitation, knew_on, case=law.limitation_cases.get(against), stops=stops)


def filing(first: Complaint) -> Due | None:
    """Say until when a second complaint may be lodged; None before that time begins.

    It begins when the first decision is received, or when the first period ends without one.
    """
    decision = Decision.objects.filter(pk=first.pk).first()
    if decision is not None:
        return Due.from_json(decision.file_due) if decision.file_due else None
    if first.stage not in (Complaint.Stage.ACCEPTED, Complaint.Stage.SUSPENDED):
        return None
    return filing_from(first.petition.duty.due_on, is_remote=first.is_remote)


def filing_from(day: date, *, is_remote: bool) -> Due:
    """Count the time for a second complaint from the day it begins."""
    return counted(rules.book().instances[2].rule("file"), day, remote=is_remote)


def effect(complaint: Complaint, decided_on: date) -> Due:
    """Count the day from which a decision stands, unless somebody complains again."""
    rule = rules.book().instances[complaint.instance].rule("effect")
    return counted(rule, decided_on, remote=complaint.is_remote)


def is_late_filing(complaint: Complaint, lodged_on: date) -> bool:
    """Say whether it came after its time; a question to the sender, never a refusal by itself."""
    due = limitation(complaint) if complaint.instance == 1 else _second_limit(complaint)
    return due is not None and lodged_on > due.on


def _second_limit(complaint: Complaint) -> Due | None:
    return filing(complaint.first) if complaint.first is not None else None
