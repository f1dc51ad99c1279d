"""Lists of conferences, what is known of one, and what officers still have to say."""

from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.units.models import Body, Post, Unit
from kheo.know.dissemination import rules
from kheo.know.dissemination.models import Attendance, Conference
from kheo.know.dissemination.models.conferences import ConferenceQuerySet
from kheo.know.dissemination.permissions import MANAGE

State = Conference.State
FEED_LENGTH = 500
# How far back the calendar of conferences reaches.
FEED_DAYS = 90


def with_present(found: ConferenceQuerySet) -> ConferenceQuerySet:
    """Add to each conference how many people came, as far as anybody said."""
    return found.annotate(named=Count("attendances")).annotate(present=F("named") + F("unnamed"))


def coming(unit: Unit, *, now: datetime) -> ConferenceQuerySet:
    """List what a unit and those below it have announced or are holding, the nearest first."""
    going_on = Q(state=State.PLANNED, starts_at__gt=now - rules.attendance().closes_after)
    ahead = Conference.objects.for_lists().filter(
        Q(starts_at__gt=now) | going_on, unit__path__startswith=unit.path
    )
    return ahead.order_by("starts_at", "pk")


def past(unit: Unit, *, now: datetime, kind: str = "") -> ConferenceQuerySet:
    """List what was held or called off, the latest first, with how many came."""
    found = Conference.objects.for_lists().filter(
        unit__path__startswith=unit.path, starts_at__lte=now
    )
    if kind:
        found = found.filter(kind=kind)
    return with_present(found.exclude(state=State.PLANNED)).order_by("-starts_at", "-pk")


def one(pk: int) -> Conference:
    """Find a conference with how many came and its documents; raises Conference.DoesNotExist."""
    found = with_present(Conference.objects.for_lists())
    return found.prefetch_related("documents").get(pk=pk)


def names(conference: Conference) -> QuerySet[Attendance]:
    """List who was noted, in the order they came; for officers alone."""
    return conference.attendances.order_by("signed_at", "pk")


def in_feed(unit: Unit, *, now: datetime) -> ConferenceQuerySet:
    """List what the calendar of a unit shows: of late and to come, called off too."""
    near = Conference.objects.for_lists().filter(
        unit__path__startswith=unit.path, starts_at__gt=now - timedelta(days=FEED_DAYS)
    )
    return near.order_by("starts_at", "pk")[:FEED_LENGTH]


def desk(user: User, *, now: datetime) -> ConferenceQuerySet:
    """List every conference of the officer's units, the newest first."""
    found = Conference.objects.for_lists().filter(_managed(user, now))
    return with_present(found).order_by("-starts_at", "-pk")


def unclosed(user: User, *, now: datetime) -> ConferenceQuerySet:
    """List those that are over and of which nobody said whether they were held."""
    over = Conference.objects.for_lists().filter(
        _managed(user, now), state=State.PLANNED, starts_at__lte=now
    )
    return over.order_by("starts_at", "pk")


def with_old_names(before: datetime) -> QuerySet[Conference]:
    """List conferences of so long ago that still keep names."""
    kept = Attendance.objects.filter(conference=OuterRef("pk"))
    return Conference.objects.filter(Exists(kept), starts_at__lt=before).order_by("pk")


def bodies_of(user: User, *, now: datetime) -> QuerySet[Body]:
    """List the bodies for which the officer may enter something, the own ones first by place."""
    headed = Post.objects.filter(is_head=True, until__isnull=True).values("body")
    found = Body.objects.filter(_managed(user, now), unit__valid_to__isnull=True, pk__in=headed)
    return found.select_related("unit").order_by("unit__path", "name")


def _managed(user: User, now: datetime) -> Q:
    found = Q(pk__in=[])
    for path in units_where(user, MANAGE, now.date()).values_list("path", flat=True):
        found |= Q(unit__path__startswith=path)
    return found
