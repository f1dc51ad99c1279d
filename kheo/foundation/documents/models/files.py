"""Files as they lie in private storage, and what everybody gets instead of one."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse


class StoredFile(models.Model):
    """One uploaded file; who may read it is asked of the room that holds it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    holder = models.CharField(
        max_length=40, db_index=True, help_text="Phòng giữ tệp, ví dụ: petition.photo"
    )
    subject = models.CharField(
        max_length=120, db_index=True, help_text="Hồ sơ có tệp, ví dụ: petition:123"
    )
    name = models.CharField(max_length=150, help_text="Tên an toàn để tải về")
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="Số byte")
    sha256 = models.CharField(max_length=64, db_index=True)
    path = models.CharField(max_length=200, unique=True, help_text="Nơi nằm trong kho riêng")
    small_path = models.CharField(
        max_length=200, blank=True, help_text="Ảnh nhỏ để xem trên trang; trống: không phải ảnh"
    )
    keeps_metadata = models.BooleanField(
        default=False, help_text="Người gửi giữ vị trí, thời gian chụp làm bằng chứng"
    )
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="stored_file_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return reverse("documents:file", args=[self.key])

    @property
    def cover_url(self) -> str:
        return reverse("documents:cover", args=[self.key])

    @property
    def is_picture(self) -> bool:
        return bool(self.small_path)


class PublicCopy(models.Model):
    """What everybody gets instead of a file: its pages or picture, painted over by an officer."""

    original = models.OneToOneField(
        StoredFile, on_delete=models.CASCADE, related_name="public_copy"
    )
    copy = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="copy_of")
    boxes = models.JSONField(default=list, help_text="Chỗ đã che: trang, trái, trên, rộng, cao (%)")
    pages = models.PositiveSmallIntegerField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(original=models.F("copy")), name="public_copy_is_another_file"
            ),
        ]

    def __str__(self) -> str:
        return str(self.copy)
