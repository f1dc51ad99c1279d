"""Slows down programs that send by the hundred, without keeping anybody's address."""

from django.conf import settings
from django.http import HttpRequest

from kheo.foundation import rates


def is_allowed(request: HttpRequest) -> bool:
    """Count one sending from this address and say whether it may pass."""
    place = rates.place_of(request)
    return not place or rates.add(f"petitions.sent:{place}") <= settings.KHEO_SENDINGS_PER_HOUR
