"""Official documents (văn bản) as the register knows them, and how one stands to another.

A document of a body of ours names the body; one from above us names its issuer as printed. What
the relations do to a document (replaced, amended) is written on it by the services, so that a list
asks one table.
"""

from datetime import date

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kheo.foundation.documents.models.files import StoredFile
from kheo.foundation.units.models import Body, Unit

# What is searched, by an index of the same expression; title and number weigh more than the text.
WORDS = SearchVector("folded_title", config="simple", weight="A") + SearchVector(
    "folded", config="simple", weight="D"
)
# PostgreSQL refuses to index a text of more than about a megabyte of different words.
LONGEST_FOLDED = 200_000


class OfficialDocumentQuerySet(models.QuerySet["OfficialDocument"]):
    def standing(self) -> "OfficialDocumentQuerySet":
        """Leave out what was entered by mistake and withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def public(self) -> "OfficialDocumentQuerySet":
        """Keep what everybody may know of."""
        return self.standing().filter(visibility=OfficialDocument.Visibility.PUBLIC)

    def light(self) -> "OfficialDocumentQuerySet":
        """Leave the text of the files in the database."""
        return self.defer("folded", "folded_title")

    def in_state(self, state: str, *, today: date) -> "OfficialDocumentQuerySet":
        """Keep the documents that are in a state on a day; the order is that of `state_on`."""
        ended = Q(ended_on__lte=today)
        expired = Q(in_force_to__lt=today)
        coming = Q(in_force_from__gt=today)
        amended = Q(amended_on__lte=today)
        State = OfficialDocument.State
        conditions = {
            State.ENDED: ended | expired,
            State.COMING: coming & ~ended & ~expired,
            State.AMENDED: amended & ~ended & ~expired & ~coming,
            State.IN_FORCE: ~amended & ~ended & ~expired & ~coming,
        }
        return self.filter(conditions[State(state)])


class OfficialDocument(models.Model):
    """One document: kind, number and sign, who issued it, when, and what it is about."""

    class Level(models.TextChoices):
        CENTRAL = "central", _("Trung ương")
        PROVINCE = "province", _("Cấp tỉnh")
        DISTRICT = "district", _("Cấp huyện")
        COMMUNE = "commune", _("Cấp xã")
        VILLAGE = "village", _("Thôn, bản, tổ dân phố")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Công khai")
        INTERNAL = "internal", _("Nội bộ")

    class State(models.TextChoices):
        """Computed from dates and relations, never typed."""

        COMING = "coming", _("Chưa có hiệu lực")
        IN_FORCE = "in_force", _("Còn hiệu lực")
        AMENDED = "amended", _("Đã được sửa đổi, bổ sung")
        ENDED = "ended", _("Hết hiệu lực")

    class End(models.TextChoices):
        """What another document did to this one."""

        REPLACED = "replaced", _("Bị thay thế")
        ANNULLED = "annulled", _("Bị bãi bỏ")

    submission_key = models.UUIDField(
        unique=True, help_text="Khóa của một lần ghi; bấm hai lần vẫn là một văn bản"
    )
    kind = models.CharField(max_length=40, help_text="Khóa trong law/document_kinds.yaml")
    number = models.PositiveIntegerField(null=True, blank=True, help_text="16; trống: không số")
    sign = models.CharField(max_length=40, blank=True, help_text="Ký hiệu: CTr/TU, 2022/QH15")
    numbered = models.CharField(
        max_length=60, blank=True, help_text="Số, ký hiệu như in: 16-CTr/TU"
    )
    number_key = models.CharField(
        max_length=60, blank=True, help_text="Số, ký hiệu đã chuẩn hóa để không ghi hai lần"
    )
    year = models.PositiveSmallIntegerField(help_text="Năm của số, hoặc năm ban hành")
    issuer = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="official_documents"
    )
    issuer_name = models.CharField(max_length=200, help_text="Cơ quan ban hành như in")
    issuer_key = models.CharField(max_length=220, help_text="body:12, hoặc tên không dấu")
    level = models.CharField(max_length=10, choices=Level)
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="official_documents",
        help_text="Đơn vị của cơ quan ban hành; trống: cấp trên của tỉnh",
    )
    kept_by = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", help_text="Văn bản trong sổ của đơn vị"
    )
    title = models.CharField(max_length=1000, help_text="Trích yếu")
    field = models.CharField(max_length=40, blank=True, help_text="Khóa lĩnh vực trong dữ liệu")
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=160, blank=True)
    issued_on = models.DateField(help_text="Ngày ban hành")
    received_on = models.DateField(null=True, blank=True, help_text="Ngày đến")
    in_force_from = models.DateField(null=True, blank=True, help_text="Ngày đầu có hiệu lực")
    in_force_to = models.DateField(null=True, blank=True, help_text="Ngày cuối có hiệu lực")
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    ended_on = models.DateField(
        null=True, blank=True, help_text="Ngày đầu hết hiệu lực vì văn bản khác"
    )
    ended_how = models.CharField(max_length=10, choices=End, blank=True)
    amended_on = models.DateField(null=True, blank=True, help_text="Ngày được sửa đổi lần đầu")
    folded_title = models.TextField(blank=True, help_text="Số, trích yếu, cơ quan không dấu")
    folded = models.TextField(blank=True, help_text="Lời trong tệp, không dấu, để tìm")
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(help_text="Hai người cùng sửa: ai thấy bản cũ thì được báo")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = OfficialDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer_key", "number_key", "year"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(number_key=""),
                name="one_document_per_issuer_number_and_year",
            ),
            models.CheckConstraint(
                condition=~Q(issuer_name="") & ~Q(issuer_key=""), name="document_names_its_issuer"
            ),
            models.CheckConstraint(
                condition=Q(issuer__isnull=True) | Q(unit__isnull=False),
                name="document_of_our_body_has_its_unit",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="document_says_what_it_is_about"),
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True)
                | Q(in_force_to__isnull=True)
                | Q(in_force_to__gte=F("in_force_from")),
                name="document_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("issued_on")),
                name="document_is_received_after_it_is_issued",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_how="")
                | Q(ended_on__isnull=False) & ~Q(ended_how=""),
                name="ended_document_says_how",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
                name="withdrawn_document_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["-issued_on", "-id"], name="documents_latest"),
            models.Index(fields=["unit", "-issued_on", "-id"], name="documents_of_a_unit"),
            models.Index(fields=["kind", "-issued_on", "-id"], name="documents_of_a_kind"),
            models.Index(fields=["issuer_key", "-issued_on", "-id"], name="documents_of_issuer"),
            models.Index(fields=["level", "-issued_on", "-id"], name="documents_of_a_level"),
            models.Index(fields=["number", "year"], name="documents_of_a_number"),
            GinIndex(WORDS, name="document_words"),
        ]

    def __str__(self) -> str:
        return f"{self.numbered or self.title}"

    def get_absolute_url(self) -> str:
        return reverse("register:document", args=[self.pk])

    @property
    def is_public(self) -> bool:
        """Say whether everybody may know of it."""
        return self.visibility == self.Visibility.PUBLIC and self.withdrawn_at is None

    def state_on(self, today: date) -> "OfficialDocument.State":
        """Say what the dates and the other documents make of it on a day."""
        if self.ended_on and self.ended_on <= today:
            return self.State.ENDED
        if self.in_force_to and self.in_force_to < today:
            return self.State.ENDED
        if self.in_force_from and self.in_force_from > today:
            return self.State.COMING
        if self.amended_on and self.amended_on <= today:
            return self.State.AMENDED
        return self.State.IN_FORCE


class DocumentRelation(models.Model):
    """What one document does to another: `source` implements, amends, replaces… `target`."""

    class Kind(models.TextChoices):
        IMPLEMENTS = "implements", _("thực hiện, cụ thể hóa")
        AMENDS = "amends", _("sửa đổi, bổ sung")
        REPLACES = "replaces", _("thay thế")
        ANNULS = "annuls", _("bãi bỏ")
        GUIDES = "guides", _("hướng dẫn")
        CITES = "cites", _("căn cứ, dẫn chiếu")

    source = models.ForeignKey(
        OfficialDocument, on_delete=models.PROTECT, related_name="relations", db_index=False
    )
    target = models.ForeignKey(
        OfficialDocument, on_delete=models.PROTECT, related_name="relations_to", db_index=False
    )
    kind = models.CharField(max_length=12, choices=Kind)
    since = models.DateField(help_text="Từ ngày nào; mặc định là ngày văn bản mới có hiệu lực")
    related_at = models.DateTimeField()
    related_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target", "kind"], name="one_relation_per_pair_and_kind"
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="document_is_not_related_to_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["target", "kind", "source"], name="relations_to_a_document"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"


class DocumentVersion(models.Model):
    """One file of a document; a newer one never takes the place of an older."""

    class Reading(models.TextChoices):
        """How far the words of the file have come into the search."""

        WAITING = "waiting", _("đang đọc chữ")
        READ = "read", _("đã đọc chữ")
        RECOGNISED = "recognised", _("đã nhận dạng chữ từ ảnh")
        UNREADABLE = "unreadable", _("chưa đọc được chữ")

    document = models.ForeignKey(
        OfficialDocument, on_delete=models.PROTECT, related_name="versions", db_index=False
    )
    number = models.PositiveSmallIntegerField(help_text="Lần 1, 2, 3…")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    safe_copy = models.OneToOneField(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Bản chỉ còn hình của trang, khi tệp gốc mang thứ tự chạy",
    )
    is_active = models.BooleanField(
        default=False, help_text="Tệp gốc mang mã chạy hay tệp kèm: người ngoài chỉ nhận bản hình"
    )
    note = models.CharField(max_length=200, blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    reading = models.CharField(max_length=12, choices=Reading, default=Reading.WAITING)
    words = models.TextField(blank=True, help_text="Lời đọc được trong tệp")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="one_version_per_number_of_a_document"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"

    @property
    def public_file(self) -> StoredFile | None:
        """What everybody may download; None until a safe copy of an active file is made."""
        return self.safe_copy if self.is_active else self.file
