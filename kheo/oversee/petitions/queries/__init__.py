"""Questions about petitions: lists, numbers, words, and one petition as its reader sees it."""

from kheo.foundation.paging import Page, page
from kheo.oversee.petitions.queries.books import BookPage, book_page, header, lines, rows, years
from kheo.oversee.petitions.queries.closing import Closing, closing
from kheo.oversee.petitions.queries.competence import Competent, competent
from kheo.oversee.petitions.queries.desk import Wanted, at_desk, joined_with, sorting_due
from kheo.oversee.petitions.queries.duplicates import Similar, duplicates, similar
from kheo.oversee.petitions.queries.expecting import Expected, expected, limit_words
from kheo.oversee.petitions.queries.ledgers import PETITIONS, row, sorted_tallies
from kheo.oversee.petitions.queries.lists import (
    Cut,
    answers,
    late,
    late_public,
    public,
    readable,
    waiting,
)
from kheo.oversee.petitions.queries.maps import Map, of_commune, of_province, public_position
from kheo.oversee.petitions.queries.numbers import (
    MonthNumbers,
    UnitNumbers,
    behind,
    month_numbers,
    of_units,
)
from kheo.oversee.petitions.queries.tracking import (
    NEEDED,
    Event,
    Reader,
    Tracking,
    tracking,
)
from kheo.oversee.petitions.queries.words import by_code, search

__all__ = [
    "sorted_tallies",
    "row",
    "PETITIONS",
    "Closing",
    "closing",
    "NEEDED",
    "BookPage",
    "Competent",
    "Cut",
    "Event",
    "Expected",
    "Map",
    "MonthNumbers",
    "Page",
    "Reader",
    "Similar",
    "Tracking",
    "UnitNumbers",
    "Wanted",
    "answers",
    "at_desk",
    "behind",
    "book_page",
    "by_code",
    "competent",
    "duplicates",
    "expected",
    "header",
    "joined_with",
    "late",
    "late_public",
    "limit_words",
    "lines",
    "month_numbers",
    "of_commune",
    "of_province",
    "of_units",
    "page",
    "public",
    "public_position",
    "readable",
    "rows",
    "search",
    "similar",
    "sorting_due",
    "tracking",
    "waiting",
    "years",
]
