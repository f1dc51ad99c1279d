"""Words that everybody may read because a person has confirmed them."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Sha256(models.Func):
    """The SHA-256 of a text, as PostgreSQL computes it without extensions."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = models.CharField()


class Wording(models.Model):
    """Words that a person has confirmed for everybody to read, and what was taken out of them."""

    subject = models.CharField(max_length=120, help_text="Hồ sơ, ví dụ: petition:123")
    part = models.CharField(max_length=40, help_text="Phần công khai: title, text, decision…")
    text = models.TextField(help_text="Lời được công khai")
    sha256 = models.CharField(max_length=64, help_text="Băm của lời được công khai")
    marks = models.JSONField(
        default=list, help_text="Đã gợi ý bỏ gì, cán bộ bỏ hay giữ; không chứa lời bị bỏ"
    )
    keep_reason = models.CharField(
        max_length=500, blank=True, help_text="Vì sao giữ điều chắc chắn cho biết một người"
    )
    needs_second = models.BooleanField(
        default=False, help_text="Phải có người thứ hai xem lại mới công khai"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="Đã thay bằng lời khác, hoặc thôi công khai"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "part"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_current_wording_of_a_part",
            ),
            models.CheckConstraint(
                condition=Q(sha256=Sha256("text")), name="wording_is_what_was_confirmed"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="wording_says_something"),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True, checked_at__isnull=True)
                | Q(checked_by__isnull=False, checked_at__isnull=False)
                & ~Q(checked_by=models.F("confirmed_by")),
                name="wording_is_checked_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.part}"

    @property
    def is_public(self) -> bool:
        """Say whether everybody may read it now."""
        is_checked = not self.needs_second or self.checked_at is not None
        return self.withdrawn_at is None and is_checked
