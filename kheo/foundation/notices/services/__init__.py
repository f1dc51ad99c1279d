"""Everything that tells people something outside a page."""

from kheo.foundation.notices.services.forgetting import forget
from kheo.foundation.notices.services.officers import tell_officers
from kheo.foundation.notices.services.outbox import queue, send_waiting
from kheo.foundation.notices.services.reminders import digest, remind

__all__ = ["digest", "forget", "queue", "remind", "send_waiting", "tell_officers"]
