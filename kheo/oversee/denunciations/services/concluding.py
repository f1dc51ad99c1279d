"""The conclusion, and the one way out of the box: words that two persons have checked."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kheo.foundation.clock.book import default_book, default_calendar
from kheo.foundation.clock.deadlines import due
from kheo.foundation.documents import redaction
from kheo.oversee.denunciations import permissions
from kheo.oversee.denunciations.models import Case, Check, Conclusion, Paper, Publication
from kheo.oversee.denunciations.services import opening, owing, working
from kheo.oversee.denunciations.services.deciding import decided
from kheo.oversee.denunciations.services.errors import (
    AlreadyChecked,
    AlreadyMoved,
    ChoiceUnknown,
    RedactionMissing,
    SomethingLeft,
    TextMissing,
    TwoChecksMissing,
)
from kheo.oversee.denunciations.services.opening import Box

Stage = Case.Stage
POSTING_RULE = "TC-PUB-02"
CHECKS = 2


@sensitive_variables()
@transaction.atomic
def conclude(
    *,
    box: Box,
    ruling: str,
    decision: str,
    text: str,
    figures: dict[str, int],
    now: datetime,
) -> Conclusion:
    """Sign the conclusion: owe its sending, acting on it and publication from today."""
    case = opening.changing(box, Stage.ACCEPTED)
    if not permissions.may_decide(box.by, case, today=timezone.localdate(now)):
        raise PermissionDenied
    if ruling not in Conclusion.Ruling.values or not set(figures) <= set(Conclusion.FIGURES):
        raise ChoiceUnknown
    if not text.strip():
        raise TextMissing
    number, resolve = decided(decision), owing.duty(case, "resolve")
    said = {"text": text.strip(), "number": number, "ruling": ruling}
    opening.put(case, box.keys, Paper.Kind.CONCLUSION, said, by=box.by, now=now)
    is_late = resolve is not None and resolve.is_late(today=timezone.localdate(now))
    owing.keep(case, "resolve", by=box.by, now=now)
    conclusion = Conclusion.objects.create(
        case=case, ruling=ruling, decision=number, at=now, by=box.by, is_late=is_late, **figures
    )
    for kind in ("send", "act", "publish"):
        owing.owe(case, kind, by=box.by, at=now)
    case.stage = Stage.CONCLUDED
    case.save(update_fields=["stage"])
    opening.write(case, "concluded", by=box.by, now=now, ruling=ruling, decision=number)
    return conclusion


@sensitive_variables()
def proposed(*, box: Box) -> str:
    """Give the conclusion with everything suggested for redaction taken out, to work on."""
    paper = box.last(Paper.Kind.CONCLUSION)
    if paper is None:
        raise RedactionMissing
    text = str(box.read(paper)["text"])
    return redaction.apply(text, redaction.suggest(text, known=_known(box)))


@sensitive_variables()
@transaction.atomic
def redact(*, box: Box, title: str, text: str, now: datetime) -> Paper:
    """Seal the words that are to be published; earlier checks do not count for them.

    Raises SomethingLeft while a name, number or address of the denouncer stands in them.
    """
    case = opening.changing(box, Stage.CONCLUDED)
    if not title.strip() or not text.strip():
        raise TextMissing
    _demand_clean(box, title, text)
    said = {"title": title.strip(), "text": text.strip()}
    paper = opening.put(case, box.keys, Paper.Kind.REDACTION, said, by=box.by, now=now)
    opening.write(case, "redacted", by=box.by, now=now)
    return paper


@sensitive_variables()
@transaction.atomic
def check(*, box: Box, paper: str, now: datetime) -> Check:
    """Confirm that nothing in the newest redaction tells who denounced; once a person."""
    case = opening.changing(box, Stage.CONCLUDED)
    newest = _newest(box, paper)
    said = box.read(newest)
    _demand_clean(box, said["title"], said["text"])
    if newest.checks.filter(person=box.by).exists():
        raise AlreadyChecked
    made = Check.objects.create(paper=newest, person=box.by, at=now)
    opening.write(case, "redaction_checked", by=box.by, now=now)
    return made


@sensitive_variables()
@transaction.atomic
def publish(*, box: Box, paper: str, now: datetime) -> Publication:
    """Post the checked words for the time of the law; raise TwoChecksMissing."""
    case = opening.changing(box, Stage.CONCLUDED)
    newest = _newest(box, paper)
    checkers = [one.person for one in newest.checks.select_related("person").order_by("at", "pk")]
    if len(checkers) < CHECKS:
        raise TwoChecksMissing
    said = box.read(newest)
    _demand_clean(box, said["title"], said["text"])
    if Publication.objects.filter(case=case).exists():
        raise AlreadyMoved
    made = Publication.objects.create(
        case=case,
        title=said["title"][:160],
        text=said["text"],
        first=checkers[0],
        second=checkers[1],
        published_at=now,
        published_by=box.by,
        until=_until(now),
    )
    owing.keep(case, "publish", by=box.by, now=now)
    opening.write(case, "published", by=box.by, now=now, until=made.until.isoformat())
    working.settle(case, box, now)
    return made


def _until(now: datetime) -> date:
    today = timezone.localdate(now)
    return due(default_book().get(POSTING_RULE, today), today, default_calendar()).on


def _newest(box: Box, uid: str) -> Paper:
    """Give the newest redaction, if it is the one that the person has read."""
    newest = box.last(Paper.Kind.REDACTION)
    if newest is None or str(newest.uid) != uid:
        raise RedactionMissing
    return newest


def _demand_clean(box: Box, *texts: str) -> None:
    known = _known(box)
    if any(redaction.left(text, known=known) for text in texts):
        raise SomethingLeft


def _known(box: Box) -> list[str]:
    """List what must not go out: every name, address and number of the denouncers."""
    if not box.knows_identity:
        raise PermissionDenied
    people = [one for said in box.all_of(Paper.Kind.IDENTITY) for one in said["denouncers"]]
    found = [one.get(key, "") for one in people for key in ("name", "address", "phone", "paper")]
    return [value for value in found if value.strip()]
