"""People who speak to the people of a commune or a village, and what they were trained in."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.units.models import Unit

LONGEST_NAME = 120
LONGEST_DECISION = 200
LONGEST_TOPIC = 300


class CommunicatorQuerySet(models.QuerySet["Communicator"]):
    def on(self, day: date) -> "CommunicatorQuerySet":
        """Those who are communicators on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)


class Communicator(models.Model):
    """A person on the list that a commune keeps; no address, no phone, nothing else."""

    submission_key = models.UUIDField(unique=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", help_text="Xã, phường giữ danh sách"
    )
    village = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Trống: tuyên truyền viên của xã, phường",
    )
    name = models.CharField(max_length=LONGEST_NAME)
    key = models.CharField(max_length=LONGEST_NAME, help_text="Tên không dấu")
    may_be_named = models.BooleanField(
        default=False, help_text="Người này đồng ý nêu tên công khai"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="Ngày đầu tiên thôi làm")
    decision = models.CharField(max_length=LONGEST_DECISION, blank=True, help_text="Như in")
    document = models.ForeignKey(
        OfficialDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_demo = models.BooleanField(default=False)

    objects = CommunicatorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "village", "key"],
                condition=Q(until__isnull=True),
                nulls_distinct=False,
                name="one_current_communicator_per_name_and_place",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="communicator_ends_after_beginning",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="communicator_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        return f"communicator:{self.pk}"

    @property
    def place(self) -> Unit:
        """Where this person speaks: the village, else the commune."""
        return self.village or self.unit


class Training(models.Model):
    """A course or session for communicators, and who took it."""

    submission_key = models.UUIDField(unique=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", help_text="Đơn vị mở lớp"
    )
    topic = models.CharField(max_length=LONGEST_TOPIC)
    held_on = models.DateField()
    takers = models.ManyToManyField(Communicator, through="TrainingTaken", related_name="trainings")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(topic=""), name="training_has_a_topic"),
        ]
        indexes = [models.Index(fields=["-held_on", "-id"], name="trainings_latest")]

    def __str__(self) -> str:
        return self.topic

    @property
    def subject(self) -> str:
        return f"training:{self.pk}"


class TrainingTaken(models.Model):
    """A communicator who took a training; the day is kept here too, for one question a list."""

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="taken")
    communicator = models.ForeignKey(
        Communicator, on_delete=models.PROTECT, related_name="taken", db_index=False
    )
    held_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["communicator", "training"], name="one_taking_per_person_and_training"
            ),
        ]
        indexes = [
            models.Index(fields=["communicator", "-held_on"], name="trainings_of_a_person"),
        ]
        verbose_name = _("lượt tập huấn")

    def __str__(self) -> str:
        return f"{self.communicator_id} {self.held_on:%d/%m/%Y}"
