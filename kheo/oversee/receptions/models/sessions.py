"""The days on which a head receives people, from the draft to the day that was held or missed."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kheo.foundation.units.models import Body, Post, Unit

LONGEST_PLACE = 200
LONGEST_REASON = 300


class SessionQuerySet(models.QuerySet["Session"]):
    def public(self) -> "SessionQuerySet":
        """What everybody may see: posted once, whatever became of it."""
        return self.exclude(state=Session.State.DRAFT)

    def for_lists(self) -> "SessionQuerySet":
        return self.select_related("unit", "body", "head", "substitute")


class Session(models.Model):
    """One sitting of one head on one day."""

    class Kind(models.TextChoices):
        REGULAR = "regular", _("Thường xuyên")
        PERIODIC = "periodic", _("Định kỳ của người đứng đầu")
        UNSCHEDULED = "unscheduled", _("Đột xuất")

    class Mode(models.TextChoices):
        DIRECT = "direct", _("Trực tiếp")
        ONLINE = "online", _("Trực tuyến")
        BOTH = "both", _("Trực tiếp và trực tuyến")

    class State(models.TextChoices):
        DRAFT = "draft", _("Dự kiến")
        POSTED = "posted", _("Đã niêm yết")
        HELD = "held", _("Đã tiếp")
        CALLED_OFF = "called_off", _("Không tiếp")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    head = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="+", help_text="Người đứng đầu có lịch này"
    )
    substitute = models.ForeignKey(
        Post,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="Người được ủy quyền tiếp thay",
    )
    substitute_basis = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PERIODIC)
    mode = models.CharField(max_length=6, choices=Mode, default=Mode.DIRECT)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    on = models.DateField(help_text="Ngày tiếp")
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    place = models.CharField(max_length=LONGEST_PLACE, help_text="Nơi tiếp công dân")
    online_link = models.URLField(blank=True, help_text="Chỉ người đã đặt chỗ thấy, gần giờ tiếp")
    capacity = models.PositiveSmallIntegerField(help_text="Số chỗ đặt trước")
    was_on = models.DateField(null=True, blank=True, help_text="Ngày trước khi dời")
    reason = models.CharField(
        max_length=LONGEST_REASON, blank=True, help_text="Vì sao dời, không tiếp hoặc bỏ lỡ"
    )
    is_by_lot = models.BooleanField(default=False, help_text="Nhiều người muốn gặp: bốc thăm")
    draws_at = models.DateTimeField(null=True, blank=True, help_text="Lúc hết nhận tên để bốc thăm")
    seed = models.CharField(max_length=64, blank=True, help_text="Công bố sau khi bốc thăm")
    commitment = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 của hạt giống, công bố trước"
    )
    drawn_at = models.DateTimeField(null=True, blank=True)
    posted_at = models.DateTimeField(null=True, blank=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    held_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["head", "on", "starts_at"],
                condition=~Q(state="called_off"),
                name="one_session_per_head_and_hour",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="session_has_a_place"),
            models.CheckConstraint(
                condition=Q(state="draft", posted_at__isnull=True)
                | ~Q(state="draft") & Q(posted_at__isnull=False),
                name="posted_session_says_when_it_was_posted",
            ),
            models.CheckConstraint(
                condition=Q(state="held", held_at__isnull=False)
                | ~Q(state="held") & Q(held_at__isnull=True),
                name="held_session_says_when_it_was_held",
            ),
            models.CheckConstraint(
                condition=~Q(state="called_off") | ~Q(reason=""),
                name="called_off_session_says_why",
            ),
            models.CheckConstraint(
                condition=Q(was_on__isnull=True) | ~Q(reason=""), name="moved_session_says_why"
            ),
            models.CheckConstraint(
                condition=Q(substitute__isnull=True) | ~Q(substitute_basis=""),
                name="substitute_names_the_basis",
            ),
            models.CheckConstraint(
                condition=Q(is_by_lot=False)
                | Q(draws_at__isnull=False) & ~Q(seed="") & ~Q(commitment=""),
                name="draw_has_its_moment_and_commitment",
            ),
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True) | Q(is_by_lot=True),
                name="only_a_draw_is_drawn",
            ),
        ]
        indexes = [
            models.Index(fields=["on", "id"], name="session_of_day"),
            models.Index(fields=["unit", "on"], name="session_of_unit"),
            models.Index(fields=["body", "on"], name="session_of_body"),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("receptions:session", args=[self.pk])

    @property
    def subject(self) -> str:
        return f"session:{self.pk}"

    @property
    def receiver(self) -> Post:
        """The post that receives people that day."""
        return self.substitute or self.head

    @property
    def begins(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.on, self.starts_at))

    @property
    def ends(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.on, self.ends_at))

    def is_missed(self, *, today: date) -> bool:
        """Say whether the day passed, or was called off, without anybody being received."""
        passed = self.state == self.State.POSTED and self.on < today
        return passed or self.state == self.State.CALLED_OFF

    def takes_bookings(self, *, now: datetime) -> bool:
        """Say whether somebody may still book: posted, not begun, and not in a closed draw."""
        if self.state != self.State.POSTED or now >= self.begins:
            return False
        return not self.is_by_lot or self.drawn_at is not None or self.takes_entries(now=now)

    def takes_entries(self, *, now: datetime) -> bool:
        return self.is_by_lot and self.draws_at is not None and now < self.draws_at

    def hour_of(self, place: int) -> datetime:
        """Return about when a place has its turn; places share the sitting evenly."""
        share: timedelta = (self.ends - self.begins) / self.capacity
        start = self.begins + share * (place - 1)
        return start.replace(second=0, microsecond=0)
