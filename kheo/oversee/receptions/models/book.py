"""The book of receptions: who came with how many people, with what, and what they were told.

Turns, people, matters and groups are four counts: a Visit is a turn, its `people` are people,
its Matters are matters, and a visit of many people on one matter is a group.
A denunciation leaves nothing here but its kind and a code; the database holds to it.
"""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kheo.foundation.duties.models import Duty
from kheo.foundation.units.models import Body, Post, Unit
from kheo.oversee.petitions.models import Petition
from kheo.oversee.receptions.models.bookings import Booking, Ticket
from kheo.oversee.receptions.models.sessions import Session

LONGEST_CONTENT = 8000
LONGEST_WORDS = 1000


class Numbering(models.Model):
    """The last number of a unit's book in a year; it moves with the visit or not at all."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_reception_book_per_year")
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Visit(models.Model):
    """One turn: people who came together, once."""

    submission_key = models.UUIDField(unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(help_text="Số trong sổ tiếp công dân của năm")
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="visits"
    )
    booking = models.OneToOneField(
        Booking, on_delete=models.PROTECT, null=True, blank=True, related_name="visit"
    )
    ticket = models.OneToOneField(
        Ticket, on_delete=models.PROTECT, null=True, blank=True, related_name="visit"
    )
    kind = models.CharField(max_length=12, choices=Session.Kind, default=Session.Kind.REGULAR)
    is_online = models.BooleanField(default=False, help_text="Tiếp trực tuyến")
    received_at = models.DateTimeField()
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    leader = models.ForeignKey(
        Post,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="Lãnh đạo tiếp",
    )
    delegated_by = models.ForeignKey(
        Post,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="Người đứng đầu đã ủy quyền; từ 01/7/2026 chủ tịch không được ủy quyền",
    )
    name = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=200, blank=True)
    identity = models.CharField(max_length=20, blank=True, help_text="Số giấy tờ tùy thân")
    phone = models.CharField(max_length=20, blank=True)
    people = models.PositiveIntegerField(default=1, help_text="Bao nhiêu người cùng đến")
    is_group = models.BooleanField(default=False, help_text="Đoàn đông người theo luật")
    speakers = models.CharField(max_length=500, blank=True, help_text="Người đại diện của đoàn")
    is_sealed = models.BooleanField(
        default=False, help_text="Tố cáo: sổ chỉ ghi TC và mã, không ghi ai"
    )
    refusal_ground = models.CharField(
        max_length=40, blank=True, help_text="Căn cứ từ chối, trong law/grounds.yaml"
    )
    refusal_note = models.CharField(max_length=LONGEST_WORDS, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    folded = models.TextField(blank=True, help_text="Lời trong sổ, không dấu, để tìm")
    search = models.GeneratedField(
        expression=SearchVector("folded", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"], name="one_visit_per_number_of_a_book"
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="visit_has_somebody"),
            models.CheckConstraint(
                condition=Q(is_sealed=False)
                | Q(name="", address="", identity="", phone="", speakers="", folded="")
                & Q(booking__isnull=True, refusal_note=""),
                name="sealed_visit_names_nobody",
            ),
            models.CheckConstraint(
                condition=Q(refusal_ground="", refusal_note="")
                | ~Q(refusal_ground="") & ~Q(refusal_note=""),
                name="refused_visit_names_ground_and_facts",
            ),
            models.CheckConstraint(
                condition=Q(delegated_by__isnull=True) | Q(leader__isnull=False),
                name="delegated_visit_names_who_sat_in",
            ),
            models.CheckConstraint(
                condition=Q(written_at__gte=F("received_at")),
                name="visit_is_written_after_it_took_place",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-received_at", "-id"], name="visit_newest_of_unit"),
            models.Index(fields=["-received_at", "-id"], name="visit_newest"),
            GinIndex(fields=["search"], name="visit_words"),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"

    def get_absolute_url(self) -> str:
        return reverse("receptions:visit", args=[self.pk])

    @property
    def subject(self) -> str:
        return f"visit:{self.pk}"

    @property
    def who(self) -> str:
        """Name who came as the book may: nobody where a denouncer is protected."""
        return "TC" if self.is_sealed else self.name


class Matter(models.Model):
    """One thing that a visit was about."""

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", _("Khiếu nại")
        DENUNCIATION = "denunciation", _("Tố cáo")
        PROPOSAL = "proposal", _("Kiến nghị")
        FEEDBACK = "feedback", _("Phản ánh")
        INFORMATION = "information", _("Yêu cầu cung cấp thông tin")

    class Handling(models.TextChoices):
        ACCEPTED = "accepted", _("Tiếp nhận để giải quyết")
        GUIDED = "guided", _("Trả lại đơn và hướng dẫn")
        FORWARDED = "forwarded", _("Chuyển đến nơi có thẩm quyền")
        ANSWERED = "answered", _("Trả lời ngay tại buổi tiếp")
        REFUSED = "refused", _("Không tiếp nhận, có lý do")

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="matters")
    submission_key = models.UUIDField(unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    content = models.TextField(blank=True)
    earlier_bodies = models.CharField(
        max_length=500, blank=True, help_text="Cơ quan đã giải quyết trước đó"
    )
    papers = models.CharField(
        max_length=LONGEST_WORDS, blank=True, help_text="Giấy tờ đã nhận, ghi từng loại"
    )
    earlier = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="later",
        help_text="Lần tiếp trước về cùng vụ việc; trống là lần đầu",
    )
    duty = models.OneToOneField(
        Duty, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    handling = models.CharField(max_length=10, choices=Handling, blank=True)
    result = models.TextField(blank=True, help_text="Kết quả đã báo cho người đến")
    told_at = models.DateTimeField(null=True, blank=True)
    petition = models.OneToOneField(
        Petition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Đơn sinh ra từ buổi tiếp",
    )
    sealed_code = models.CharField(max_length=40, blank=True, help_text="Mã của vụ tố cáo")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="denunciation")
                | Q(content="", earlier_bodies="", papers="", result="", petition__isnull=True)
                & Q(duty__isnull=True, earlier__isnull=True)
                & ~Q(sealed_code=""),
                name="denounced_matter_leaves_a_code_and_no_word",
            ),
            models.CheckConstraint(
                condition=Q(kind="denunciation") | ~Q(content="") & Q(sealed_code=""),
                name="matter_says_what_it_is_about",
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True, handling="", result="")
                | Q(told_at__isnull=False) & ~Q(handling="") & ~Q(result=""),
                name="told_matter_has_its_result",
            ),
            models.CheckConstraint(
                condition=Q(earlier__isnull=True) | Q(earlier__lt=F("id")),
                name="repeated_matter_came_after_the_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.visit_id}"

    @property
    def subject(self) -> str:
        return f"matter:{self.pk}"

    @property
    def is_repeated(self) -> bool:
        return self.earlier_id is not None

    @property
    def is_denunciation(self) -> bool:
        return self.kind == self.Kind.DENUNCIATION


class Promise(models.Model):
    """What was promised at a reception, by whom and until when: a duty like every other."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="promises")
    submission_key = models.UUIDField(unique=True)
    words = models.CharField(max_length=300)
    until = models.DateField()
    duty = models.OneToOneField(Duty, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.words
