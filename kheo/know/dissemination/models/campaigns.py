"""Campaigns, and how many people each channel of them reached."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.units.models import Unit

LONGEST_TITLE = 300
LONGEST_NOTE = 300
MOST_PEOPLE = 99_999_999


class Campaign(models.Model):
    """A topic brought to people from a day to a day, with the number it wants to reach."""

    submission_key = models.UUIDField(unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=LONGEST_TITLE)
    documents = models.ManyToManyField(OfficialDocument, blank=True, related_name="campaigns")
    since = models.DateField()
    until = models.DateField(help_text="Ngày cuối cùng")
    channels = models.JSONField(default=list, help_text="Khóa trong law/dissemination.yaml")
    target = models.PositiveIntegerField(null=True, blank=True, help_text="Số lượt người")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="campaign_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="campaign_has_a_title"),
        ]
        indexes = [models.Index(fields=["-since", "-id"], name="campaigns_latest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("dissemination:campaign", args=[self.pk])

    @property
    def subject(self) -> str:
        return f"campaign:{self.pk}"

    def is_running(self, *, today: date) -> bool:
        return self.since <= today <= self.until


class Reach(models.Model):
    """How many people one channel reached in one unit on one day, and how that is known."""

    class How(models.TextChoices):
        COUNTED = "counted", _("đếm được")
        ESTIMATED = "estimated", _("ước tính")

    submission_key = models.UUIDField(unique=True)
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="reached", db_index=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=40)
    on = models.DateField()
    people = models.PositiveIntegerField()
    how = models.CharField(max_length=10, choices=How)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    struck_at = models.DateTimeField(null=True, blank=True, help_text="Ghi nhầm, không tính")
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=0), name="reach_is_not_negative"),
        ]
        indexes = [
            models.Index(fields=["campaign", "-on", "-id"], name="reach_of_a_campaign"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.on:%d/%m/%Y} {self.people}"
