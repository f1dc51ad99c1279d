"""Everything that changes who may send, who is told, and what they were told."""

from kheo.portal.api.services.clients import admit, dismiss
from kheo.portal.api.services.errors import AddressRefused, ApiError, EventsMissing, NameMissing
from kheo.portal.api.services.subscriptions import subscribe, unsubscribe
from kheo.portal.api.services.telling import announce, send_waiting

__all__ = [
    "AddressRefused",
    "ApiError",
    "EventsMissing",
    "NameMissing",
    "admit",
    "announce",
    "dismiss",
    "send_waiting",
    "subscribe",
    "unsubscribe",
]
