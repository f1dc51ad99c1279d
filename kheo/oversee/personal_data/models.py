"""What a person asks about the own data, and what became of it.

The words are for that person and the officers of the place alone; after a time they are
deleted, and what was asked, when, and who answered stays.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kheo.foundation.duties.models import Duty
from kheo.foundation.units.models import Unit
from kheo.oversee.personal_data import rules

LONGEST_ABOUT, LONGEST_TEXT, LONGEST_ANSWER = 300, 2000, 5000


class Request(models.Model):
    """One request of one person."""

    class Channel(models.TextChoices):
        WEB = "web", _("Qua trang này")
        COUNTER = "counter", _("Tại quầy")
        POST = "post", _("Qua thư")
        PHONE = "phone", _("Qua điện thoại")

    class State(models.TextChoices):
        RECEIVED = "received", _("Đã gửi, chờ báo nhận")
        WORKED = "worked", _("Đã báo nhận, đang giải quyết")
        ANSWERED = "answered", _("Đã trả lời")
        WITHDRAWN = "withdrawn", _("Người gửi đã rút")

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("Đồng ý, đã làm")
        PARTLY = "partly", _("Làm được một phần")
        REFUSED = "refused", _("Từ chối, có căn cứ")

    OPEN = (State.RECEIVED, State.WORKED)

    code = models.CharField(max_length=16, unique=True, help_text="Mã yêu cầu: DL-7K3M9QXA")
    submission_key = models.UUIDField(unique=True, help_text="Bấm hai lần vẫn là một yêu cầu")
    secret_hash = models.CharField(max_length=64, help_text="Băm của khóa trên giấy hẹn")
    right = models.CharField(max_length=20, help_text="Khóa trong law/personal_data.yaml: correct")
    channel = models.CharField(max_length=8, choices=Channel)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    duty = models.OneToOneField(
        Duty, on_delete=models.PROTECT, related_name="+", help_text="Việc phải trả lời"
    )
    acknowledgement = models.OneToOneField(
        Duty, on_delete=models.PROTECT, related_name="+", help_text="Việc phải báo nhận"
    )

    about = models.CharField(max_length=LONGEST_ABOUT, blank=True, help_text="Trang, mã đơn, bài")
    text = models.TextField(blank=True, help_text="Sai ở đâu, muốn gì")
    wished = models.TextField(blank=True, help_text="Đúng ra là thế nào")
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=24, blank=True)
    email = models.EmailField(blank=True)

    received_at = models.DateTimeField()
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    # That the papers were seen is all that is kept of them.
    identity_asked_at = models.DateTimeField(null=True, blank=True)
    identity_checked_at = models.DateTimeField(null=True, blank=True)
    identity_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    extension_reason = models.TextField(blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    ground = models.CharField(max_length=30, blank=True, help_text="Khóa căn cứ từ chối")
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True, help_text="Lúc xóa lời và liên hệ")
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["received", "worked"], closed_at__isnull=True)
                | Q(state__in=["answered", "withdrawn"], closed_at__isnull=False),
                name="data_request_is_closed_exactly_when_it_ended",
            ),
            models.CheckConstraint(
                condition=Q(state="answered", answered_by__isnull=False) & ~Q(outcome="")
                | ~Q(state="answered") & Q(answered_by__isnull=True, outcome=""),
                name="answered_data_request_names_who_answered_and_how",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["partly", "refused"]) & ~Q(ground="")
                | ~Q(outcome__in=["partly", "refused"]) & Q(ground=""),
                name="refused_data_request_names_its_ground",
            ),
            models.CheckConstraint(
                condition=Q(identity_checked_at__isnull=True, identity_checked_by__isnull=True)
                | Q(identity_checked_at__isnull=False, identity_checked_by__isnull=False),
                name="checked_identity_names_who_checked",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=False)
                & Q(about="", text="", wished="", name="", phone="", email="")
                & Q(answer="", extension_reason="")
                | Q(forgotten_at__isnull=True) & ~Q(text=""),
                name="forgotten_data_request_holds_no_words",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True) | Q(closed_at__isnull=False),
                name="open_data_request_is_not_forgotten",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "received_at", "id"],
                condition=Q(closed_at__isnull=True),
                name="data_request_open_by_unit",
            ),
            models.Index(
                fields=["unit", "-closed_at", "-id"],
                condition=Q(closed_at__isnull=False),
                name="data_request_closed_by_unit",
            ),
            models.Index(
                fields=["closed_at", "id"],
                condition=Q(closed_at__isnull=False, forgotten_at__isnull=True),
                name="data_request_to_forget",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("personal_data:page", args=[self.code])

    @property
    def subject(self) -> str:
        return f"personal_data:{self.pk}"

    @property
    def rule(self) -> rules.Right:
        """What is asked, as the law file words it."""
        return rules.right(self.right)

    @property
    def refusal(self) -> rules.Ground | None:
        return rules.book().grounds.get(self.ground)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def needs_identity(self) -> bool:
        """Whether it may not be granted before somebody has seen the person's papers."""
        return self.rule.needs_identity and self.identity_checked_at is None
