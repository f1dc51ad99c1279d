"""Slows down programs that send by the hundred, without keeping anybody's address."""

from django.conf import settings
from django.http import HttpRequest

from kheo.foundation import rates
from kheo.know.comments.rules import rules


def is_allowed(request: HttpRequest, *, has_proof: bool) -> bool:
    """Count one sending and say whether it may pass; without proof of work fewer may."""
    place = rates.place_of(request)
    if has_proof:
        sent = rates.add(f"comments.sent:{place}") if place else 0
        return sent <= settings.KHEO_SENDINGS_PER_HOUR
    if place:
        return rates.add(f"comments.unproven:{place}") <= rules().without_proof_per_hour
    return rates.add("comments.unproven") <= rules().without_proof_per_hour_unknown
