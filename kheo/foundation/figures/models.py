"""Facts, their roll-ups, what returns state, and the indicators that officers name.

A write adds a row to the facts and locks none; the worker folds old rows into the roll-ups in one
statement. The sum of both is the figure, at any moment.
"""

from django.db import models
from django.db.models import F, Q

from kheo.foundation.figures.indicators import Gathering
from kheo.foundation.units.models import Unit

# Whoever changes roll-ups holds this lock: the fold, and the trigger on units that move.
FOLDING = 6035


class Fact(models.Model):
    """A change of one number in one unit, month and breakdown that was not folded yet."""

    indicator = models.CharField(max_length=60)
    # Without a constraint in the database: its check would lock the unit's row in every count.
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    month = models.DateField(help_text="Ngày đầu tháng")
    breakdown = models.CharField(max_length=120, blank=True, help_text="khóa=giá trị;…")
    value = models.DecimalField(max_digits=20, decimal_places=4)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(month__day=1), name="fact_lies_on_the_first_of_a_month"
            )
        ]
        indexes = [models.Index(fields=["indicator", "month"], name="fact_of_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.month:%m/%Y} {self.value}"


class Series(models.Model):
    """What roll-ups count: an indicator, all pairs of a breakdown, the level of who did it."""

    id = models.AutoField(primary_key=True)
    indicator = models.CharField(max_length=60)
    breakdown = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=10, choices=Unit.Level)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "breakdown", "level"], name="one_series_per_address"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.breakdown} {self.level}"


class RollUp(models.Model):
    """The folded number of a unit and all below it, in one month or one year.

    What a unit did itself is the series of its own level.
    """

    pk = models.CompositePrimaryKey("series_id", "is_year", "unit_id", "start")
    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    is_year = models.BooleanField()
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    start = models.DateField(help_text="Ngày đầu tháng, đầu năm")
    value = models.DecimalField(max_digits=20, decimal_places=4)

    def __str__(self) -> str:
        return f"{self.series_id} {self.unit_id} {self.start} {self.value}"


class Statement(models.Model):
    """What a source (an approved return) says of a unit's number over [since, until)."""

    source = models.CharField(max_length=60, help_text="return:12")
    indicator = models.CharField(max_length=60)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    breakdown = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=10)
    since = models.DateField()
    until = models.DateField(help_text="Ngày đầu tiên không còn thuộc kỳ")
    value = models.DecimalField(max_digits=20, decimal_places=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "indicator", "unit", "breakdown", "level", "since", "until"],
                name="a_source_states_a_number_once",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="stated_period_ends_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(fields=["indicator", "unit", "since"], name="statement_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.indicator} {self.value}"


class OwnIndicator(models.Model):
    """An indicator that officers named for their forms; a room's own are registered in code."""

    code = models.CharField(max_length=60, unique=True)
    label = models.CharField(max_length=300)
    unit_of_count = models.CharField(max_length=60)
    breakdowns = models.JSONField(default=dict, blank=True, help_text="khóa → giá trị → lời")
    gathers = models.CharField(
        max_length=5, choices=[(one.value, one.value) for one in Gathering], default=Gathering.SUM
    )
    numerator = models.CharField(max_length=180, blank=True)
    denominator = models.CharField(max_length=180, blank=True)
    is_public = models.BooleanField(default=True)
    counts_people = models.BooleanField(default=False)
    named_by = models.CharField(max_length=150)
    named_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(numerator="", denominator="")
                | ~Q(numerator="") & ~Q(denominator="") & Q(gathers="share"),
                name="share_names_both_its_numbers",
            )
        ]

    def __str__(self) -> str:
        return self.label
