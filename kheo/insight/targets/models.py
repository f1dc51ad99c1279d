"""What was promised to be reached: one number for a unit and a period, and how it was changed."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.figures import breakdowns, indicators
from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.indicators import Indicator
from kheo.foundation.units.models import Unit
from kheo.insight.returns.models import Cell

LONGEST_BASIS = 300
LONGEST_REASON = 500


class TargetQuerySet(models.QuerySet["Target"]):
    def standing(self) -> "TargetQuerySet":
        """Leave out what was taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def touching(self, since: date, until: date) -> "TargetQuerySet":
        """Keep those whose period has a day of [since, until] in it."""
        return self.filter(period_start__lte=until, period_end__gte=since)

    def with_names(self) -> "TargetQuerySet":
        light = ("document__folded", "document__folded_title")
        return self.select_related("unit", "document", "set_by").defer(*light)


class Target(models.Model):
    """A planned number; reached is never stored, it is read from the figures."""

    class Aim(models.TextChoices):
        AT_LEAST = "at_least", _("ít nhất")
        AT_MOST = "at_most", _("nhiều nhất")

    indicator = models.CharField(max_length=60)
    breakdown = models.CharField(max_length=120, blank=True, help_text="khóa=giá trị;…")
    level = models.CharField(max_length=10, choices=Cell.Level, default=Cell.Level.ALL)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="targets")
    period_start = models.DateField(_("Từ ngày"))
    period_end = models.DateField(_("Đến ngày"), help_text="Ngày cuối cùng của kỳ")
    planned = models.DecimalField(_("Chỉ tiêu"), max_digits=20, decimal_places=4)
    aim = models.CharField(max_length=8, choices=Aim, default=Aim.AT_LEAST)
    document = models.ForeignKey(
        OfficialDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Văn bản giao, trong sổ văn bản",
    )
    basis = models.CharField(max_length=LONGEST_BASIS, help_text="Căn cứ như đã ghi")
    taken_from = models.ForeignKey(
        Cell,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Ô số liệu mà chỉ tiêu được lấy ra, khi lấy từ một văn bản đã đăng",
    )
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "indicator", "breakdown", "level", "period_start", "period_end"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_target_per_number_and_period",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")),
                name="target_period_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="target_names_its_basis"),
            models.CheckConstraint(condition=Q(planned__gte=0), name="target_is_not_below_zero"),
        ]
        indexes = [
            models.Index(
                fields=["unit", "-period_end", "-id"],
                condition=Q(withdrawn_at__isnull=True),
                name="target_of_unit",
            ),
            models.Index(
                fields=["indicator", "period_start", "period_end", "unit"],
                condition=Q(withdrawn_at__isnull=True),
                name="target_of_number_and_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.address} {self.planned.normalize():f}"

    def get_absolute_url(self) -> str:
        return reverse("targets:target", args=[self.pk])

    @property
    def subject(self) -> str:
        """Name this record to the log."""
        return f"target:{self.pk}"

    @property
    def address(self) -> Address:
        return Address(self.indicator, self.breakdown, self.level)

    @property
    def counted(self) -> Indicator:
        return indicators.get(self.indicator)

    @property
    def label(self) -> str:
        """The number in words, with its breakdown."""
        parts = self.counted.words_of(breakdowns.read(self.breakdown))
        return ": ".join([str(self.counted.label), *([", ".join(parts)] if parts else [])])

    @property
    def unit_of_count(self) -> str:
        return str(self.counted.unit_of_count)

    @property
    def is_ceiling(self) -> bool:
        return self.aim == self.Aim.AT_MOST

    @property
    def until(self) -> date:
        """The first day after the period."""
        return self.period_end + timedelta(days=1)

    def is_over(self, today: date) -> bool:
        return today > self.period_end

    def is_met_by(self, value: Decimal) -> bool:
        return value <= self.planned if self.is_ceiling else value >= self.planned


class Change(models.Model):
    """What a target said until somebody changed it, or took it back, and why."""

    class Kind(models.TextChoices):
        CHANGED = "changed", _("Sửa chỉ tiêu")
        WITHDRAWN = "withdrawn", _("Thôi giao chỉ tiêu")

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=9, choices=Kind)
    planned = models.DecimalField(max_digits=20, decimal_places=4, help_text="Mức trước đó")
    aim = models.CharField(max_length=8, choices=Target.Aim)
    basis = models.CharField(max_length=LONGEST_BASIS)
    reason = models.CharField(max_length=LONGEST_REASON)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="target_change_says_why")
        ]
        indexes = [models.Index(fields=["target", "-at"], name="change_of_target")]

    def __str__(self) -> str:
        return f"{self.target_id} {self.kind} {self.at:%d/%m/%Y}"
