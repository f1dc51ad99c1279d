"""The numbers that are given out: codes of the place, and the book of each unit and year."""

from django.db import models

from kheo.foundation.units.models import Unit
from kheo.oversee.petitions.models.petition import Petition


class Numbering(models.Model):
    """The last number given under a prefix in a year; it moves with the petition or not at all."""

    prefix = models.CharField(max_length=6)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year"], name="one_numbering_per_year")
        ]

    def __str__(self) -> str:
        return f"{self.prefix} {self.year}: {self.last}"


class Book(models.Model):
    """How far a unit has come in its book of a year; the row is the clerks' turn to write."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, db_index=False)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_book_per_unit_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}: {self.last}"


class Entry(models.Model):
    """The number under which a unit entered a petition in its book of the year, without gaps."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, db_index=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="entries")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"], name="one_entry_per_number_of_a_unit_and_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"
