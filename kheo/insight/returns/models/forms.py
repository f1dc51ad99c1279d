"""Forms, their numbered versions, and who owes which of them how often."""

from functools import cached_property
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.foundation.units.models import Body, Unit
from kheo.insight.returns.definition import Definition


class Form(models.Model):
    """What is asked of units period after period; its versions say it exactly."""

    key = models.SlugField(max_length=60, unique=True, help_text="Khóa, đứng trong địa chỉ trang")
    title = models.CharField(_("Tên biểu"), max_length=200)
    basis = models.CharField(_("Căn cứ"), max_length=300, blank=True)
    owner = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Cơ quan lập biểu; trống khi biểu có sẵn trong phần mềm",
    )
    is_active = models.BooleanField(default=True, help_text="Còn dùng cho các kỳ sau")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="form_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("returns:form", args=[self.key])


class FormVersionQuerySet(models.QuerySet["FormVersion"]):
    def published(self) -> "FormVersionQuerySet":
        return self.filter(published_at__isnull=False)


class FormVersion(models.Model):
    """What a form asked from its publication on; published, it never changes again."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    definition = models.JSONField(help_text="Phần, dòng, cột, quy tắc: definition.Definition")
    revision = models.PositiveIntegerField(default=0, help_text="Tăng mỗi lần sửa bản thảo")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changes = models.JSONField(
        default=list, blank=True, help_text="Khác bản trước ở đâu, mỗi câu một dòng"
    )

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["form", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "number"], name="one_version_per_form_and_number"
            ),
            models.UniqueConstraint(
                fields=["form"],
                condition=Q(published_at__isnull=True),
                name="one_draft_version_per_form",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} v{self.number}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @cached_property
    def asked(self) -> Definition:
        """The definition, read once."""
        return Definition.read(self.definition)


class Assignment(models.Model):
    """Every unit of a kind of sender within a unit owes the form for each period of a kind."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="assignments")
    sender = models.CharField(max_length=40, help_text="Nơi gửi, khóa trong law/returns.yaml")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", help_text="Trong địa bàn nào"
    )
    period_kind = models.CharField(max_length=20, help_text="Kỳ, khóa trong law/returns.yaml")
    since = models.DateField(help_text="Từ kỳ kết thúc không trước ngày này")
    until = models.DateField(
        null=True, blank=True, help_text="Đến kỳ kết thúc trước ngày này; trống là còn phải gửi"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["form", "sender", "unit", "period_kind", "since"],
                name="one_assignment_per_form_sender_unit_and_period",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="assignment_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id}: {self.sender} {self.period_kind}"
