"""Facts: what happened in a unit in a month, by breakdown, kept as changes.

A write adds a row and locks none; the worker folds old rows together. The sum
over rows is the figure.
"""

from django.db import models
from django.db.models import Q

from kheo.foundation.units.models import Unit


class Fact(models.Model):
    """A change of one number in one unit, month and breakdown."""

    indicator = models.CharField(max_length=60)
    # Without a constraint in the database: its check would lock the unit's row in every count.
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    month = models.DateField(help_text="Ngày đầu tháng")
    breakdown = models.CharField(max_length=120, blank=True, help_text="khóa=giá trị;…")
    value = models.DecimalField(max_digits=20, decimal_places=4)
    is_folded = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(month__day=1), name="fact_lies_on_the_first_of_a_month"
            )
        ]
        indexes = [
            models.Index(
                fields=["indicator", "unit", "month", "breakdown"],
                include=["value"],
                name="fact_of_unit_and_month",
            ),
            models.Index(fields=["id"], condition=Q(is_folded=False), name="fact_not_yet_folded"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.month:%m/%Y} {self.value}"
