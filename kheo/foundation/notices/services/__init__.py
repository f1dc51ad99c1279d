"""Everything that tells people something outside a page."""

from kheo.foundation.notices.services.outbox import queue, send_waiting
from kheo.foundation.notices.services.reminders import digest, remind

__all__ = ["digest", "queue", "remind", "send_waiting"]
