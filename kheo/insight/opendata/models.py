"""Editions: what the files of a data set held at a moment, with their sizes and checksums."""

from django.db import models
from django.db.models import Q


class Edition(models.Model):
    """The current files of a data set, or those fixed for a month so that a citation stays."""

    dataset = models.CharField(max_length=60, help_text="Khóa bộ dữ liệu: don-vi")
    month = models.CharField(
        max_length=7, blank=True, help_text="Bản cố định của tháng: 2026-11; trống: bản hiện hành"
    )
    made_at = models.DateTimeField(help_text="Lúc nội dung này được làm ra")
    checked_at = models.DateTimeField(help_text="Lần cuối so lại với dữ liệu gốc")
    log_entry = models.BigIntegerField(
        default=0, help_text="Mục cuối của nhật ký khi so; không có mục mới thì không đọc lại"
    )
    rows = models.PositiveBigIntegerField(help_text="Số dòng")
    files = models.JSONField(help_text="đuôi tệp → size, sha256, path")
    sample = models.JSONField(default=list, help_text="Vài dòng đầu để xem trên trang")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "month"], name="one_edition_per_dataset_and_month"
            ),
            models.CheckConstraint(
                condition=Q(month="") | Q(month__regex=r"^\d{4}-(0[1-9]|1[0-2])$"),
                name="edition_is_current_or_of_a_month",
            ),
            models.CheckConstraint(
                condition=Q(checked_at__gte=models.F("made_at")),
                name="edition_is_checked_after_it_is_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dataset} {self.month}".strip()
