"""The days of receptions, the places that people book, and the book of what was said."""

from kheo.oversee.receptions.models.book import Matter, Numbering, Promise, Visit
from kheo.oversee.receptions.models.bookings import Booking, Ticket
from kheo.oversee.receptions.models.sessions import Session

__all__ = ["Booking", "Matter", "Numbering", "Promise", "Session", "Ticket", "Visit"]
