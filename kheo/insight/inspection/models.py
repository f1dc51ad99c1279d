"""The report as it was made: its numbers, their fingerprint, who froze it and when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from kheo.foundation.units.models import Unit


class Snapshot(models.Model):
    """All tables of one window and unit on the day they were sent.

    `figures` holds what everybody with the report may read; `sealed` the numbers of denunciations,
    with a salt, so that nobody finds them by trying out fingerprints.
    """

    submission_key = models.UUIDField(unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    window = models.CharField(max_length=20, help_text="Kỳ, mã trong law/deadlines.yaml")
    year = models.PositiveSmallIntegerField()
    since = models.DateField()
    until = models.DateField(help_text="Ngày đầu tiên không còn thuộc kỳ")
    figures = models.JSONField()
    sealed = models.JSONField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="frozen_window_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="frozen_report_has_a_fingerprint"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "window", "year", "-at"], name="frozen_report_of_window")
        ]

    def __str__(self) -> str:
        return f"{self.window} {self.year} {self.unit}"

    def get_absolute_url(self) -> str:
        return reverse("inspection:snapshot", args=[self.pk])
