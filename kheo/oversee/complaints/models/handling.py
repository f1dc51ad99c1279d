"""What is done between acceptance and decision: verification, dialogue, pauses, withdrawals."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kheo.foundation.duties.models import Duty
from kheo.oversee.complaints.models.complaint import Complaint


class Verification(models.Model):
    """One piece of finding out: what was asked of whom, and what was found."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="verifications")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_whom = models.CharField(max_length=200, blank=True, help_text="Đã làm việc với ai, ở đâu")
    documents = models.TextField(blank=True, help_text="Tài liệu đã yêu cầu, đã nhận")
    found = models.TextField(help_text="Nội dung, kết quả xác minh")
    duty = models.ForeignKey(
        Duty,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Phần việc nhờ cơ quan khác",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(found=""), name="verification_says_what_was_found"),
        ]
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y}"


class Dialogue(models.Model):
    """A meeting of the one who decides with the complainant."""

    class State(models.TextChoices):
        INVITED = "invited", _("Đã mời")
        HELD = "held", _("Đã đối thoại")
        ABSENT = "absent", _("Người khiếu nại vắng mặt không có lý do chính đáng")
        EXCUSED = "excused", _("Người khiếu nại vắng mặt có lý do chính đáng")

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="dialogues")
    meets_at = models.DateTimeField(help_text="Giờ, ngày đối thoại")
    place = models.CharField(max_length=200)
    invited = models.CharField(max_length=500, help_text="Thành phần được mời")
    invited_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.INVITED)
    attended = models.CharField(max_length=500, blank=True, help_text="Ai có mặt")
    minutes = models.TextField(blank=True, help_text="Ý kiến các bên, kết quả đối thoại")
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="held") | ~Q(minutes="") & ~Q(attended=""),
                name="held_dialogue_has_minutes",
            ),
            models.CheckConstraint(
                condition=Q(state="invited", recorded_at__isnull=True)
                | ~Q(state="invited") & Q(recorded_at__isnull=False) & ~Q(minutes=""),
                name="dialogue_that_came_says_how_it_went",
            ),
            models.CheckConstraint(
                condition=Q(meets_at__gt=F("invited_at")), name="dialogue_is_after_its_invitation"
            ),
        ]
        ordering = ["meets_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.meets_at:%d/%m/%Y}"


class Pause(models.Model):
    """A temporary suspension by decision; its days do not count."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="pauses")
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="Ngày giải quyết tiếp")
    ground = models.CharField(max_length=40, help_text="Căn cứ trong law/grounds.yaml")
    decision = models.CharField(max_length=120, help_text="Số, ngày quyết định")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(until__isnull=True),
                name="complaint_is_paused_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="pause_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=~Q(ground="") & ~Q(decision=""), name="pause_has_ground_and_decision"
            ),
        ]
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return f"{self.since:%d/%m/%Y}"


class Withdrawal(models.Model):
    """What the complainant took back, in writing, whole or in part."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="withdrawals")
    on = models.DateField()
    is_whole = models.BooleanField(default=True)
    what = models.TextField(blank=True, help_text="Rút nội dung nào")
    reason = models.TextField(blank=True)
    by_sender = models.BooleanField(default=True, help_text="Bằng biên nhận; nếu không: đơn rút")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_whole=True) | ~Q(what=""),
                name="withdrawal_in_part_names_the_part",
            ),
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(is_whole=True),
                name="complaint_is_withdrawn_whole_once",
            ),
        ]
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"
