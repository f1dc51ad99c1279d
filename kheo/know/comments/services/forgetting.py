"""Deletes what nobody needs any more, by the days of law/moderation.yaml."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from kheo.know.comments.models import Comment, Feedback, SpentProof
from kheo.know.comments.rules import rules
from kheo.know.comments.services.locking import write

RUN = 500


def forget(*, now: datetime, size: int = RUN) -> int:
    """Delete old feedback, the words of what is not shown, used work; return how many records."""
    SpentProof.objects.filter(until__lt=now).delete()
    return _forget_feedback(now, size) + _forget_refused(now, size)


@transaction.atomic
def _forget_feedback(now: datetime, size: int) -> int:
    before = now - timedelta(days=rules().feedback_keep_days)
    rows = Feedback.objects.select_for_update(of=("self",), skip_locked=True)
    old = list(rows.select_related("unit").filter(answered_at__lt=before)[:size])
    for one in old:
        write(one, "forgotten", by=None, now=now)
        one.delete()
    return len(old)


@transaction.atomic
def _forget_refused(now: datetime, size: int) -> int:
    before = now - timedelta(days=rules().declined_keep_days)
    settled = Q(appeal__isnull=True) | Q(appeal__decided_at__lt=before)
    rows = Comment.objects.filter(state__in=Comment.REFUSED, decided_at__lt=before)
    keys = list(rows.filter(settled).exclude(text="").values_list("pk", flat=True)[:size])
    old = Comment.objects.select_for_update(of=("self",)).select_related("unit")
    for one in old.filter(pk__in=keys):
        one.text = one.name = one.email = one.public_text = one.public_name = ""
        one.save()
        write(one, "forgotten", by=None, now=now)
    return len(keys)
