"""From the button to the slip with code and key; the same press twice is one comment."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from kheo.foundation import receipts
from kheo.foundation.figures import services as figures
from kheo.foundation.vietnamese import text as words
from kheo.know.comments import counting, masking, proof
from kheo.know.comments.errors import LengthRefused
from kheo.know.comments.models import COMMENT_CODE, Comment
from kheo.know.comments.rules import rules
from kheo.know.comments.services.deciding import show
from kheo.know.comments.services.locking import write
from kheo.know.comments.services.spending import spend
from kheo.know.comments.services.threads import open_thread
from kheo.know.news.models import NewsPage


@transaction.atomic
def send(
    *,
    article: NewsPage,
    text: str,
    submission_key: uuid.UUID,
    now: datetime,
    name: str = "",
    email: str = "",
    answer: str = "",
    is_demo: bool = False,
) -> Comment:
    """Take in a comment; `answer` is the work that the sender's machine did, if it did any.

    Raises LengthRefused, NotPublished, Closed, NobodyThere, ProofRefused, ProofExpired or
    ProofSpent.
    """
    earlier = Comment.objects.filter(submission_key=submission_key).first()
    if earlier is not None:
        return earlier
    done = proof.read(answer, now=now)
    thread = open_thread(article, now)
    comment = Comment(
        thread=thread,
        unit=thread.unit,
        code=receipts.new_code(COMMENT_CODE),
        submission_key=submission_key,
        text=_fitting(text),
        name=words.clean(name).strip(),
        email=email.strip(),
        has_proof=done is not None,
        sent_at=now,
        is_demo=is_demo,
    )
    comment.secret_hash = receipts.hash_of(comment.secret)
    if not _is_first(comment):
        return Comment.objects.get(submission_key=submission_key)
    spend(done)
    figures.count(indicator="comments.received", unit=thread.unit, on=timezone.localdate(now))
    write(comment, "received", by=None, now=now, has_proof=comment.has_proof)
    if rules().is_shown_first and comment.has_proof and not masking.tells(comment.text):
        show(comment, comment.text, now)
    return comment


def _fitting(text: str) -> str:
    clean = words.clean(text).strip()
    if counting.seen(clean) < rules().least or counting.graphemes(clean) > rules().most:
        raise LengthRefused
    return clean


def _is_first(comment: Comment) -> bool:
    """Store it; False when another press of the same button was first."""
    try:
        with transaction.atomic():
            comment.save(force_insert=True)
    except IntegrityError:
        if Comment.objects.filter(submission_key=comment.submission_key).exists():
            return False
        raise
    return True
