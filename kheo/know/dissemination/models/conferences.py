"""Conferences, and who came: names while they are needed, numbers for good."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.units.models import Body, Unit

LONGEST_TITLE = 300
LONGEST_PLACE = 200
LONGEST_NAME = 120
LONGEST_ORGANISATION = 160
MATERIALS = "conference.material"


class ConferenceQuerySet(models.QuerySet["Conference"]):
    def for_lists(self) -> "ConferenceQuerySet":
        return self.select_related("unit", "body")


class Conference(models.Model):
    """One conference: what it is about, when and where, and what came of it."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Sắp họp")
        HELD = "held", _("Đã họp")
        CANCELLED = "cancelled", _("Không họp")

    submission_key = models.UUIDField(
        unique=True, help_text="Khóa của một lần ghi; bấm hai lần vẫn là một hội nghị"
    )
    kind = models.CharField(max_length=40, help_text="Khóa trong law/dissemination.yaml")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=LONGEST_TITLE)
    documents = models.ManyToManyField(OfficialDocument, blank=True, related_name="conferences")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=LONGEST_PLACE)
    audience = models.CharField(max_length=LONGEST_TITLE, blank=True, help_text="Mời ai")
    invited = models.PositiveIntegerField(null=True, blank=True, help_text="Số người được mời")
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    reason = models.CharField(max_length=300, blank=True, help_text="Vì sao không họp")
    result = models.TextField(blank=True, help_text="Kết quả, viết cho mọi người đọc")
    unnamed = models.PositiveIntegerField(
        default=0, help_text="Người dự không ghi tên, và người đã ghi tên mà tên đã xóa"
    )
    names_forgotten_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    changed_at = models.DateTimeField(help_text="Hai người cùng sửa: ai thấy bản cũ thì được báo")
    is_demo = models.BooleanField(default=False)

    objects = ConferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="conference_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(reason=""),
                name="cancelled_conference_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(place=""), name="conference_says_what_and_where"
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at", "id"], name="conferences_by_day"),
            models.Index(fields=["unit", "starts_at", "id"], name="conferences_of_a_unit"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("dissemination:conference", args=[self.pk])

    @property
    def subject(self) -> str:
        return f"conference:{self.pk}"

    def is_coming(self, *, now: datetime) -> bool:
        return self.state == self.State.PLANNED and self.starts_at > now

    def is_unclosed(self, *, now: datetime) -> bool:
        """Say whether it was to be over and nobody said whether it was held."""
        return self.state == self.State.PLANNED and self.starts_at <= now


class Attendance(models.Model):
    """One person at one conference, told by name and organisation and nothing else."""

    class Way(models.TextChoices):
        DOOR = "door", _("Quét mã ở cửa")
        LIST = "list", _("Danh sách")

    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, related_name="attendances", db_index=False
    )
    name = models.CharField(max_length=LONGEST_NAME)
    organisation = models.CharField(max_length=LONGEST_ORGANISATION, blank=True)
    key = models.CharField(max_length=300, help_text="Tên và nơi làm việc không dấu")
    way = models.CharField(max_length=10, choices=Way)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "key"], name="one_attendance_per_person_and_conference"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="attendance_names_somebody"),
        ]

    def __str__(self) -> str:
        return self.name
