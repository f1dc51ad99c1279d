"""What came of a denunciation: figures for the returns, and the words two persons have checked."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kheo.oversee.denunciations.models.cases import Case, Paper


class Conclusion(models.Model):
    """The ruling and its figures (tables 03 and 04/KQGQ); the words are sealed in the case."""

    class Ruling(models.TextChoices):
        RIGHT = "right", _("Tố cáo đúng")
        PARTLY = "partly", _("Tố cáo có nội dung đúng, có nội dung sai")
        WRONG = "wrong", _("Tố cáo sai")

    FIGURES = (
        "state_money",
        "people_money",
        "state_land",
        "people_land",
        "officials",
        "bodies",
        "referred_cases",
        "referred_people",
    )

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="conclusion")
    ruling = models.CharField(max_length=8, choices=Ruling)
    decision = models.CharField(max_length=40, help_text="Số kết luận: 12/KL-UBND")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_late = models.BooleanField(default=False)
    state_money = models.PositiveBigIntegerField(_("Thu hồi cho Nhà nước (đồng)"), default=0)
    people_money = models.PositiveBigIntegerField(_("Trả lại cho công dân (đồng)"), default=0)
    state_land = models.PositiveBigIntegerField(_("Đất thu hồi cho Nhà nước (m²)"), default=0)
    people_land = models.PositiveBigIntegerField(_("Đất trả lại cho công dân (m²)"), default=0)
    officials = models.PositiveIntegerField(_("Số cá nhân bị kiến nghị xử lý"), default=0)
    bodies = models.PositiveIntegerField(_("Số tổ chức bị kiến nghị xử lý"), default=0)
    referred_cases = models.PositiveIntegerField(_("Số vụ chuyển cơ quan điều tra"), default=0)
    referred_people = models.PositiveIntegerField(_("Số người chuyển cơ quan điều tra"), default=0)
    acted_at = models.DateTimeField(null=True, blank=True, help_text="Lúc thi hành xong")

    def __str__(self) -> str:
        return f"{self.case_id}: {self.ruling}"


class Check(models.Model):
    """One person has read the redacted words against the box and found nothing left."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="checks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "person"], name="one_check_per_person_and_redaction"
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper_id}: {self.person_id}"


class Publication(models.Model):
    """The only words of a denunciation that everybody reads."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="publication")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=160)
    text = models.TextField()
    first = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    until = models.DateField(help_text="Ngày cuối đăng tải")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(first=F("second")), name="two_persons_checked_what_is_published"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text=""), name="publication_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("denunciations:conclusion", args=[self.key])
