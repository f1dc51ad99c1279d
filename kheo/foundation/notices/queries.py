"""What became of the messages, for those who run the house."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from kheo.foundation.notices.models import Message


@dataclass(frozen=True)
class Outbox:
    """How many messages wait, went out, were given up, or may or may not have gone out."""

    waiting: int
    sent: int
    given_up: int
    uncertain: int


def outbox() -> Outbox:
    """Count the messages by what became of them."""
    unclaimed, unsent = Q(claimed_at__isnull=True), Q(sent_at__isnull=True)
    row = Message.objects.aggregate(
        waiting=Count("pk", filter=unclaimed & Q(next_at__isnull=False)),
        sent=Count("pk", filter=~unsent),
        given_up=Count("pk", filter=unclaimed & Q(next_at__isnull=True)),
        uncertain=Count("pk", filter=~unclaimed & unsent),
    )
    return Outbox(**row)


def troubled() -> QuerySet[Message]:
    """Return what somebody has to look at, the newest first."""
    return (Message.objects.uncertain() | Message.objects.given_up()).order_by("-id")
