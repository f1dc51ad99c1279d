"""A complaint as it was lodged, and the stage it has come to.

One petition of kind complaint is one complaint; code, sender, receipt and files are
the petition's. The second instance is a petition of its own that names the first.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kheo.foundation.units.models import Body
from kheo.oversee.petitions.models import Petition

ENDED = ["decided", "refused", "withdrawn", "discontinued"]


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def with_petition(self) -> "ComplaintQuerySet":
        """Bring along what every list shows, in the same query."""
        return self.select_related("petition__unit", "petition__duty__body").defer(
            "petition__text",
            "petition__folded",
            "petition__public_folded",
            "petition__search",
            "petition__public_search",
            "petition__duty__explanation",
        )


class Complaint(models.Model):
    """What a person asks to be set right in a decision or an act of an authority."""

    class Against(models.TextChoices):
        DECISION = "decision", _("Quyết định hành chính")
        ACT = "act", _("Hành vi hành chính")
        DISCIPLINARY = "disciplinary", _("Quyết định kỷ luật cán bộ, công chức")

    class Agent(models.TextChoices):
        """Who acts for the complainant."""

        NOBODY = "nobody", _("Tự mình khiếu nại")
        GUARDIAN = "guardian", _("Người đại diện theo pháp luật")
        AUTHORISED = "authorised", _("Người được ủy quyền")
        LAWYER = "lawyer", _("Luật sư")
        LEGAL_AID = "legal_aid", _("Trợ giúp viên pháp lý")

    class Stage(models.TextChoices):
        RECEIVED = "received", _("Chờ thụ lý")
        ACCEPTED = "accepted", _("Đang giải quyết")
        SUSPENDED = "suspended", _("Tạm đình chỉ")
        DECIDED = "decided", _("Đã có quyết định")
        REFUSED = "refused", _("Không thụ lý")
        WITHDRAWN = "withdrawn", _("Đã rút khiếu nại")
        DISCONTINUED = "discontinued", _("Đình chỉ giải quyết")

    RUNNING = (Stage.RECEIVED, Stage.ACCEPTED, Stage.SUSPENDED)

    petition = models.OneToOneField(
        Petition, on_delete=models.PROTECT, primary_key=True, related_name="complaint"
    )
    instance = models.PositiveSmallIntegerField(default=1, help_text="Lần đầu hay lần hai")
    first = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seconds",
        help_text="Khiếu nại lần đầu của vụ việc này",
    )
    first_decision = models.CharField(
        max_length=200, blank=True, help_text="Số, ngày quyết định lần đầu, khi không có trong máy"
    )
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.RECEIVED)

    written_on = models.DateField(help_text="Ngày ghi trên đơn")
    address = models.CharField(max_length=300, blank=True)
    against = models.CharField(max_length=12, choices=Against, default=Against.DECISION)
    against_number = models.CharField(max_length=80, blank=True, help_text="Số quyết định")
    against_on = models.DateField(null=True, blank=True, help_text="Ngày quyết định, hành vi")
    against_whom = models.CharField(
        max_length=200, blank=True, help_text="Cơ quan, người bị khiếu nại"
    )
    against_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Cán bộ có hành vi bị khiếu nại; người này không được giải quyết",
    )
    reason = models.TextField(blank=True, help_text="Vì sao cho là trái pháp luật")
    request = models.TextField(blank=True, help_text="Người khiếu nại yêu cầu gì")
    knew_on = models.DateField(
        null=True, blank=True, help_text="Ngày nhận được hoặc biết được quyết định, hành vi"
    )
    obstacle = models.CharField(
        max_length=500, blank=True, help_text="Trở ngại làm chậm việc khiếu nại"
    )
    obstacle_since = models.DateField(null=True, blank=True)
    obstacle_until = models.DateField(null=True, blank=True)
    agent = models.CharField(max_length=10, choices=Agent, default=Agent.NOBODY)
    agent_name = models.CharField(max_length=120, blank=True)
    agent_paper = models.CharField(
        max_length=200, blank=True, help_text="Giấy ủy quyền, thẻ luật sư, giấy giới thiệu"
    )

    competent = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Cơ quan có thẩm quyền, cán bộ đã xác nhận",
    )
    is_remote = models.BooleanField(
        default=False, help_text="Thời hạn vùng sâu, vùng xa, theo ngày bắt đầu tính"
    )
    accepted_on = models.DateField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verifier = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Người được giao xác minh",
    )
    positions_differ = models.BooleanField(
        null=True, help_text="Sau xác minh, yêu cầu và kết quả còn khác nhau"
    )
    resolve_by = models.DateField(null=True, blank=True, help_text="Hạn giải quyết khi khép lại")
    ended_on = models.DateField(null=True, blank=True)
    ground = models.CharField(max_length=40, blank=True, help_text="Căn cứ trong law/grounds.yaml")
    explanation = models.TextField(blank=True, help_text="Lý do không thụ lý, đình chỉ")

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(instance=1, first__isnull=True)
                | Q(instance=2, first__isnull=False)
                | Q(instance=2) & ~Q(first_decision=""),
                name="second_complaint_follows_a_first",
            ),
            models.CheckConstraint(
                condition=~Q(first=F("petition")), name="complaint_does_not_follow_itself"
            ),
            models.UniqueConstraint(
                fields=["first"],
                condition=~Q(stage__in=["refused", "withdrawn"]),
                name="first_complaint_is_followed_once",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["accepted", "suspended", "decided"])
                | Q(accepted_on__isnull=False, accepted_by__isnull=False, competent__isnull=False),
                name="accepted_complaint_says_when_by_whom_and_where",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=ENDED, ended_on__isnull=False)
                | ~Q(stage__in=ENDED) & Q(ended_on__isnull=True),
                name="ended_complaint_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["refused", "discontinued"])
                | ~Q(ground="") & ~Q(explanation=""),
                name="refused_complaint_names_its_ground",
            ),
            models.CheckConstraint(
                condition=~Q(stage="refused") | Q(accepted_on__isnull=True),
                name="refused_complaint_was_not_accepted",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True)
                | Q(ended_on__isnull=True)
                | Q(ended_on__gte=F("accepted_on")),
                name="complaint_ends_after_it_was_accepted",
            ),
            models.CheckConstraint(
                condition=Q(obstacle_since__isnull=True, obstacle_until__isnull=True)
                | Q(obstacle_since__isnull=False, obstacle_until__isnull=False)
                & Q(obstacle_until__gt=F("obstacle_since"))
                & ~Q(obstacle=""),
                name="obstacle_has_a_name_and_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(agent="nobody") | ~Q(agent_name="") & ~Q(agent_paper=""),
                name="agent_has_a_name_and_a_paper",
            ),
        ]
        indexes = [models.Index(fields=["stage", "petition"], name="complaint_of_stage")]

    def __str__(self) -> str:
        return f"{self.petition.code}, lần {self.instance}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:work", args=[self.pk])

    @property
    def subject(self) -> str:
        return self.petition.subject

    @property
    def is_running(self) -> bool:
        """Say whether anything is still to be decided; a petition may also be ended by the desk."""
        is_one = self.petition.kind == Petition.Kind.COMPLAINT
        return is_one and self.stage in self.RUNNING and self.petition.is_open

    @property
    def is_about_an_act_of(self) -> int | None:
        return self.against_person_id if self.against == self.Against.ACT else None

    def is_late(self, today: date) -> bool:
        """Say whether it was, or by now is, settled after its date."""
        if self.resolve_by is None:
            return self.is_running and self.petition.duty.is_late(today=today)
        return (self.ended_on or today) > self.resolve_by


class Complainant(models.Model):
    """One of the people who complain together; some of them speak for all."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="complainants")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=300, blank=True)
    is_representative = models.BooleanField(default=False)
    paper = models.CharField(
        max_length=200,
        blank=True,
        help_text="Văn bản cử người đại diện",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_representative=False) | ~Q(paper=""),
                name="representative_has_a_paper",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="complainant_has_a_name"),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
