"""The outbox: a message is committed with the data it speaks of."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> "MessageQuerySet":
        """Neither sent, nor being sent, nor given up."""
        return self.filter(claimed_at__isnull=True, next_at__isnull=False)

    def uncertain(self) -> "MessageQuerySet":
        """Begun and never finished: they may have gone out, so they are not sent again."""
        return self.filter(claimed_at__isnull=False, sent_at__isnull=True)

    def given_up(self) -> "MessageQuerySet":
        """Certainly not sent, and not tried again."""
        return self.filter(claimed_at__isnull=True, next_at__isnull=True)


class Message(models.Model):
    """One message to one address, sent at most once."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("Thư điện tử")
        SMS = "sms", _("Tin nhắn")

    key = models.CharField(max_length=120, unique=True, help_text="Một việc, một tin")
    channel = models.CharField(max_length=5, choices=Channel)
    recipient = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    queued_at = models.DateTimeField()
    next_at = models.DateTimeField(
        null=True, blank=True, help_text="Lúc gửi sớm nhất; trống: không gửi nữa"
    )
    claimed_at = models.DateTimeField(null=True, blank=True, help_text="Lúc bắt đầu gửi")
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=200, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(claimed_at__isnull=False),
                name="sent_message_was_claimed",
            )
        ]
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                condition=Q(claimed_at__isnull=True, next_at__isnull=False),
                name="message_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.key}"
