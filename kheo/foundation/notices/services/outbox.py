"""Queueing messages with the data they speak of, and sending each at most once.

A message is claimed, and the claim committed, before anything leaves the house. What
certainly did not go out is tried again after a while; what may have gone out is not,
because a citizen who reads an answer twice doubts both: it is reported instead.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from kheo.foundation.notices import sms
from kheo.foundation.notices.failures import Undeliverable, Unreachable, Unsent
from kheo.foundation.notices.mail import MailBackend
from kheo.foundation.notices.models import Message

# How long to wait after each failure that certainly sent nothing; then it is given up.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
# While nobody listens at the other end, no more is counted: it is tried about every hour.
ABSENT = 4
RUN = 200
LONGEST_FAILURE = 200
SEND_TASK = "notices.send"
logger = logging.getLogger(__name__)


def queue(
    *, key: str, channel: str, recipient: str, subject: str, body: str, now: datetime
) -> Message:
    """Put a message into the outbox; the same key again changes nothing."""
    message = Message(
        key=key,
        channel=channel,
        recipient=recipient,
        subject=subject[:200],
        body=body,
        queued_at=now,
        next_at=now,
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)
    transaction.on_commit(_wake, robust=True)
    return Message.objects.get(key=key)


def send_waiting(*, now: datetime, size: int = RUN) -> int:
    """Send what waits, at most `size`, and return how many went out."""
    run = _Run()
    sent = 0
    try:
        for _ in range(size):
            message = _claim(now, run.open_channels)
            if message is None:
                break
            sent += run.send(message, now)
    finally:
        run.mail.close()
    return sent


class _Run:
    """One run over the outbox with its connections."""

    def __init__(self) -> None:
        self.mail = MailBackend()
        self.sms: sms.Backend = import_string(settings.KHEO_SMS_BACKEND)()
        self.open_channels = set(Message.Channel.values)

    def send(self, message: Message, now: datetime) -> bool:
        """Send a claimed message and note how it went."""
        try:
            self._hand_over(message)
        except Unsent as error:
            if isinstance(error, Unreachable):
                self.open_channels.discard(message.channel)
            _release(message, error, now)
            return False
        except Exception as error:
            # Whatever it was, the message may have gone out.
            _leave(message, error)
            return False
        # What was sent is with its reader: neither words nor address are kept here.
        Message.objects.filter(pk=message.pk).update(
            sent_at=now, failure="", subject="", body="", recipient=""
        )
        return True

    def _hand_over(self, message: Message) -> None:
        reference = str(message.pk)
        if message.channel == Message.Channel.SMS:
            number, text = sms.number_of(message.recipient), sms.written(message.body)
            self.sms.send(number=number, text=text, reference=reference)
        else:
            self.mail.send(
                recipient=message.recipient,
                subject=message.subject,
                body=message.body,
                reference=reference,
            )


# Durable: a claim that is not committed would be no claim.
@transaction.atomic(durable=True)
def _claim(now: datetime, channels: set[str]) -> Message | None:
    waiting = Message.objects.waiting().filter(next_at__lte=now, channel__in=channels)
    message = waiting.order_by("next_at", "id").select_for_update(skip_locked=True).first()
    if message is not None:
        message.claimed_at, message.attempts = now, message.attempts + 1
        message.save(update_fields=["claimed_at", "attempts"])
    return message


def _release(message: Message, error: Unsent, now: datetime) -> None:
    """Take the claim back: nothing went out."""
    if isinstance(error, Unreachable):
        # That nobody listens is no fault of the message: it waits for as long as that lasts.
        message.attempts = min(message.attempts, ABSENT)
    gives_up = isinstance(error, Undeliverable) or message.attempts > len(PAUSES)
    message.claimed_at = None
    message.next_at = None if gives_up else now + PAUSES[message.attempts - 1]
    message.failure = str(error)[:LONGEST_FAILURE]
    message.save(update_fields=["claimed_at", "attempts", "next_at", "failure"])
    if gives_up:
        logger.warning("message %s was given up: %s", message.pk, message.failure)


def _leave(message: Message, error: Exception) -> None:
    """Keep the claim: it may have gone out."""
    failure = f"{type(error).__name__}: {error}"[:LONGEST_FAILURE]
    Message.objects.filter(pk=message.pk).update(failure=failure)
    logger.error("message %s may have gone out: %s", message.pk, failure)


def _wake() -> None:
    """Ask the worker to send at once; one waiting request is enough."""
    try:
        app.configure_task(SEND_TASK, queueing_lock=SEND_TASK).defer()
    except AlreadyEnqueued:
        return
