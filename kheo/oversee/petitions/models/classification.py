"""What the clerk decided about a petition, every time, with the reason; nothing is overwritten."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kheo.oversee.petitions.models.petition import Petition


class Classification(models.Model):
    """One decision: which conditions were found, what is done about them, and why."""

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="classifications")
    conditions = ArrayField(
        models.CharField(max_length=40), help_text="Khóa trong law/classification.yaml"
    )
    missing = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, help_text="Còn thiếu điều gì"
    )
    action = models.CharField(max_length=40, help_text="Khóa hướng xử lý")
    reason = models.CharField(max_length=1000)
    to = models.CharField(max_length=300, blank=True, help_text="Nơi nhận đơn, khi chuyển đi")
    due_on = models.DateField(null=True, blank=True, help_text="Hạn của hướng xử lý")
    keep_until = models.DateField(null=True, blank=True, help_text="Lưu đơn đến ngày")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(action="") & Q(conditions__len__gt=0),
                name="classification_says_what_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(action="file") | Q(keep_until__isnull=False),
                name="filed_petition_says_how_long_it_is_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.at:%d/%m/%Y}"
