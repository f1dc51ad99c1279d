"""A denunciation: a code, its dates, who may open it, and boxes that nobody else reads."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kheo.foundation.units.models import Body, Unit
from kheo.oversee.denunciations.models.keys import Board, OfficerKey

PREFIX = "denunciation"
OPEN_STAGES = ["received", "accepted", "concluded"]


class Numbering(models.Model):
    """The last number of a unit's book in a year; it moves with the case or not at all."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"], name="one_denunciation_numbering_per_unit_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"


class Case(models.Model):
    """One denunciation, as far as anybody may know of it."""

    class Channel(models.TextChoices):
        COUNTER = "counter", _("Trực tiếp")
        POST = "post", _("Qua bưu điện")
        PASSED = "passed", _("Nơi khác chuyển đến")
        TAKEN = "taken", _("Từ đơn đã nhận")
        WEB = "web", _("Qua mạng")

    class Stage(models.TextChoices):
        RECEIVED = "received", _("Đang xử lý ban đầu")
        ACCEPTED = "accepted", _("Đang giải quyết")
        CONCLUDED = "concluded", _("Đã kết luận")
        SETTLED = "settled", _("Đã xong")
        REFUSED = "refused", _("Không thụ lý")
        FORWARDED = "forwarded", _("Chuyển nơi có thẩm quyền")
        INVESTIGATED = "investigated", _("Chuyển cơ quan điều tra")
        USED = "used", _("Chuyển phục vụ quản lý")
        FILED = "filed", _("Lưu đơn")
        WITHDRAWN = "withdrawn", _("Người tố cáo đã rút")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission_key = models.UUIDField(unique=True)
    code = models.CharField(max_length=24, help_text="Mã ngẫu nhiên, không nói lên điều gì")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(help_text="Số trong sổ của đơn vị, không hở")
    channel = models.CharField(max_length=8, choices=Channel)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.RECEIVED)
    ground = models.CharField(max_length=40, blank=True, help_text="Căn cứ, law/grounds.yaml")
    received_at = models.DateTimeField()
    registered_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    keep_until = models.DateField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    # One more each time the box gets new keys.
    epoch = models.PositiveIntegerField(default=1)
    is_to_rekey = models.BooleanField(default=False, help_text="Có người vừa thôi giữ khóa")
    board = models.ForeignKey(
        Board, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    board_sealed = models.BinaryField(blank=True, default=b"")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="one_denunciation_per_code"),
            models.UniqueConstraint(
                fields=["unit", "year", "number"],
                name="one_denunciation_per_number_of_a_unit_and_year",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=OPEN_STAGES, ended_at__isnull=True)
                | ~Q(stage__in=OPEN_STAGES) & Q(ended_at__isnull=False),
                name="open_denunciation_has_not_ended",
            ),
            models.CheckConstraint(
                condition=Q(registered_at__gte=F("received_at")),
                name="denunciation_is_registered_after_it_came",
            ),
            models.CheckConstraint(
                condition=~Q(stage="refused") | ~Q(ground=""),
                name="refused_denunciation_names_its_ground",
            ),
            models.CheckConstraint(
                condition=Q(board__isnull=True, board_sealed=b"")
                | Q(board__isnull=False) & (~Q(board_sealed=b"") | Q(erased_at__isnull=False)),
                name="board_of_a_denunciation_holds_its_keys",
            ),
        ]
        indexes = [models.Index(fields=["unit", "received_at"], name="denunciation_of_unit")]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("denunciations:case", args=[self.code])

    @property
    def subject(self) -> str:
        """Name this case to the duties and the log: the code and nothing else."""
        return f"{PREFIX}:{self.code}"

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN_STAGES


class Grant(models.Model):
    """The keys of a case, sealed to one person; ended, nothing of them is left."""

    class Role(models.TextChoices):
        OFFICER = "officer", _("Người được giao")
        MEMBER = "member", _("Thành viên tổ xác minh")
        DECIDER = "decider", _("Người giải quyết")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="grants")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seal_grants"
    )
    key = models.ForeignKey(OfficerKey, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=Role)
    knows_identity = models.BooleanField(default=True, help_text="Biết người tố cáo là ai")
    sealed = models.BinaryField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(ended_at__isnull=True),
                name="one_living_grant_per_case_and_person",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) & ~Q(sealed=b"")
                | Q(ended_at__isnull=False, sealed=b""),
                name="ended_grant_keeps_no_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.person_id}"


class Paper(models.Model):
    """One sealed piece of writing of a case."""

    class Kind(models.TextChoices):
        IDENTITY = "identity", _("Người tố cáo")
        CONTENT = "content", _("Nội dung tố cáo")
        ADDITION = "addition", _("Nội dung bổ sung")
        ASIDE = "aside", _("Không tham gia")
        MINUTES = "minutes", _("Biên bản làm việc")
        EVIDENCE = "evidence", _("Thông tin, tài liệu, bằng chứng")
        NOTE = "note", _("Ghi chép xác minh")
        DECISION = "decision", _("Quyết định")
        DONE = "done", _("Việc đã làm")
        PROTECTION = "protection", _("Bảo vệ người tố cáo")
        WITHDRAWAL = "withdrawal", _("Rút tố cáo")
        CONCLUSION = "conclusion", _("Kết luận")
        REDACTION = "redaction", _("Bản che để công khai")

    class Drawer(models.TextChoices):
        CONTENT = "content", _("Nội dung")
        IDENTITY = "identity", _("Danh tính")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="papers")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    drawer = models.CharField(max_length=8, choices=Drawer, default=Drawer.CONTENT)
    sealed = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(sealed=b""), name="sealed_paper_holds_something"),
            models.CheckConstraint(
                condition=~Q(kind="identity") | Q(drawer="identity"),
                name="identity_lies_in_its_drawer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind}"


class SealedFile(models.Model):
    """A file of a case: noise under a random name; what it is called is sealed too."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="files")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    path = models.CharField(max_length=120, unique=True)
    sealed_name = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.uid}"
