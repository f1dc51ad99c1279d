"""The outbox: a message is committed with the data it speaks of."""

from django.db import models
from django.db.models import Q


class Message(models.Model):
    """One message to one address, sent at most once."""

    class Channel(models.TextChoices):
        EMAIL = "email", "Thư điện tử"
        SMS = "sms", "Tin nhắn"

    key = models.CharField(max_length=120, unique=True, help_text="Một việc, một tin")
    channel = models.CharField(max_length=5, choices=Channel)
    recipient = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    queued_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=Q(sent_at__isnull=True), name="message_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.key}"
