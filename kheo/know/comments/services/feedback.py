"""What somebody writes to the editors: taken in with a date, read under the log, answered once."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation import receipts
from kheo.foundation.accounts.models import User
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.refusals import said
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import text as words
from kheo.know.comments import proof
from kheo.know.comments.errors import AlreadyAnswered, AnswerMissing, LengthRefused, NobodyThere
from kheo.know.comments.models import FEEDBACK_CODE, Feedback
from kheo.know.comments.services.locking import demand, tell, write
from kheo.know.comments.services.spending import spend
from kheo.know.comments.services.threads import unit_for
from kheo.know.news.models import NewsPage

DUTY = "feedback.answer"


@transaction.atomic
def write_in(
    *,
    text: str,
    submission_key: uuid.UUID,
    now: datetime,
    article: NewsPage | None = None,
    name: str = "",
    phone: str = "",
    email: str = "",
    answer: str = "",
    is_demo: bool = False,
) -> Feedback:
    """Take in what somebody writes to the editors; the same press twice is one.

    Raises LengthRefused, NobodyThere, ProofRefused, ProofExpired or ProofSpent.
    """
    earlier = Feedback.objects.filter(submission_key=submission_key).first()
    if earlier is not None:
        return earlier
    done = proof.read(answer, now=now)
    feedback = Feedback(
        unit=_unit(article, now),
        article=article,
        title=article.title if article else "",
        code=receipts.new_code(FEEDBACK_CODE),
        submission_key=submission_key,
        text=said(text, LengthRefused),
        name=words.clean(name).strip(),
        phone=phone,
        email=email.strip(),
        has_proof=done is not None,
        sent_at=now,
        is_demo=is_demo,
    )
    feedback.secret_hash = receipts.hash_of(feedback.secret)
    if not _is_first(feedback, now):
        return Feedback.objects.get(submission_key=submission_key)
    spend(done)
    write(feedback, "received", by=None, now=now, has_proof=feedback.has_proof)
    return feedback


def _unit(article: NewsPage | None, now: datetime) -> Unit:
    unit = unit_for(article, now) if article else units.here(on=timezone.localdate(now))
    if unit is None:
        raise NobodyThere
    return unit


def _is_first(feedback: Feedback, now: datetime) -> bool:
    try:
        with transaction.atomic():
            feedback.duty = _owed(feedback, now)
            feedback.save(force_insert=True)
    except IntegrityError:
        if Feedback.objects.filter(submission_key=feedback.submission_key).exists():
            return False
        raise
    return True


def _owed(feedback: Feedback, now: datetime) -> Duty:
    with override(settings.LANGUAGE_CODE):
        work = _("Trả lời phản hồi gửi tòa soạn %(code)s") % {"code": feedback.code}
    try:
        return duties.owe(
            kind=DUTY,
            subject=feedback.subject,
            work=work,
            unit=feedback.unit,
            body=units.responsible_body(feedback.unit),
            by=None,
            now=now,
            url=reverse("comments:feedback_work", args=[feedback.code]),
            is_demo=feedback.is_demo,
        )
    except (duties.NobodyAnswers, units.NobodyResponsible):
        raise NobodyThere from None


@transaction.atomic
def read(*, feedback: Feedback, by: User, now: datetime) -> Feedback:
    """Open what somebody wrote; that it was read, and by whom, stays in the log."""
    demand(by, feedback.unit, now)
    write(feedback, "read", by=by, now=now)
    return feedback


@transaction.atomic
def answer(*, feedback: Feedback, text: str, by: User, now: datetime) -> Feedback:
    """Answer under one's own name; raise AlreadyAnswered to the second of two."""
    rows = Feedback.objects.select_for_update(of=("self",)).select_related("unit", "duty")
    feedback = rows.get(pk=feedback.pk)
    demand(by, feedback.unit, now)
    if feedback.answered_at is not None:
        raise AlreadyAnswered
    feedback.answer = said(text, AnswerMissing)
    feedback.answered_by, feedback.answered_at = by, now
    feedback.save(update_fields=["answer", "answered_by", "answered_at"])
    with override(settings.LANGUAGE_CODE):
        # The words are deleted with the feedback; what the duty keeps says only that it is done.
        result, told = _("Đã trả lời người gửi."), _("Tòa soạn đã trả lời phản hồi của bạn.")
    duties.close(feedback.duty, result=result, by=by, now=now)
    write(feedback, "answered", by=by, now=now)
    tell(feedback, event="feedback.answered", text=told, now=now, phone=feedback.phone)
    return feedback
