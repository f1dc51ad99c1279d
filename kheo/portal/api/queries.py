"""Questions about programs and webhooks, and where a petition's words may be looked up."""

from datetime import date

from django.db.models import Q, QuerySet

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.portal.api import permissions, signing
from kheo.portal.api.models import Client, Delivery, Subscription

SHOWN = 50


def client_of(key: str) -> Client | None:
    """Find the program that a key lets in."""
    return Client.objects.filter(key_hash=signing.hash_of(key), ended_at=None).first()


def clients(user: User, *, today: date) -> QuerySet[Client]:
    """List the programs of the units that the user sets up."""
    found = Client.objects.filter(_reach(user, today), ended_at=None)
    return found.select_related("unit").order_by("name", "pk")


def subscriptions(user: User, *, today: date) -> QuerySet[Subscription]:
    """List the addresses that are told of the units that the user sets up."""
    found = Subscription.objects.filter(_reach(user, today), ended_at=None)
    return found.select_related("unit").order_by("url", "pk")


def deliveries(subscription: Subscription) -> QuerySet[Delivery]:
    """List the last deliveries to an address, the newest first."""
    return Delivery.objects.filter(subscription=subscription).order_by("-pk")[:SHOWN]


def _reach(user: User, today: date) -> Q:
    found = Q(pk__in=[])
    for path in units_where(user, permissions.MANAGE, today).values_list("path", flat=True):
        found |= Q(unit__path__startswith=path)
    return found
