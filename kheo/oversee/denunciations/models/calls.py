"""A sign that somebody wants to talk: only how to call back, sealed, and gone when done."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from kheo.foundation.units.models import Unit
from kheo.oversee.denunciations.models.keys import OfficerKey


class Signal(models.Model):
    """Somebody wants to be called; who and where stands only in the copies."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
                name="taken_signal_says_by_whom",
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)


class SignalCopy(models.Model):
    """How to call back, sealed to one officer."""

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="copies")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(OfficerKey, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["signal", "person"], name="one_copy_per_signal_and_officer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.signal_id}: {self.person_id}"
