"""What readers wrote: comments below an article, appeals, feedback to the editors.

The database itself refuses a comment that is kept from readers without a named rule, one that is
shown without a moment, and a second appeal. Names are optional everywhere; addresses are not kept.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kheo.foundation import receipts
from kheo.foundation.duties.models import Duty
from kheo.foundation.units.models import Unit
from kheo.know.news.models import NewsPage

COMMENT_CODE, FEEDBACK_CODE = "BL", "TS"
_SALT = "kheo.know.comments"


def _officer(**more: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        **more,
    )


class Thread(models.Model):
    """What stands below one article; it stays when the article goes."""

    article = models.OneToOneField(
        NewsPage, on_delete=models.SET_NULL, null=True, related_name="thread"
    )
    title = models.CharField(max_length=255, help_text="Tít của bài lúc có lời đầu tiên")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", help_text="Nơi duyệt bình luận"
    )
    shown = models.PositiveIntegerField(default=0, help_text="Số bình luận đang đăng")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = _officer()
    closed_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(closed_reason=""),
                name="closed_thread_says_why",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Comment(models.Model):
    """One comment, as its writer sent it and as everybody may read it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ duyệt")
        PUBLISHED = "published", _("Đã đăng")
        DECLINED = "declined", _("Không đăng")
        REMOVED = "removed", _("Đã gỡ")

    # States that a reader may ask another moderator to look at again.
    REFUSED = (State.DECLINED, State.REMOVED)

    thread = models.ForeignKey(
        Thread, on_delete=models.PROTECT, related_name="comments", db_index=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=16, unique=True, help_text="Mã: BL-7K3M9QXA")
    submission_key = models.UUIDField(unique=True, help_text="Bấm hai lần vẫn là một lời")
    secret_hash = models.CharField(max_length=64, help_text="Băm của khóa người viết giữ")
    text = models.TextField(blank=True, help_text="Lời như người viết gửi; trống khi đã xóa")
    name = models.CharField(max_length=120, blank=True, help_text="Tên người viết tự ghi")
    email = models.EmailField(blank=True, help_text="Để báo kết quả; báo xong thì xóa")
    has_proof = models.BooleanField(default=False, help_text="Máy người gửi đã làm phép thử")
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    public_text = models.TextField(blank=True, help_text="Lời ai cũng đọc được, chỗ riêng đã che")
    public_name = models.CharField(max_length=160, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    rule = models.CharField(max_length=40, blank=True, help_text="Khóa trong law/moderation.yaml")
    reason = models.CharField(max_length=500, blank=True, help_text="Nói thêm vì sao")
    decided_by = _officer()
    decided_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "removed"]) | ~Q(rule=""),
                name="refused_comment_names_its_rule",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | ~Q(public_text=""),
                name="shown_comment_has_words",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "removed"]) | Q(published_at__isnull=False),
                name="shown_comment_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["waiting", "declined"]) | Q(published_at__isnull=True),
                name="comment_not_shown_has_no_moment",
            ),
        ]
        indexes = [
            # What a page below an article reads, in its order.
            models.Index(
                fields=["thread", "-published_at", "-id"],
                condition=Q(published_at__isnull=False),
                name="comment_below_an_article",
            ),
            models.Index(fields=["unit", "state", "sent_at", "id"], name="comment_of_a_desk"),
            models.Index(
                fields=["decided_at"],
                condition=Q(state__in=["declined", "removed"]) & ~Q(text=""),
                name="comment_to_forget",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("comments:mine", args=[self.code])

    @property
    def subject(self) -> str:
        return f"comment:{self.code}"

    @property
    def secret(self) -> str:
        """The key of the writer, derived, so that only its hash lies here."""
        return receipts.secret_of(self.submission_key, salt=_SALT)


class Appeal(models.Model):
    """A writer asks, once, that another moderator looks at a refusal again."""

    comment = models.OneToOneField(Comment, on_delete=models.PROTECT, related_name="appeal")
    duty = models.OneToOneField(Duty, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=1000, help_text="Lời của người viết")
    was = models.CharField(max_length=10, choices=Comment.State, help_text="Quyết định bị hỏi lại")
    rule = models.CharField(max_length=40, help_text="Quy tắc của quyết định ấy")
    first_by = _officer(help_text="Người quyết định lần đầu")
    lodged_at = models.DateTimeField()
    is_upheld = models.BooleanField(null=True, help_text="Đúng: giữ quyết định; sai: đăng lại")
    reason = models.CharField(max_length=1000, blank=True)
    decided_by = _officer()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, is_upheld__isnull=True, decided_by=None)
                | Q(decided_at__isnull=False, is_upheld__isnull=False) & ~Q(reason=""),
                name="decided_appeal_says_why",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(first_by__isnull=True)
                | ~Q(decided_by=models.F("first_by")),
                name="appeal_is_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comment} {self.lodged_at:%d/%m/%Y}"


class Feedback(models.Model):
    """What somebody writes to the editors; only moderators of the unit see who it was."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    article = models.ForeignKey(
        NewsPage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    title = models.CharField(max_length=255, blank=True, help_text="Tít của bài được nói tới")
    code = models.CharField(max_length=16, unique=True, help_text="Mã: TS-7K3M9QXA")
    submission_key = models.UUIDField(unique=True)
    secret_hash = models.CharField(max_length=64)
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=24, blank=True)
    email = models.EmailField(blank=True)
    text = models.TextField()
    has_proof = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    duty = models.OneToOneField(Duty, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_by = _officer()
    answered_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="answered_feedback_names_who",
            )
        ]
        indexes = [
            models.Index(fields=["unit", "sent_at", "id"], name="feedback_of_a_desk"),
            models.Index(
                fields=["answered_at"],
                condition=Q(answered_at__isnull=False),
                name="feedback_to_forget",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("comments:feedback_sent", args=[self.code])

    @property
    def subject(self) -> str:
        return f"feedback:{self.code}"

    @property
    def secret(self) -> str:
        """The key of the sender, derived, so that only its hash lies here."""
        return receipts.secret_of(self.submission_key, salt=_SALT)


class SpentProof(models.Model):
    """Work that was already used; it says nothing about who did it."""

    challenge = models.CharField(max_length=64, primary_key=True)
    until = models.DateTimeField(db_index=True, help_text="Sau lúc này phép thử tự hết hạn")

    def __str__(self) -> str:
        return self.challenge[:8]
