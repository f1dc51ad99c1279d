"""What travels to the hub: codes, words of indicators and areas, numbers; nothing about a person.

The keys are natural, so that the rows of many provinces stand side by side in one table, and so
that PostgreSQL can replicate them. No foreign keys: rows of a table arrive in any order.
"""

from django.db import models

CODE, WORDS = 60, 300


class HubProvince(models.Model):
    """A province that tells its figures, and when it last looked whether they had changed."""

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=WORDS)
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class HubIndicator(models.Model):
    """An indicator in the words of a province: it may have named its own."""

    pk = models.CompositePrimaryKey("province", "code")
    province = models.CharField(max_length=20)
    code = models.CharField(max_length=CODE)
    name = models.CharField(max_length=WORDS)
    unit_of_count = models.CharField(max_length=CODE)

    def __str__(self) -> str:
        return self.name


class HubArea(models.Model):
    """A province or commune whose numbers are told."""

    pk = models.CompositePrimaryKey("province", "area")
    province = models.CharField(max_length=20)
    area = models.CharField(max_length=CODE, help_text="cấp-mã, kèm ngày đầu khi mã dùng lại")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=WORDS)
    level = models.CharField(max_length=10)

    def __str__(self) -> str:
        return self.name


class HubFigure(models.Model):
    """A public number of an area and year, as open data tell it; without value: a small group."""

    pk = models.CompositePrimaryKey("province", "indicator", "area", "breakdown", "year")
    province = models.CharField(max_length=20)
    indicator = models.CharField(max_length=CODE)
    area = models.CharField(max_length=CODE)
    breakdown = models.CharField(max_length=120, blank=True)
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    source = models.CharField(max_length=10, help_text="records hay returns")
    is_estimate = models.BooleanField()
    covered = models.IntegerField(null=True, help_text="Số đơn vị đã báo cáo đủ")
    due = models.IntegerField(null=True, help_text="Số đơn vị phải báo cáo")

    class Meta:
        indexes = [
            models.Index(
                fields=["indicator", "year", "province", "area"], name="hub_figure_of_indicator"
            )
        ]

    def __str__(self) -> str:
        return f"{self.province} {self.area} {self.indicator} {self.year}"
