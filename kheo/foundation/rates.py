"""Counts what comes from one place within an hour, without keeping anybody's address."""

import ipaddress
import secrets
from hashlib import blake2b

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600
DAY = 86_400


def place_of(request: HttpRequest) -> str:
    """Name where a request comes from, hidden; empty where everybody would share one name."""
    # The last address is the one our own proxy saw; those before it are only claimed.
    address = request.META.get(settings.KHEO_ADDRESS_HEADER, "").rsplit(",", 1)[-1].strip()
    # Behind a proxy that says nothing, everybody would share one address.
    return _hidden(address) if _is_public(address) else ""


def add(key: str) -> int:
    """Count one more under a name and say how many there were within the hour."""
    cache.add(f"rates.{key}", 0, HOUR)
    return cache.incr(f"rates.{key}")


def allows(request: HttpRequest, key: str, *, from_one: int, from_all: int) -> bool:
    """Count one more from a place, and say whether it is within what one and all may do."""
    place = place_of(request)
    if place and add(f"{key}:{place}") > from_one:
        return False
    return add(key) <= from_all


def made(key: str) -> int:
    """Say how many were counted under a name within the hour."""
    return int(cache.get(f"rates.{key}", 0))


def _is_public(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return False


def _hidden(address: str) -> str:
    """Hash with a salt that lives in memory for a day, so that no address can be found again."""
    salt = cache.get_or_set("rates.salt", lambda: secrets.token_hex(16), DAY)
    return blake2b(address.encode(), key=str(salt).encode(), digest_size=16).hexdigest()
