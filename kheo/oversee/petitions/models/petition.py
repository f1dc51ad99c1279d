"""What people send, what was answered, and what they thought of it.

The database itself refuses an answered petition without an answer, a rating of
nothing, a second reopening, and a published petition without published words.
"""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kheo.foundation.duties.models import Duty
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions import kinds

LONGEST_TITLE = 160
LONGEST_TEXT = 8000
OPEN_STATES = ["received", "routed", "underway", "asking", "reopened"]
CLOSED_STATES = ["answered", "redirected", "withdrawn", "filed", "joined", "sealed"]


class PetitionQuerySet(models.QuerySet["Petition"]):
    def open(self) -> "PetitionQuerySet":
        return self.filter(state__in=Petition.OPEN)

    def for_lists(self) -> "PetitionQuerySet":
        """Bring along what every list shows, in the same query, and leave long texts behind."""
        return self.select_related("unit", "duty").defer(
            "text", "folded", "public_folded", "search", "public_search", "duty__explanation"
        )


class Petition(models.Model):
    """One thing that one person wants seen to."""

    class Kind(models.TextChoices):
        FEEDBACK = "feedback", _("Phản ánh")
        PROPOSAL = "proposal", _("Kiến nghị")
        COMPLAINT = "complaint", _("Khiếu nại")
        INFORMATION = "information", _("Yêu cầu cung cấp thông tin")

    class Channel(models.TextChoices):
        WEB = "web", _("Qua mạng")
        COUNTER = "counter", _("Tại quầy")
        PHONE = "phone", _("Qua điện thoại")
        POST = "post", _("Qua bưu điện")
        EMAIL = "email", _("Qua thư điện tử")

    class State(models.TextChoices):
        RECEIVED = "received", _("Đã nhận")
        ROUTED = "routed", _("Đã chuyển xử lý")
        UNDERWAY = "underway", _("Đang xử lý")
        ASKING = "asking", _("Chờ bổ sung")
        REOPENED = "reopened", _("Mở lại")
        ANSWERED = "answered", _("Đã trả lời")
        REDIRECTED = "redirected", _("Đã hướng dẫn nơi khác")
        WITHDRAWN = "withdrawn", _("Người gửi đã rút")
        FILED = "filed", _("Đã lưu đơn")
        JOINED = "joined", _("Đã nhập vào đơn khác")
        SEALED = "sealed", _("Đã chuyển sang kênh được bảo vệ")

    OPEN = (State.RECEIVED, State.ROUTED, State.UNDERWAY, State.ASKING, State.REOPENED)
    CLOSED = tuple(map(State, CLOSED_STATES))
    REOPENABLE = (State.ANSWERED, State.REDIRECTED)

    code = models.CharField(max_length=24, help_text="Mã theo dõi: SL-26-00412")
    submission_key = models.UUIDField(
        unique=True, help_text="Khóa của một lần gửi; gửi hai lần vẫn là một đơn"
    )
    secret_hash = models.CharField(max_length=64, help_text="Băm của khóa trên giấy biên nhận")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.FEEDBACK)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    heading = models.CharField(max_length=LONGEST_TITLE, help_text="Tiêu đề theo lời người gửi")
    text = models.TextField(help_text="Nguyên văn lời người gửi")
    place = models.CharField(max_length=300, blank=True, help_text="Chỗ nào, theo lời người gửi")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    # No index of its own: three below begin with it.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, db_index=False)
    routing_reason = models.CharField(max_length=300, help_text="Vì sao chuyển đơn vị này")
    duty = models.OneToOneField(Duty, on_delete=models.PROTECT, related_name="+")

    sender_name = models.CharField(max_length=120, blank=True)
    sender_phone = models.CharField(max_length=20, blank=True)
    sender_email = models.EmailField(blank=True)
    wants_public = models.BooleanField(
        default=True, help_text="Người gửi đồng ý công khai nội dung, không công khai tên"
    )

    is_public = models.BooleanField(default=False, help_text="Văn thư đã duyệt công khai")
    public_title = models.CharField(max_length=LONGEST_TITLE, blank=True)
    public_text = models.TextField(blank=True)
    are_photos_public = models.BooleanField(default=False)

    topic = models.CharField(max_length=40, blank=True, help_text="Lĩnh vực, trong law/topics.yaml")
    is_urgent = models.BooleanField(default=False, help_text="Khẩn: nguy hiểm đến người, tài sản")
    people = models.PositiveIntegerField(default=1, help_text="Bao nhiêu người cùng đứng tên")
    representatives = models.TextField(blank=True, help_text="Người đại diện, mỗi người một dòng")
    joined_to = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="joined",
        help_text="Đơn được theo dõi và trả lời chung",
    )
    fingerprint = ArrayField(
        models.IntegerField(),
        default=list,
        blank=True,
        help_text="Dấu vân của lời, để tìm đơn trùng",
    )

    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, choices=Duty.Outcome, blank=True)
    refusal_ground = models.CharField(
        max_length=40, blank=True, help_text="Căn cứ từ chối, trong law/grounds.yaml"
    )
    absorbed = models.TextField(blank=True, help_text="Đã tiếp thu điều gì")
    no_proof_reason = models.CharField(
        max_length=300, blank=True, help_text="Vì sao trả lời không kèm bằng chứng"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    is_answered_late = models.BooleanField(default=False, help_text="Trả lời sau hạn")
    rating = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Từ 1 đến 5")
    rating_comment = models.CharField(max_length=500, blank=True)
    rated_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopen_reason = models.CharField(max_length=1000, blank=True)
    earlier_answer = models.TextField(blank=True, help_text="Câu trả lời trước khi mở lại")
    earlier_answered_at = models.DateTimeField(null=True, blank=True)
    was_answered_late = models.BooleanField(default=False)
    earlier_rating = models.PositiveSmallIntegerField(null=True, blank=True)
    earlier_rated_at = models.DateTimeField(null=True, blank=True)

    received_at = models.DateTimeField(help_text="Lúc nhận; giấy có thể nhận trước lúc nhập")
    registered_at = models.DateTimeField(help_text="Lúc vào sổ")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    folded = models.TextField(blank=True, help_text="Mọi lời, không dấu, cho cán bộ tìm")
    public_folded = models.TextField(blank=True, help_text="Lời đã công khai, không dấu")
    search = models.GeneratedField(
        expression=SearchVector("folded", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    public_search = models.GeneratedField(
        expression=SearchVector("public_folded", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    is_demo = models.BooleanField(default=False)

    objects = PetitionQuerySet.as_manager()

    class Meta:
        constraints = [
            # Not `unique=True`, which would keep a second index for LIKE on every write.
            models.UniqueConstraint(fields=["code"], name="one_petition_per_code"),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED_STATES, answered_at__isnull=False) & ~Q(answer="")
                | ~Q(state__in=CLOSED_STATES)
                & Q(answered_at__isnull=True, answer="", rating__isnull=True),
                name="answered_petition_has_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True, rated_at__isnull=True)
                | Q(rating__isnull=False, rated_at__isnull=False, rating__gte=1, rating__lte=5),
                name="rating_goes_from_one_to_five",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopen_reason="", earlier_answer="")
                | Q(reopened_at__isnull=False) & ~Q(reopen_reason="") & ~Q(earlier_answer=""),
                name="reopened_petition_says_why_and_keeps_the_answer",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | ~Q(public_title="") & ~Q(public_text=""),
                name="public_petition_has_public_words",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="position_is_whole_and_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(registered_at__gte=F("received_at")),
                name="petition_is_registered_after_it_came",
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="petition_comes_from_somebody"),
            models.CheckConstraint(
                condition=~Q(joined_to=F("id")), name="petition_is_not_joined_to_itself"
            ),
            models.CheckConstraint(
                condition=~Q(state="sealed")
                | Q(
                    sender_name="",
                    sender_phone="",
                    sender_email="",
                    representatives="",
                    folded="",
                    public_folded="",
                    is_public=False,
                ),
                name="sealed_petition_names_nobody",
            ),
        ]
        indexes = [
            models.Index(fields=["received_at", "id"], name="petition_newest"),
            models.Index(fields=["unit", "received_at", "id"], name="petition_newest_of_unit"),
            models.Index(fields=["state", "received_at", "id"], name="petition_newest_of_state"),
            models.Index(
                fields=["received_at", "id"],
                condition=Q(state__in=OPEN_STATES),
                name="petition_open",
            ),
            models.Index(
                fields=["unit", "received_at", "id"],
                condition=Q(state__in=OPEN_STATES),
                name="petition_open_of_unit",
            ),
            models.Index(
                fields=["kind", "received_at", "id"],
                condition=Q(kind__in=["complaint", "information"]),
                name="petition_newest_of_rare_kind",
            ),
            models.Index(
                fields=["received_at", "id"],
                condition=Q(is_urgent=True),
                name="petition_newest_urgent",
            ),
            models.Index(
                fields=["topic", "received_at", "id"],
                condition=~Q(topic=""),
                name="petition_newest_of_topic",
            ),
            models.Index(
                fields=["answered_at", "id"],
                condition=Q(is_public=True, answered_at__isnull=False),
                name="petition_newest_answer",
            ),
            models.Index(
                fields=["unit", "answered_at", "id"],
                condition=Q(is_public=True, answered_at__isnull=False),
                name="petition_newest_answer_of_unit",
            ),
            GinIndex(fields=["fingerprint"], name="petition_fingerprints"),
            GinIndex(fields=["search"], name="petition_words"),
            GinIndex(fields=["public_search"], name="petition_public_words"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("petitions:track", args=[self.code])

    @property
    def subject(self) -> str:
        """Name this record to the duty, the log and the files."""
        return subject_of(self.pk)

    @property
    def title(self) -> str:
        """What everybody may read: the clerk's words once published, until then the kind alone."""
        if self.is_public:
            return self.public_title
        return _("%(kind)s chưa công khai nội dung") % {"kind": self.get_kind_display()}

    @property
    def due_on(self) -> date:
        return self.duty.due_on

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def has_contact(self) -> bool:
        return bool(self.sender_phone or self.sender_email)

    @property
    def may_be_reopened(self) -> bool:
        is_open_to_it = self.state in self.REOPENABLE and self.reopened_at is None
        return is_open_to_it and kinds.of(self).reopens


def subject_of(pk: int) -> str:
    """Write the name under which the foundation knows a petition."""
    return f"petition:{pk}"
