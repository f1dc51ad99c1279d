"""Officers' templates with their versions, reports in the making, and what was frozen of them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.units.models import Unit

_SHA256 = r"^[0-9a-f]{64}$"


class Template(models.Model):
    """A template that an office keeps; each upload is a version."""

    key = models.SlugField(max_length=60, unique=True, help_text="Khóa, đứng trong địa chỉ trang")
    title = models.CharField(_("Tên mẫu"), max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="template_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:template", args=[self.key])


class TemplateVersion(models.Model):
    """One upload. With problems it is kept so that nothing is lost, but no report is made of it."""

    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    names = models.JSONField(default=dict, help_text="Tên chỉ tiêu trong mẫu → mã số liệu")
    problems = models.JSONField(default=list, help_text="Chỗ phải sửa, mỗi chỗ một câu")
    note = models.CharField(_("Đã sửa gì"), max_length=300, blank=True)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["template", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "number"], name="one_version_of_template_per_number"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="version_of_template_counts_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} ({self.number})"

    @property
    def is_good(self) -> bool:
        return not self.problems


class Making(models.Model):
    """A report of one unit and period: asked for, built by the worker, ready to be read over."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Đang chờ")
        BUILDING = "building", _("Đang lập")
        READY = "ready", _("Đã lập xong")
        FAILED = "failed", _("Chưa lập được")
        CANCELLED = "cancelled", _("Đã dừng")

    submission_key = models.UUIDField(unique=True)
    shipped = models.SlugField(
        max_length=60, blank=True, help_text="Mẫu có sẵn; trống: mẫu tải lên"
    )
    version = models.ForeignKey(
        TemplateVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="makings"
    )
    title = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(help_text="Ngày cuối cùng của kỳ")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    step = models.CharField(max_length=120, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    message = models.TextField(blank=True)
    template_sha256 = models.CharField(max_length=64, blank=True)
    figures = models.JSONField(default=list)
    checks = models.JSONField(default=list)
    made_on = models.DateField(null=True, blank=True)
    word = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    excel = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="made_report_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(shipped="", version__isnull=True)
                & ~(~Q(shipped="") & Q(version__isnull=False)),
                name="made_report_has_one_template",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready")
                | Q(word__isnull=False, pdf__isnull=False, excel__isnull=False),
                name="ready_report_has_its_files",
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=100), name="made_report_is_at_most_whole"
            ),
        ]
        indexes = [models.Index(fields=["unit", "-at"], name="made_reports_of_unit")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:made", args=[self.pk])

    @property
    def is_moving(self) -> bool:
        """Say whether the worker has it, or will."""
        return self.state in (self.State.WAITING, self.State.BUILDING)

    @property
    def missing(self) -> list[dict[str, str]]:
        return [one for one in self.figures if one["is_missing"]]

    @property
    def wrong(self) -> list[dict[str, str]]:
        return [one for one in self.checks if one["verdict"] == "inconsistent"]


class Snapshot(models.Model):
    """A report as it was frozen: its files and figures stay, and somebody else approves them."""

    making = models.OneToOneField(Making, on_delete=models.PROTECT, related_name="snapshot")
    sha256 = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-frozen_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=_SHA256), name="snapshot_has_a_fingerprint"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="approved_snapshot_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("frozen_by")),
                name="nobody_approves_the_own_snapshot",
            ),
        ]

    def __str__(self) -> str:
        return str(self.making)

    def get_absolute_url(self) -> str:
        return reverse("reports:made", args=[self.making_id])
