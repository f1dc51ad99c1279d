"""Programs that send, addresses that want to be told, and every telling until it arrived."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kheo.foundation.units.models import Unit

LONGEST_FAILURE = 200


class Client(models.Model):
    """A program that sends through Open311; of its key only a hash is kept."""

    name = models.CharField(max_length=120, help_text="Chương trình nào, của ai")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="client_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Event(models.TextChoices):
    """What can be subscribed to."""

    RECEIVED = "petition.received", _("Có việc mới")
    ANSWERED = "petition.answered", _("Có trả lời")
    REOPENED = "petition.reopened", _("Mở lại")
    UPDATED = "petition.updated", _("Có tiến triển khác")


class Subscription(models.Model):
    """An address that is told of what happens in a unit and below it."""

    url = models.URLField(max_length=500)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    events = ArrayField(models.CharField(max_length=20, choices=Event))
    secret = models.BinaryField(help_text="Khóa ký, đã mã hóa")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(events__len__gt=0), name="subscription_wants_something"
            ),
            models.CheckConstraint(
                condition=Q(url__startswith="https://") | Q(url__startswith="http://"),
                name="subscription_has_a_web_address",
            ),
        ]

    def __str__(self) -> str:
        return self.url


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> "DeliveryQuerySet":
        """Neither arrived nor given up."""
        return self.filter(next_at__isnull=False)


class Delivery(models.Model):
    """One event for one subscriber; its words are written when it leaves, none are kept here."""

    event_id = models.UUIDField(default=uuid.uuid4, help_text="Người nhận thấy hai lần thì bỏ một")
    subscription = models.ForeignKey(
        Subscription, on_delete=models.CASCADE, related_name="deliveries", db_index=False
    )
    event = models.CharField(max_length=20, choices=Event)
    subject = models.CharField(max_length=120, help_text="Ví dụ: petition:123")
    at = models.DateTimeField(help_text="Lúc việc xảy ra")
    next_at = models.DateTimeField(
        null=True, blank=True, help_text="Lúc gửi sớm nhất; trống: đã xong hoặc thôi gửi"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Mã HTTP lần cuối")
    failure = models.CharField(max_length=LONGEST_FAILURE, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "event_id"], name="one_delivery_per_event_and_subscriber"
            ),
            models.CheckConstraint(
                condition=Q(arrived_at__isnull=True) | Q(next_at__isnull=True),
                name="arrived_delivery_is_not_sent_again",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                condition=Q(next_at__isnull=False),
                name="delivery_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.subject}"


class Bookmark(models.Model):
    """Up to which seal of the log subscribers have been told; one row."""

    seal = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.seal)
