"""People and the posts they hold.

A right is never given to a person: it comes from a post, for as long as the
person holds it, within the territory of the post's body.
"""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from kheo.foundation.units.models import Post


class User(AbstractUser):
    """Somebody who signs in; citizens need no account."""

    full_name = models.CharField("Họ và tên", max_length=120, blank=True)
    is_demo = models.BooleanField(default=False, help_text="Người dựng cho bản dùng thử")

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """Give the name by which the editor calls colleagues."""
        return self.full_name


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def on(self, day: date) -> "AppointmentQuerySet":
        return self.filter(Q(since__lte=day), Q(until__isnull=True) | Q(until__gt=day))


class Appointment(models.Model):
    """A person in a post over a period [since, until)."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="appointment_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["person", "post"],
                condition=Q(until__isnull=True),
                name="one_open_appointment_per_person_and_post",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} — {self.post}"
