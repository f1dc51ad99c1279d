"""Numbers per day; nothing that says who came."""

from django.db import models


class SiteDay(models.Model):
    """How many pages were opened on a day, on the whole site. Kept for ever."""

    day = models.DateField(unique=True)
    seen = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.seen}"


class PageDay(models.Model):
    """How often one address was opened on a day; kept for as long as "most read" looks back."""

    path = models.CharField(max_length=500)
    day = models.DateField()
    seen = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "path"], name="one_number_per_page_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.day:%d/%m/%Y}: {self.seen}"
