"""Letters that were issued here, numbered without gaps."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kheo.foundation.documents.letters.definitions import all_letters
from kheo.foundation.documents.models.files import StoredFile
from kheo.foundation.units.models import Body, Post


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
