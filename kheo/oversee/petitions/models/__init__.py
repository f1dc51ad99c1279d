"""Petitions, the books they stand in, and what the clerk decided about them."""

from kheo.oversee.petitions.models.book import Book, Entry, Numbering
from kheo.oversee.petitions.models.classification import Classification
from kheo.oversee.petitions.models.petition import (
    CLOSED_STATES,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Petition,
    PetitionQuerySet,
    subject_of,
)

__all__ = [
    "CLOSED_STATES",
    "LONGEST_TEXT",
    "LONGEST_TITLE",
    "Book",
    "Classification",
    "Entry",
    "Numbering",
    "Petition",
    "PetitionQuerySet",
    "subject_of",
]
