"""Everything that fills the tables of the hub and ties provinces to it."""

from kheo.insight.hub.services.gathering import Gathered, gather
from kheo.insight.hub.services.joining import Refused, Told, leave, publish, subscribe

__all__ = ["Gathered", "Refused", "Told", "gather", "leave", "publish", "subscribe"]
