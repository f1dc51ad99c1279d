"""Places that people book, and the numbers under which they are called.

The database itself refuses to give a place twice and to keep a place without a standing.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kheo.oversee.receptions.models.sessions import Session

PLACED = ["held", "confirmed", "came", "absent"]


class Booking(models.Model):
    """One wish for one day: a place, a turn on the waiting list, or a lot in a draw."""

    class State(models.TextChoices):
        HELD = "held", _("Đang giữ chỗ")
        CONFIRMED = "confirmed", _("Đã có chỗ")
        WAITING = "waiting", _("Trong danh sách chờ")
        ENTERED = "entered", _("Chờ bốc thăm")
        CAME = "came", _("Đã đến")
        ABSENT = "absent", _("Không đến")
        CANCELLED = "cancelled", _("Đã hủy")
        EXPIRED = "expired", _("Hết hạn giữ chỗ")

    ALIVE = (State.HELD, State.CONFIRMED, State.WAITING, State.ENTERED)

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="bookings", db_index=False
    )
    code = models.CharField(max_length=16, help_text="Mã đặt chỗ: TD-7K3M9QXA")
    submission_key = models.UUIDField(unique=True, help_text="Bấm hai lần vẫn là một chỗ")
    secret_hash = models.CharField(max_length=64, help_text="Băm của khóa trên giấy hẹn")
    state = models.CharField(max_length=10, choices=State)
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    rank = models.PositiveIntegerField(null=True, blank=True, help_text="Thứ tự chờ")
    lot = models.PositiveIntegerField(null=True, blank=True, help_text="Thứ tự khi bốc thăm")
    hold_until = models.DateTimeField(null=True, blank=True)
    wants_online = models.BooleanField(default=False)
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="one_booking_per_code"),
            models.UniqueConstraint(fields=["session", "place"], name="one_booking_per_place"),
            models.UniqueConstraint(fields=["session", "lot"], name="one_booking_per_lot"),
            models.CheckConstraint(
                condition=Q(state__in=PLACED, place__isnull=False, place__gte=1)
                | ~Q(state__in=PLACED) & Q(place__isnull=True),
                name="booking_has_a_place_exactly_while_it_counts",
            ),
            models.CheckConstraint(
                condition=Q(state="held", hold_until__isnull=False)
                | ~Q(state="held") & Q(hold_until__isnull=True),
                name="held_place_says_until_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(rank__isnull=False),
                name="waiting_booking_has_its_turn",
            ),
            models.CheckConstraint(
                condition=Q(changed_at__gte=F("made_at")), name="booking_changes_after_it_was_made"
            ),
        ]
        indexes = [
            models.Index(
                fields=["session", "rank"],
                condition=Q(state="waiting"),
                name="booking_waiting_in_turn",
            ),
            models.Index(
                fields=["hold_until"], condition=Q(state="held"), name="booking_holds_that_end"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("receptions:booking", args=[self.code])

    @property
    def is_alive(self) -> bool:
        return self.state in self.ALIVE


class Ticket(models.Model):
    """A person who is there, under the number that the screen calls."""

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="tickets", db_index=False
    )
    submission_key = models.UUIDField(unique=True)
    number = models.PositiveSmallIntegerField()
    turn = models.PositiveIntegerField(help_text="Thứ tự gọi: người đặt chỗ theo chỗ, rồi số lấy")
    booking = models.OneToOneField(
        Booking, on_delete=models.PROTECT, null=True, blank=True, related_name="ticket"
    )
    issued_at = models.DateTimeField()
    counter = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Bàn số")
    called_at = models.DateTimeField(null=True, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_ticket_per_number"),
            models.CheckConstraint(
                condition=Q(called_at__isnull=True, counter__isnull=True, called_by__isnull=True)
                | Q(called_at__isnull=False, counter__isnull=False, called_by__isnull=False),
                name="called_ticket_names_counter_and_caller",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(called_at__isnull=False),
                name="done_ticket_was_called",
            ),
        ]
        indexes = [models.Index(fields=["session", "turn"], name="ticket_in_turn")]

    def __str__(self) -> str:
        return str(self.number)
