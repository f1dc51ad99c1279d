"""A moderator's yes or no, by the published rules and told to the writer."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.figures import services as figures
from kheo.foundation.vietnamese import text as words
from kheo.know.comments import masking
from kheo.know.comments.errors import (
    AlreadyDecided,
    NothingLeft,
    NotShown,
    RuleMissing,
    SettledOnAppeal,
    StillTelling,
)
from kheo.know.comments.models import Appeal, Comment
from kheo.know.comments.rules import rules
from kheo.know.comments.services.locking import demand, locked_as_seen, tell, write
from kheo.know.comments.services.threads import add

State = Comment.State


@transaction.atomic
def publish(
    *,
    comment: Comment,
    by: User,
    now: datetime,
    seen: str = State.WAITING,
    hide: Collection[int] | None = None,
    keep_reason: str = "",
) -> Comment:
    """Show a comment; `hide` are the keys of the marks to hide, all sure ones unless given.

    Raises AlreadyDecided when it is not as the officer saw it, StillTelling when something sure
    is left without a reason, NothingLeft when hiding leaves no words.
    """
    comment = locked_as_seen(comment, seen)
    demand(by, comment.unit, now)
    if comment.state == State.PUBLISHED or not comment.text or _is_asked_again(comment):
        raise AlreadyDecided
    must = masking.sure(comment.text)
    keys = must if hide is None else set(hide)
    why = words.clean(keep_reason).strip()
    if must - keys and not why:
        raise StillTelling
    public = masking.hidden(comment.text, keys)
    if not masking.says_something(public):
        raise NothingLeft
    _settle(comment, by, now, reason=why if must - keys else "")
    show(comment, public, now)
    write(comment, "published", by=by, now=now, hidden=len(keys), kept=len(must - keys))
    _told(comment, _("Bình luận của bạn đã đăng."), now)
    return comment


def _is_asked_again(comment: Comment) -> bool:
    return Appeal.objects.filter(comment=comment, decided_at__isnull=True).exists()


def _settle(comment: Comment, by: User, now: datetime, *, rule: str = "", reason: str = "") -> None:
    comment.rule, comment.reason = rule, reason
    comment.decided_by, comment.decided_at = by, now


def show(comment: Comment, public: str, now: datetime) -> None:
    """Let everybody read it; one that was shown before comes back to its place."""
    comment.public_text, comment.public_name = public, masking.name(comment.name)
    comment.state = State.PUBLISHED
    if comment.published_at is None:
        comment.published_at = now
        day = timezone.localdate(now)
        figures.count(indicator="comments.published", unit=comment.unit, on=day)
    comment.save()
    add(comment, 1)


@transaction.atomic
def decline(*, comment: Comment, rule: str, by: User, now: datetime, reason: str = "") -> Comment:
    """Keep a comment from readers under a published rule; raise RuleMissing or AlreadyDecided."""
    comment = locked_as_seen(comment, State.WAITING)
    demand(by, comment.unit, now)
    _refuse(comment, rule, reason, by, now)
    comment.state = State.DECLINED
    comment.save()
    on = timezone.localdate(now)
    figures.count(indicator="comments.declined", unit=comment.unit, on=on)
    write(comment, "declined", by=by, now=now, rule=rule)
    _told(comment, _("Bình luận của bạn chưa được đăng."), now)
    return comment


@transaction.atomic
def remove(*, comment: Comment, rule: str, by: User, now: datetime, reason: str = "") -> Comment:
    """Take a shown comment down; its place says why. Raises NotShown or SettledOnAppeal."""
    comment = locked_as_seen(comment, comment.state)
    demand(by, comment.unit, now)
    if comment.state != State.PUBLISHED:
        raise NotShown
    if Appeal.objects.filter(comment=comment, is_upheld=False, rule=rule).exists():
        raise SettledOnAppeal
    _refuse(comment, rule, reason, by, now)
    comment.state = State.REMOVED
    comment.save()
    add(comment, -1)
    write(comment, "removed", by=by, now=now, rule=rule)
    _told(comment, _("Bình luận của bạn đã được gỡ."), now)
    return comment


def _refuse(comment: Comment, rule: str, reason: str, by: User, now: datetime) -> None:
    if rules().ground(rule) is None:
        raise RuleMissing
    _settle(comment, by, now, rule=rule, reason=words.clean(reason).strip())


def _told(comment: Comment, said: str, now: datetime) -> None:
    """Tell the writer who left an address, then forget it."""
    if not comment.email:
        return
    with override(settings.LANGUAGE_CODE):
        why = f" {rules().words_of(comment.rule)}. {comment.reason}" if comment.rule else ""
    tell(comment, event=f"comment.{comment.state}", text=f"{said}{why}".strip(), now=now)
    comment.email = ""
    comment.save(update_fields=["email"])
