"""One showing of a content: channel × place × from–to × person × proof."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kheo.foundation.documents.models import StoredFile
from kheo.know.disclosure.models.publications import LONGEST_REASON, Publication

LONGEST_PLACE = 300


class ActQuerySet(models.QuerySet["Act"]):
    def standing(self) -> "ActQuerySet":
        """Leave out what was withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def going_on(self, *, today: date) -> "ActQuerySet":
        """What is there on a day."""
        is_open = Q(until__isnull=True) | Q(until__gte=today)
        return self.standing().filter(is_open, since__lte=today)


class Act(models.Model):
    """The record an inspection asks for; a wrong one is withdrawn, never written over."""

    submission_key = models.UUIDField(
        unique=True, help_text="Khóa của một lần ghi; bấm hai lần vẫn là một lần công khai"
    )
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="acts")
    channel = models.CharField(max_length=40, help_text="Khóa hình thức: niem_yet, truyen_thanh")
    place = models.CharField(max_length=LONGEST_PLACE, help_text="Nơi, đài, địa chỉ trang")
    since = models.DateField(help_text="Ngày đầu")
    until = models.DateField(
        null=True, blank=True, help_text="Ngày cuối, kể cả ngày đó; trống: chưa định ngày"
    )
    done_by = models.CharField(max_length=120, help_text="Người thực hiện")
    proof = models.ManyToManyField(
        StoredFile, blank=True, related_name="+", help_text="Ảnh, bản ghi, biên bản"
    )
    is_proven = models.BooleanField(
        default=False, help_text="Có bằng chứng; trang này tự chứng minh"
    )
    is_complete = models.BooleanField(
        default=False, help_text="Có bằng chứng và đủ thời gian theo quy định"
    )
    is_ours = models.BooleanField(default=False, help_text="Đăng trên chính trang này")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        help_text="Lần ghi sai mà lần này thay",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    withdrawn_reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    objects = ActQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="act_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(is_complete=False) | Q(is_proven=True),
                name="complete_act_has_its_proof",
            ),
            models.CheckConstraint(
                condition=~Q(place="") & ~Q(done_by=""), name="act_names_its_place_and_person"
            ),
            models.CheckConstraint(
                condition=~Q(corrects=F("id")), name="act_does_not_correct_itself"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
                name="withdrawn_act_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.since:%d/%m/%Y}"

    @property
    def subject(self) -> str:
        return f"act:{self.pk}"

    def is_going_on(self, *, today: date) -> bool:
        """Say whether it is there on a day."""
        is_begun = self.withdrawn_at is None and self.since <= today
        return is_begun and (self.until is None or self.until >= today)
