"""The law of disclosure as data: lists, items, channels and periods, read from law/."""

from kheo.know.disclosure.rules.definitions import Channel, Item, Listing, Period, Rhythm
from kheo.know.disclosure.rules.loading import Book, book
from kheo.know.disclosure.rules.periods import around, name_of, named, of_day

__all__ = [
    "Book",
    "Channel",
    "Item",
    "Listing",
    "Period",
    "Rhythm",
    "around",
    "book",
    "name_of",
    "named",
    "of_day",
]
