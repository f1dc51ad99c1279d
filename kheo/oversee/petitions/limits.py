"""Slows down programs that send by the hundred, without keeping anybody's address."""

import ipaddress
import secrets
from hashlib import blake2b

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600
DAY = 86_400
# A village shares one address of its operator, so the limit is far above what one person sends.
MOST_AN_HOUR = 60


def is_allowed(request: HttpRequest) -> bool:
    """Count one sending from this address and say whether it may pass."""
    address = request.META.get(getattr(settings, "KHEO_ADDRESS_HEADER", "REMOTE_ADDR"), "")
    if not _is_public(address):
        # Behind a proxy that says nothing, everybody would share one address.
        return True
    key = f"petitions.sent:{_hidden(address)}"
    cache.add(key, 0, HOUR)
    return cache.incr(key) <= getattr(settings, "KHEO_SENDINGS_PER_HOUR", MOST_AN_HOUR)


def _is_public(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return False


def _hidden(address: str) -> str:
    """Hash with a salt that lives in memory for a day, so that no address can be found again."""
    salt = cache.get_or_set("petitions.salt", lambda: secrets.token_hex(16), DAY)
    return blake2b(address.encode(), key=str(salt).encode(), digest_size=16).hexdigest()
