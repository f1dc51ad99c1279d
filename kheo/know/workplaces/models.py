"""Workplaces, the regulations they have adopted, and the conferences they held."""

from calendar import monthrange
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.units.models import Body, Unit

LONGEST_PRINTED = 200


class WorkplaceQuerySet(models.QuerySet["Workplace"]):
    def on(self, day: date) -> "WorkplaceQuerySet":
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)


class Workplace(models.Model):
    """A body as the place where people work."""

    body = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="workplace")
    kind = models.CharField(max_length=40, help_text="Khóa trong law/workplaces.yaml")
    # Kept beside the body's own, so that a list by unit asks one table.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    staff = models.PositiveIntegerField(null=True, blank=True)
    end_day = models.PositiveSmallIntegerField(help_text="Ngày cuối năm công tác, năm tài chính")
    end_month = models.PositiveSmallIntegerField()
    since = models.DateField(help_text="Theo dõi từ ngày")
    until = models.DateField(null=True, blank=True, help_text="Ngày đầu tiên thôi theo dõi")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_demo = models.BooleanField(default=False)

    objects = WorkplaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="workplace_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(end_month__range=(1, 12), end_day__range=(1, 31)),
                name="year_of_a_workplace_ends_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["since", "id"], name="workplaces_in_order")]

    def __str__(self) -> str:
        return self.body.name

    def get_absolute_url(self) -> str:
        return reverse("workplaces:workplace", args=[self.pk])

    @property
    def subject(self) -> str:
        return f"workplace:{self.pk}"

    def year_end(self, year: int) -> date:
        """Return the last day of the work year that began or lay in a year."""
        last = monthrange(year, self.end_month)[1]
        return date(year, self.end_month, min(self.end_day, last))

    def last_ended(self, today: date) -> int:
        """Return the latest year whose end has passed."""
        return today.year if self.year_end(today.year) < today else today.year - 1


class Adopted(models.Model):
    """A regulation of a workplace: adopted when, by which document, last reviewed when."""

    workplace = models.ForeignKey(
        Workplace, on_delete=models.PROTECT, related_name="regulations", db_index=False
    )
    regulation = models.CharField(max_length=40, help_text="Khóa trong law/workplaces.yaml")
    adopted_on = models.DateField()
    printed = models.CharField(max_length=LONGEST_PRINTED, blank=True, help_text="Như in")
    document = models.ForeignKey(
        OfficialDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_on = models.DateField(null=True, blank=True)
    replaced_on = models.DateField(null=True, blank=True, help_text="Ngày có bản mới")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workplace", "regulation"],
                condition=Q(replaced_on__isnull=True),
                name="one_current_regulation_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=True) | Q(reviewed_on__gte=F("adopted_on")),
                name="regulation_is_reviewed_after_adoption",
            ),
            models.CheckConstraint(
                condition=Q(replaced_on__isnull=True) | Q(replaced_on__gt=F("adopted_on")),
                name="regulation_is_replaced_after_adoption",
            ),
            models.CheckConstraint(
                condition=~Q(printed="") | Q(document__isnull=False),
                name="regulation_names_its_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workplace_id} {self.regulation} {self.adopted_on:%d/%m/%Y}"

    @property
    def last_look(self) -> date:
        return max(filter(None, (self.adopted_on, self.reviewed_on)))


class StaffConference(models.Model):
    """The conference about one work year: how many were summoned and came."""

    workplace = models.ForeignKey(
        Workplace, on_delete=models.PROTECT, related_name="conferences", db_index=False
    )
    year = models.PositiveSmallIntegerField(help_text="Năm công tác được bàn")
    held_on = models.DateField()
    summoned = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    is_valid = models.BooleanField(help_text="Đủ số người theo luật của ngày họp")
    printed = models.CharField(
        max_length=LONGEST_PRINTED, blank=True, help_text="Nghị quyết, như in"
    )
    document = models.ForeignKey(
        OfficialDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workplace", "year", "held_on"], name="one_conference_per_year_and_day"
            ),
            models.UniqueConstraint(
                fields=["workplace", "year"],
                condition=Q(is_valid=True),
                name="one_valid_conference_per_year",
            ),
            models.CheckConstraint(
                condition=Q(summoned__gt=0, present__lte=F("summoned")),
                name="no_more_come_than_are_summoned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workplace_id} {self.year}"
