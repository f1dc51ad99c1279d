"""Files as they lie in private storage."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from kheo.foundation.documents.letters.definitions import all_letters
from kheo.foundation.units.models import Body, Post


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


class LetterNumbering(models.Model):
    """The last number that a body gave under a sign in a year; it moves with the letter."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT)
    sign = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "sign", "year"], name="one_numbering_per_body_sign_and_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sign} {self.year}: {self.last}"


class IssuedLetter(models.Model):
    """A letter that has its number; its words lie in the files, none of them here.

    The database refuses every change but one: the files may go, where a record must be forgotten.
    """

    submission_key = models.UUIDField(
        unique=True, help_text="Khóa của một lần phát hành; bấm hai lần vẫn là một văn bản"
    )
    key = models.CharField(max_length=60, help_text="Khóa mẫu trong law/letters.yaml")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, db_index=False)
    sign = models.CharField(max_length=40, help_text="Ký hiệu: TB-UBND")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    signer = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    subject = models.CharField(max_length=120, db_index=True, help_text="Hồ sơ: petition:123")
    word = models.OneToOneField(
        StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    pdf = models.OneToOneField(
        StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_sealed = models.BooleanField(
        default=False, help_text="Bản chữ nằm trong niêm phong của vụ việc, không lưu ở đây"
    )
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "sign", "year", "number"], name="one_letter_per_number_of_a_year"
            ),
            models.CheckConstraint(
                condition=Q(is_sealed=False) | Q(word__isnull=True, pdf__isnull=True),
                name="sealed_letter_keeps_no_file",
            ),
        ]

    def __str__(self) -> str:
        return self.numbered

    @property
    def numbered(self) -> str:
        return f"{self.number:02d}/{self.sign}"

    @property
    def name(self) -> str:
        """What kind of letter it is, as law/letters.yaml calls it today."""
        definition = all_letters().get(self.key)
        return definition.vi if definition else self.key


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
