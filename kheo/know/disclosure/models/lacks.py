"""What a place does not have: the law asks for radio only where there is one."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kheo.foundation.units.models import Body


class LackQuerySet(models.QuerySet["Lack"]):
    def on(self, day: date) -> "LackQuerySet":
        is_open = Q(until__isnull=True) | Q(until__gte=day)
        return self.filter(is_open, since__lte=day)


class Lack(models.Model):
    """A channel that a body states it does not have, with the days of the statement."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="lacked_channels")
    channel = models.CharField(max_length=40, help_text="Khóa hình thức: truyen_thanh")
    reason = models.CharField(max_length=300, help_text="Ai cũng đọc được")
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="Ngày cuối chưa có")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects = LackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "channel"],
                condition=Q(until__isnull=True),
                name="one_open_lack_per_body_and_channel",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="lack_says_why"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="lack_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.channel}"
