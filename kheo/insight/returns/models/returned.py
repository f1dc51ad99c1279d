"""What a unit reported: a return, and its cells with the words each number was printed in."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.foundation.duties.models import Duty
from kheo.foundation.figures import breakdowns, indicators
from kheo.foundation.figures.indicators import Indicator
from kheo.foundation.units.models import Unit
from kheo.insight.returns import periods
from kheo.insight.returns.models.forms import Form, FormVersion


class ReturnQuerySet(models.QuerySet["Return"]):
    def owed(self) -> "ReturnQuerySet":
        """Those on a form, as against those taken from a text."""
        return self.filter(form__isnull=False)

    def counting(self) -> "ReturnQuerySet":
        """Those whose numbers stand: approved, or printed in a text."""
        return self.filter(state__in=Return.COUNTING)


class Return(models.Model):
    """Figures of one unit and period: on a version of a form, or taken from a text."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Đang nhập")
        SENT = "sent", _("Đã gửi, chờ duyệt")
        RETURNED = "returned", _("Trả lại để sửa")
        APPROVED = "approved", _("Đã duyệt")
        LOCKED = "locked", _("Đã khóa")
        REOPENED = "reopened", _("Mở lại")
        SUBMITTED = "submitted", _("Lấy từ văn bản")

    # Whose numbers stand, and who may still be typed in.
    COUNTING = (State.APPROVED, State.LOCKED, State.SUBMITTED)
    EDITABLE = (State.DRAFT, State.RETURNED, State.REOPENED)

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="returns")
    source_key = models.CharField(max_length=120, blank=True, help_text="Bản gốc trong mục tin")
    source_title = models.CharField(_("Nguồn"), max_length=300, blank=True)
    form = models.ForeignKey(
        Form, on_delete=models.PROTECT, null=True, blank=True, related_name="returns"
    )
    version = models.ForeignKey(
        FormVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="returns"
    )
    sender = models.CharField(max_length=40, blank=True, help_text="Nơi gửi: law/returns.yaml")
    period_kind = models.CharField(max_length=20, blank=True)
    period_start = models.DateField(_("Từ ngày"))
    period_end = models.DateField(_("Đến ngày"), help_text="Ngày cuối cùng của kỳ")
    covers_since = models.DateField(
        null=True, blank=True, help_text="Phần kỳ đơn vị này báo cáo: từ ngày; trống là cả kỳ"
    )
    covers_until = models.DateField(null=True, blank=True, help_text="… đến hết ngày")
    due_on = models.DateField(_("Hạn gửi"), null=True, blank=True)
    grace_until = models.DateField(
        null=True, blank=True, help_text="Ngày cuối còn gửi muộn được mà không phải xin mở"
    )
    duty = models.OneToOneField(
        Duty, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    step = models.CharField(
        max_length=10, choices=Unit.Level, blank=True, help_text="Cấp đang giữ báo cáo"
    )
    revision = models.PositiveIntegerField(default=0, help_text="Tăng mỗi lần lưu")
    entered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField(help_text="Lúc mở hoặc nhập gần nhất")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_sent_at = models.DateTimeField(
        null=True, blank=True, help_text="Lần gửi đầu tiên; đúng hạn hay muộn tính theo lần này"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    locked_at = models.DateTimeField(null=True, blank=True)
    is_nil = models.BooleanField(
        default=False, help_text="Đơn vị nói rõ khi gửi: kỳ này không phát sinh, báo cáo trống"
    )

    objects = ReturnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "source_key", "period_start", "period_end"],
                condition=~Q(source_key=""),
                name="one_return_per_unit_source_and_period",
            ),
            models.UniqueConstraint(
                fields=["unit", "form", "period_start", "period_end"],
                condition=Q(form__isnull=False),
                name="one_return_per_unit_form_and_period",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="period_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=(Q(covers_since__isnull=True) | Q(covers_since__gte=F("period_start")))
                & (Q(covers_until__isnull=True) | Q(covers_until__lte=F("period_end"))),
                name="part_lies_within_its_period",
            ),
            models.CheckConstraint(
                condition=Q(form__isnull=True, version__isnull=True, entered_by__isnull=False)
                & ~Q(source_title="")
                | Q(
                    form__isnull=False,
                    version__isnull=False,
                    due_on__isnull=False,
                    grace_until__isnull=False,
                )
                & ~Q(period_kind="")
                & ~Q(sender="")
                & ~Q(step=""),
                name="return_is_from_a_text_or_on_a_form_with_a_date",
            ),
            models.CheckConstraint(
                condition=Q(form__isnull=True, state__in=["draft", "submitted"])
                | Q(form__isnull=False) & ~Q(state="submitted"),
                name="states_of_a_form_are_not_those_of_a_text",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "returned", "approved", "locked"])
                | Q(sent_at__isnull=False, sent_by__isnull=False, first_sent_at__isnull=False),
                name="sent_return_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "locked"])
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="approved_return_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state="locked", locked_at__isnull=False)
                | ~Q(state="locked") & Q(locked_at__isnull=True),
                name="locked_return_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(grace_until__isnull=True) | Q(grace_until__gte=F("due_on")),
                name="grace_is_not_before_the_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["form", "period_end", "period_start", "unit"],
                condition=Q(form__isnull=False),
                name="return_of_form_and_period",
            ),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(form__isnull=False, state__in=["draft", "returned", "reopened"]),
                name="return_still_owed_by_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.source_title or self.form_id}"

    def get_absolute_url(self) -> str:
        return reverse("returns:return", args=[self.pk])

    @property
    def period(self) -> periods.Period:
        """The window with its name; only of a return on a form."""
        return periods.named(self.period_kind, self.period_end)

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE

    @property
    def covers(self) -> tuple[date, date]:
        """The part of the period that is told of: first and last day."""
        return self.covers_since or self.period_start, self.covers_until or self.period_end

    @property
    def is_part(self) -> bool:
        """Whether the unit was founded or ended within the period."""
        return self.covers != (self.period_start, self.period_end)


class Cell(models.Model):
    """One number of a return, and whose bodies or places it counts. An empty cell has no row."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("cấp tỉnh")
        DISTRICT = "district", _("cấp huyện")
        COMMUNE = "commune", _("cấp xã")
        VILLAGE = "village", _("cấp thôn, bản")
        ALL = "all", _("các cấp")

    class Source(models.TextChoices):
        TEXT = "text", _("từ văn bản")
        TYPED = "typed", _("nhập tay")
        RECORDS = "records", _("từ sổ sách")
        EXCEL = "excel", _("từ tệp Excel")

    origin = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="cells")
    key = models.CharField(max_length=20, unique=True, null=True, blank=True)
    row = models.CharField(max_length=40, blank=True, help_text="Khóa dòng của biểu")
    column = models.CharField(max_length=40, blank=True, help_text="Khóa cột của biểu")
    indicator = models.CharField(max_length=60)
    breakdown = models.CharField(max_length=120, blank=True, help_text="khóa=giá trị;…")
    level = models.CharField(max_length=10, choices=Level)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    source = models.CharField(max_length=8, choices=Source, default=Source.TEXT)
    override_reason = models.TextField(
        _("Vì sao khác số trong sổ sách"), blank=True, help_text="Khi số nhập khác số đếm được"
    )
    explanation = models.TextField(_("Giải trình"), blank=True, help_text="Khi tăng giảm đột biến")
    quote = models.TextField(_("Trích nguyên văn"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "indicator", "breakdown", "level"],
                condition=Q(row=""),
                name="one_number_per_cell",
            ),
            models.UniqueConstraint(
                fields=["origin", "row", "column"],
                condition=~Q(row=""),
                name="one_number_per_row_and_column",
            ),
            models.CheckConstraint(
                condition=Q(row="", column="") | ~Q(row="") & ~Q(column=""),
                name="cell_of_a_form_has_row_and_column",
            ),
            models.CheckConstraint(
                condition=Q(row="", source="text") | ~Q(row="") & ~Q(source="text"),
                name="cell_of_a_form_says_how_it_came",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.breakdown} {self.level}"

    def get_absolute_url(self) -> str:
        return reverse("returns:cell", args=[self.pk])

    @property
    def place(self) -> str:
        """`row.column`, as the form's definition names it."""
        return f"{self.row}.{self.column}" if self.row else ""

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
