"""What happened to a return: every change of a cell, remarks, and openings by exception."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.insight.returns.models.returned import Return


class CellChange(models.Model):
    """One change of one cell: from which value to which, by whom, when and how."""

    class How(models.TextChoices):
        TYPED = "typed", _("nhập tay")
        RECORDS = "records", _("từ sổ sách")
        EXCEL = "excel", _("từ tệp Excel")
        CARRIED = "carried", _("chuyển sang bản mới của biểu")

    origin = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="changes")
    row = models.CharField(max_length=40)
    column = models.CharField(max_length=40)
    old = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    new = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    how = models.CharField(max_length=8, choices=How)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    revision = models.PositiveIntegerField(
        default=0, help_text="Lần lưu của báo cáo đã đổi ô này; biết ai sửa trước ai"
    )

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(old__isnull=True, new__isnull=False)
                | Q(old__isnull=False, new__isnull=True)
                | Q(old__isnull=False, new__isnull=False) & ~Q(old=F("new")),
                name="change_of_a_cell_changes_it",
            ),
            models.CheckConstraint(
                condition=~Q(row="") & ~Q(column=""), name="change_names_its_cell"
            ),
        ]
        indexes = [models.Index(fields=["origin", "row", "column", "at"], name="history_of_a_cell")]

    def __str__(self) -> str:
        return f"{self.row}.{self.column}: {self.old} → {self.new}"

    @property
    def place(self) -> str:
        return f"{self.row}.{self.column}"


class Remark(models.Model):
    """What whoever checks a return says about a cell, or about the whole."""

    origin = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="remarks")
    place = models.CharField(max_length=81, blank=True, help_text="dòng.cột; trống: cả báo cáo")
    words = models.TextField(_("Nhận xét"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="remark_says_something"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(settled_at__gte=F("at")),
                name="remark_is_settled_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin_id} {self.place}"


class Reopening(models.Model):
    """An exception: a return past its grace, approved or locked may be changed until a day."""

    origin = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="reopenings")
    reason = models.TextField(_("Lý do mở lại"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateField(_("Được sửa đến hết ngày"))

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="reopening_gives_a_reason"),
            models.CheckConstraint(
                condition=Q(until__gte=F("at__date")), name="reopening_lasts_a_while"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin_id} {self.until:%d/%m/%Y}"
