"""The decision, how it reached people, and whether it was carried out."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kheo.oversee.complaints.models.complaint import Complaint

AMOUNTS = ("money_to_state", "money_to_people", "land_to_state", "land_to_people", "officials")


class Decision(models.Model):
    """The signed answer to one instance; the figures are those of the inspectorate's tables."""

    class Ruling(models.TextChoices):
        RIGHT = "right", _("Khiếu nại đúng")
        PARTLY = "partly", _("Khiếu nại đúng một phần")
        WRONG = "wrong", _("Khiếu nại sai")

    class Way(models.TextChoices):
        HAND = "hand", _("Trao tay")
        POST = "post", _("Bưu điện")
        ONLINE = "online", _("Trên mạng, có xác nhận đã nhận")
        POSTING = "posting", _("Niêm yết, không gặp được người nhận")

    complaint = models.OneToOneField(
        Complaint, on_delete=models.PROTECT, primary_key=True, related_name="decision"
    )
    number = models.CharField(max_length=80, help_text="Số quyết định giải quyết")
    decided_on = models.DateField()
    ruling = models.CharField(max_length=6, choices=Ruling)
    text = models.TextField(help_text="Nội dung quyết định")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    money_to_state = models.DecimalField(
        _("Tiền thu hồi cho Nhà nước (đồng)"), max_digits=16, decimal_places=0, default=0
    )
    money_to_people = models.DecimalField(
        _("Tiền trả lại cho dân (đồng)"), max_digits=16, decimal_places=0, default=0
    )
    land_to_state = models.DecimalField(
        _("Đất thu hồi cho Nhà nước (m²)"), max_digits=12, decimal_places=1, default=0
    )
    land_to_people = models.DecimalField(
        _("Đất trả lại cho dân (m²)"), max_digits=12, decimal_places=1, default=0
    )
    officials = models.PositiveSmallIntegerField(
        _("Số cán bộ, công chức bị kiến nghị xử lý"), default=0
    )
    final_on = models.DateField(help_text="Ngày có hiệu lực pháp luật nếu không khiếu nại tiếp")
    final_due = models.JSONField(help_text="clock.Due của ngày có hiệu lực")
    sent_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    delivery = models.CharField(max_length=8, choices=Way, blank=True)
    file_by = models.DateField(null=True, blank=True, help_text="Ngày cuối để khiếu nại lần hai")
    file_due = models.JSONField(null=True, blank=True)
    public_text = models.TextField(blank=True, help_text="Nội dung công khai, đã bỏ tên")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(text=""), name="decision_has_a_number_and_words"
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True, delivery="")
                | Q(sent_on__isnull=False, sent_on__gte=F("decided_on")) & ~Q(delivery=""),
                name="decision_is_sent_after_it_is_made_and_says_how",
            ),
            models.CheckConstraint(
                condition=Q(delivered_on__isnull=True)
                | Q(sent_on__isnull=False, delivered_on__gte=F("sent_on")),
                name="decision_is_received_after_it_is_sent",
            ),
            models.CheckConstraint(
                condition=Q(file_by__isnull=True)
                | Q(delivered_on__isnull=False, file_by__gt=F("delivered_on")),
                name="second_complaint_has_time_after_the_decision_is_received",
            ),
            models.CheckConstraint(
                condition=Q(final_on__gt=F("decided_on")), name="decision_is_final_after_it_is_made"
            ),
            models.CheckConstraint(
                condition=Q(**{f"{name}__gte": 0 for name in AMOUNTS}),
                name="decision_counts_nothing_below_zero",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def is_final(self, today: date) -> bool:
        """Say whether nobody can complain about it any more."""
        return today > self.final_on


class Publication(models.Model):
    """Where a decision was made public, from when to when."""

    class Way(models.TextChoices):
        MEETING = "meeting", _("Công bố tại cuộc họp")
        POSTING = "posting", _("Niêm yết tại trụ sở, nơi tiếp công dân")
        MEDIA = "media", _("Thông báo trên báo, đài")
        WEB = "web", _("Trên trang thông tin điện tử")

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="publications")
    way = models.CharField(max_length=8, choices=Way)
    place = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="Ngày cuối còn niêm yết")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="publication_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=~Q(way="posting") | Q(until__isnull=False),
                name="posting_says_until_when",
            ),
        ]
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.since:%d/%m/%Y}"


class Execution(models.Model):
    """One thing that a decision orders, and whether it was done."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="executions")
    work = models.CharField(max_length=300, help_text="Việc phải làm theo quyết định")
    who = models.CharField(max_length=200, help_text="Ai phải làm")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, result="")
                | Q(done_on__isnull=False) & ~Q(result=""),
                name="executed_decision_shows_its_result",
            ),
            models.CheckConstraint(
                condition=~Q(work="") & ~Q(who=""), name="execution_names_work_and_person"
            ),
        ]
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.work
