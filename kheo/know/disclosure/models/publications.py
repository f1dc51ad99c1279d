"""One content that has to be public: of which item, after which document, by which day."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from kheo.foundation.documents.models import OfficialDocument, StoredFile
from kheo.foundation.units.models import Body, Unit

LONGEST_TITLE = 300
LONGEST_REASON = 500
SUBJECT = "publication:"


class PublicationQuerySet(models.QuerySet["Publication"]):
    def standing(self) -> "PublicationQuerySet":
        """Leave out what was withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def owed(self) -> "PublicationQuerySet":
        """What still waits for complete acts."""
        return self.standing().filter(completed_on__isnull=True)

    def late(self, *, today: date) -> "PublicationQuerySet":
        return self.owed().filter(due_on__lt=today)

    def public(self) -> "PublicationQuerySet":
        """What strangers may read of: shown somewhere or on this site, and not closed since."""
        shown = Q(shown_since__isnull=False) | Q(published_at__isnull=False)
        return self.standing().filter(shown, closed_at__isnull=True)

    def readable(self) -> "PublicationQuerySet":
        """What strangers read here in full, with its files."""
        return self.standing().filter(published_at__isnull=False, closed_at__isnull=True)

    def with_names(self) -> "PublicationQuerySet":
        return self.select_related("unit", "body", "document")


class Publication(models.Model):
    """One content of one item, owed by one body: for a period, or after a decision.

    A periodic row is opened before there is a document (`opened_by_rule`) and filled later; a row
    of an event begins with its decision.
    """

    submission_key = models.UUIDField(
        unique=True, help_text="Khóa của một lần ghi; bấm hai lần vẫn là một nội dung"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="publications", db_index=False
    )
    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        related_name="publications",
        help_text="Cơ quan phải công khai",
    )
    list_key = models.CharField(max_length=40, help_text="Danh mục: commune_2022")
    item_key = models.CharField(max_length=60, help_text="Nội dung: ngan_sach")
    title = models.CharField(max_length=LONGEST_TITLE)
    summary = models.TextField(blank=True, help_text="Nội dung chính, ai cũng đọc được")
    period = models.CharField(
        max_length=20, blank=True, help_text="Kỳ: 2026, 2026-H1, 2026-Q3; trống: theo sự việc"
    )
    year = models.PositiveSmallIntegerField(help_text="Năm của kỳ hoặc của văn bản")
    opened_by_rule = models.BooleanField(
        default=False, help_text="Mở theo kỳ, trước khi có văn bản"
    )
    document = models.ForeignKey(
        OfficialDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
        help_text="Văn bản trong sổ",
    )
    numbered = models.CharField(
        max_length=60, blank=True, help_text="Số, ký hiệu như in: 15/KH-UBND"
    )
    decided_on = models.DateField(
        null=True, blank=True, help_text="Ngày ban hành văn bản; hạn công khai tính từ ngày này"
    )
    files = models.ManyToManyField(
        StoredFile, blank=True, related_name="+", help_text="Tệp công khai kèm theo"
    )
    due_on = models.DateField(help_text="Hạn công khai; theo hạn của việc")
    rule_code = models.CharField(max_length=40, help_text="Quy định của hạn")
    next_due_on = models.DateField(
        null=True, blank=True, help_text="Nội dung định kỳ: ngày kỳ sau phải công khai xong"
    )
    shown_since = models.DateField(
        null=True, blank=True, help_text="Ngày đầu tiên có nơi công khai"
    )
    shown_until = models.DateField(
        null=True, blank=True, help_text="Ngày cuối còn nơi công khai; trống: chưa định ngày"
    )
    completed_on = models.DateField(
        null=True, blank=True, help_text="Ngày đủ hình thức bắt buộc, có bằng chứng, đủ thời gian"
    )
    published_at = models.DateTimeField(null=True, blank=True, help_text="Đăng trên trang này")
    names_people = models.BooleanField(default=False, help_text="Có nêu tên người")
    public_until = models.DateField(
        null=True, blank=True, help_text="Ngày cuối được đọc trên trang này"
    )
    closed_at = models.DateTimeField(null=True, blank=True, help_text="Đã gỡ khỏi trang này")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="Trống: mở theo kỳ",
    )
    changed_at = models.DateTimeField(help_text="Hai người cùng sửa: ai thấy bản cũ thì được báo")
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
    is_demo = models.BooleanField(default=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "list_key", "item_key", "period"],
                condition=Q(opened_by_rule=True),
                name="one_expected_publication_per_period",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="publication_has_a_title"),
            models.CheckConstraint(
                condition=Q(opened_by_rule=False) | ~Q(period=""),
                name="expected_publication_names_its_period",
            ),
            models.CheckConstraint(
                condition=Q(opened_by_rule=True) | Q(decided_on__isnull=False),
                name="publication_of_an_event_has_its_decision",
            ),
            models.CheckConstraint(
                condition=Q(completed_on__isnull=True) | Q(shown_since__isnull=False),
                name="complete_publication_was_shown",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(decided_on__isnull=False),
                name="published_content_has_its_document",
            ),
            models.CheckConstraint(
                condition=Q(names_people=False)
                | Q(published_at__isnull=True)
                | Q(public_until__isnull=False),
                name="published_names_have_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
                name="withdrawn_publication_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "list_key", "item_key", "-year"], name="publications_of_a_unit"
            ),
            models.Index(fields=["list_key", "year"], name="publications_of_a_year"),
            models.Index(
                fields=["public_until"],
                condition=Q(closed_at__isnull=True, public_until__isnull=False),
                name="publications_to_close",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("disclosure:publication", args=[self.unit.code, self.pk])

    @property
    def subject(self) -> str:
        return f"{SUBJECT}{self.pk}"

    @property
    def has_content(self) -> bool:
        """Say whether there is a document yet to be shown."""
        return self.decided_on is not None

    def is_readable(self, *, today: date) -> bool:
        """Say whether strangers read the content here on a day."""
        is_open = self.published_at is not None and self.closed_at is None
        is_over = self.public_until is not None and self.public_until < today
        return is_open and not is_over and self.withdrawn_at is None
