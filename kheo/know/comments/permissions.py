"""Who may moderate where, and who holds the key of a comment or a feedback."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from kheo.foundation import receipts
from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may
from kheo.foundation.units.models import Unit
from kheo.know.comments.models import Appeal, Comment, Feedback

MODERATE = "comments.moderate"
Person = User | AnonymousUser


def may_moderate(user: Person, unit: Unit, *, today: date) -> bool:
    """Say whether the user decides on comments and answers feedback of the unit."""
    return isinstance(user, User) and may(user, MODERATE, unit, today=today)


def may_decide_appeal(user: Person, appeal: Appeal, *, today: date) -> bool:
    """Say whether the user looks at a refusal again: where it was given to, and another person."""
    return user.pk != appeal.first_by_id and may_moderate(user, appeal.duty.unit, today=today)


def holds_key(record: Comment | Feedback, secret: str) -> bool:
    """Say whether the secret is the one its writer was given."""
    return receipts.holds(secret, record.secret_hash)
