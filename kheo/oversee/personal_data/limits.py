"""Slows down who sends by the hundred, and who tries keys that are not theirs."""

from django.http import HttpRequest

from kheo.foundation import rates
from kheo.oversee.personal_data import rules


def is_allowed(request: HttpRequest) -> bool:
    """Count one sending from this place and say whether it may pass."""
    place = rates.place_of(request)
    most = rules.book().custom.sendings_per_hour
    return not place or rates.add(f"personal_data.sent:{place}") <= most


def count_wrong(request: HttpRequest, code: str) -> None:
    """Count one wrong key."""
    rates.add(_wrong(request, code))


def has_to_wait(request: HttpRequest, code: str) -> bool:
    """Say whether too many wrong keys came within the hour, so that even the right one waits."""
    return rates.made(_wrong(request, code)) >= rules.book().custom.wrong_keys_per_hour


def _wrong(request: HttpRequest, code: str) -> str:
    # Where the place is not known, the code is what is being tried.
    return f"personal_data.wrong:{rates.place_of(request) or code}"
