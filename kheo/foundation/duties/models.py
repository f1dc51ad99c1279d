"""The promise table: the five clears of every duty, and its steps.

Rõ người (person), rõ việc (work), rõ tiến độ (progress, due date), rõ kết quả
(result with proof), rõ trách nhiệm (the head's post, never empty). The database
refuses a closed duty without a result and a duty nobody answers for.
"""

from dataclasses import replace
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kheo.foundation.clock.deadlines import Due
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.units.models import Body, Post, Unit


class DutyQuerySet(models.QuerySet["Duty"]):
    def open(self) -> "DutyQuerySet":
        return self.filter(closed_at__isnull=True)

    def late(self, *, today: date) -> "DutyQuerySet":
        """Past their date; a stopped clock is never late."""
        return self.open().filter(due_on__lt=today).exclude(progress=Duty.Progress.SUSPENDED)

    def with_names(self) -> "DutyQuerySet":
        return self.select_related("unit", "body", "head", "person")


class Duty(models.Model):
    """A task owed until its result is shown."""

    class Progress(models.TextChoices):
        WAITING = "waiting", _("Chưa phân công")
        ASSIGNED = "assigned", _("Đã phân công")
        UNDERWAY = "underway", _("Đang thực hiện")
        ASKING = "asking", _("Chờ bổ sung thông tin")
        SUSPENDED = "suspended", _("Tạm dừng")
        CLOSED = "closed", _("Đã xong")

    class Outcome(models.TextChoices):
        DONE = "done", _("Đã giải quyết")
        PARTLY = "partly", _("Giải quyết một phần")
        REFUSED = "refused", _("Từ chối, có căn cứ")
        NOT_OURS = "not_ours", _("Không thuộc thẩm quyền")
        WITHDRAWN = "withdrawn", _("Người gửi đã rút")
        FILED = "filed", _("Lưu đơn")
        JOINED = "joined", _("Nhập vào đơn khác")
        TURNED = "turned", _("Chuyển sang loại đơn khác")
        SEALED = "sealed", _("Chuyển sang kênh được bảo vệ")

    kind = models.CharField(max_length=60, help_text="Khóa loại việc, ví dụ: petition.answer")
    subject = models.CharField(max_length=120, help_text="Hồ sơ sinh ra việc: petition:123")
    work = models.CharField(max_length=300, help_text="Rõ việc")
    url = models.CharField(max_length=200, blank=True, help_text="Trang làm việc")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, help_text="Cơ quan phải làm")
    head = models.ForeignKey(
        Post,
        on_delete=models.PROTECT,
        related_name="answerable_duties",
        help_text="Rõ trách nhiệm: chức vụ chịu trách nhiệm",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="duties",
        help_text="Rõ người: người làm",
    )
    progress = models.CharField(max_length=10, choices=Progress, default=Progress.WAITING)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    warn_on = models.DateField(null=True, blank=True)
    rule_code = models.CharField(max_length=40)
    explanation = models.JSONField(help_text="clock.Due đầy đủ, đọc lại được")
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="Việc chính, khi đây là phần việc nhờ cơ quan khác",
    )
    brief = models.TextField(
        blank=True, help_text="Điều nhờ làm, viết cho cơ quan được nhờ đọc; ngoài ra không biết gì"
    )
    no_later_than = models.DateField(
        null=True, blank=True, help_text="Bên nhờ cần trước ngày này, dù quy định cho lâu hơn"
    )
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    result = models.TextField(blank=True, help_text="Rõ kết quả")
    proof = models.ManyToManyField(StoredFile, blank=True, related_name="proven_duties")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened = models.PositiveSmallIntegerField(default=0)
    escalated_on = models.DateField(null=True, blank=True, help_text="Ngày nhắc gần nhất")
    is_demo = models.BooleanField(default=False)

    # What `set_due` sets.
    DATE_FIELDS: ClassVar[list[str]] = ["due_on", "warn_on", "rule_code", "explanation"]

    objects = DutyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], name="one_duty_per_subject"),
            models.CheckConstraint(
                condition=Q(progress="closed", closed_at__isnull=False) & ~Q(result="")
                | ~Q(progress="closed") & Q(closed_at__isnull=True),
                name="closed_duty_shows_its_result",
            ),
            models.CheckConstraint(
                condition=~Q(progress__in=["assigned", "underway"]) | Q(person__isnull=False),
                name="assigned_duty_names_its_person",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="duty_does_not_help_itself"),
        ]
        indexes = [
            models.Index(
                fields=["person", "due_on", "id"],
                condition=Q(closed_at__isnull=True),
                name="duty_open_by_person",
            ),
            models.Index(
                fields=["unit", "due_on", "id"],
                condition=Q(closed_at__isnull=True),
                name="duty_open_by_unit",
            ),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(closed_at__isnull=True),
                name="duty_open_by_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work} (hạn {self.due_on:%d/%m/%Y})"

    def is_late(self, *, today: date) -> bool:
        """Say whether the date has passed without a result; a stopped clock is never late."""
        running = self.closed_at is None and self.progress != self.Progress.SUSPENDED
        return running and self.due_on < today

    @property
    def due(self) -> Due:
        """The date with everything it was counted from."""
        return Due.from_json(self.explanation)

    def set_due(self, due: Due) -> None:
        """Take a date and keep its explanation; never later than who asked for help needs it."""
        if self.no_later_than is not None and due.on > self.no_later_than:
            warn_on = due.warn_on and min(due.warn_on, self.no_later_than)
            due = replace(due, on=self.no_later_than, warn_on=warn_on)
        self.due_on, self.warn_on, self.rule_code = due.on, due.warn_on, due.rule_code
        self.explanation = due.to_json()


class Step(models.Model):
    """What happened to a duty, in the order people see it."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("Đã nhận")
        ASSIGNED = "assigned", _("Phân công")
        PROGRESSED = "progressed", _("Tiến độ")
        ASKED = "asked", _("Hỏi thêm")
        REPLIED = "replied", _("Đã bổ sung")
        SUSPENDED = "suspended", _("Tạm dừng")
        RESUMED = "resumed", _("Tiếp tục")
        EXTENDED = "extended", _("Gia hạn")
        HANDED_OVER = "handed_over", _("Chuyển")
        REDATED = "redated", _("Tính lại hạn")
        ESCALATED = "escalated", _("Nhắc người đứng đầu")
        CLOSED = "closed", _("Đã xong")
        REOPENED = "reopened", _("Mở lại")
        RETURNED = "returned", _("Trả về người đứng đầu")
        HELP_ASKED = "help_asked", _("Nhờ phối hợp")
        HELP_GIVEN = "help_given", _("Nơi phối hợp đã làm xong")
        HELP_ENDED = "help_ended", _("Thôi nhờ phối hợp")

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )
    text = models.TextField(blank=True)
    is_public = models.BooleanField(default=False, help_text="Người dân xem được")

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["duty", "at"], name="step_of_duty")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%d/%m/%Y}"


class Feed(models.Model):
    """The calendar feed of an officer; a new revision makes older addresses worthless."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="duty_feed",
    )
    revision = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.person} ({self.revision})"
