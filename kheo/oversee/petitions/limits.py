"""Slows down programs that send by the hundred, without keeping anybody's address."""

import ipaddress
import secrets
from hashlib import blake2b

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600
DAY = 86_400


def is_allowed(request: HttpRequest) -> bool:
    """Count one sending from this address and say whether it may pass."""
    # The last address is the one our own proxy saw; those before it are only claimed.
    address = request.META.get(settings.KHEO_ADDRESS_HEADER, "").rsplit(",", 1)[-1].strip()
    if not _is_public(address):
        # Behind a proxy that says nothing, everybody would share one address.
        return True
    key = f"petitions.sent:{_hidden(address)}"
    cache.add(key, 0, HOUR)
    return cache.incr(key) <= settings.KHEO_SENDINGS_PER_HOUR


def _is_public(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return False


def _hidden(address: str) -> str:
    """Hash with a salt that lives in memory for a day, so that no address can be found again."""
    salt = cache.get_or_set("petitions.salt", lambda: secrets.token_hex(16), DAY)
    return blake2b(address.encode(), key=str(salt).encode(), digest_size=16).hexdigest()
