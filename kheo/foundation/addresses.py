"""Addresses as they stand outside a page of ours: in letters, feeds, on paper, for programs."""

from urllib.parse import urljoin

from django.conf import settings


def absolute(address: str) -> str:
    """Give the address that others use for a page of this site."""
    return urljoin(settings.KHEO_BASE_URL, address)
