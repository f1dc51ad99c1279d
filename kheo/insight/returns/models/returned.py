"""What a unit reported: a return, and its cells with the words each number was printed in."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.foundation.figures import breakdowns, indicators
from kheo.foundation.figures.indicators import Indicator
from kheo.foundation.units.models import Unit


class Return(models.Model):
    """Figures of one unit and period, from one source."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Đang nhập")
        SUBMITTED = "submitted", _("Đã gửi")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="returns")
    source_key = models.CharField(max_length=120, blank=True, help_text="Bản gốc trong mục tin")
    source_title = models.CharField(_("Nguồn"), max_length=300)
    period_start = models.DateField(_("Từ ngày"))
    period_end = models.DateField(_("Đến ngày"), help_text="Ngày cuối cùng của kỳ")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "source_key", "period_start", "period_end"],
                condition=~Q(source_key=""),
                name="one_return_per_unit_source_and_period",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="period_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.source_title}"


class Cell(models.Model):
    """One number of a return, and whose bodies or places it counts."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("cấp tỉnh")
        DISTRICT = "district", _("cấp huyện")
        COMMUNE = "commune", _("cấp xã")
        VILLAGE = "village", _("cấp thôn, bản")
        ALL = "all", _("các cấp")

    origin = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="cells")
    key = models.CharField(max_length=20, unique=True, null=True, blank=True)
    indicator = models.CharField(max_length=60)
    breakdown = models.CharField(max_length=120, blank=True, help_text="khóa=giá trị;…")
    level = models.CharField(max_length=10, choices=Level)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    quote = models.TextField(_("Trích nguyên văn"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "indicator", "breakdown", "level"], name="one_number_per_cell"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.breakdown} {self.level}"

    def get_absolute_url(self) -> str:
        return reverse("returns:cell", args=[self.pk])

    @property
    def counted(self) -> Indicator:
        return indicators.get(self.indicator)

    @property
    def parts(self) -> list[str]:
        """Say the breakdown in words."""
        return self.counted.words_of(breakdowns.read(self.breakdown))

    @property
    def plain(self) -> Decimal:
        """The value without the zeros that the column adds: 96.4, not 96.4000."""
        return self.value.normalize()
