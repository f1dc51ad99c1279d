"""Campaigns and whom they reached; a wrong entry is struck out, never changed."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.units.models import Unit
from kheo.know.dissemination import rules
from kheo.know.dissemination.models import Campaign, Reach
from kheo.know.dissemination.services.errors import (
    ChannelElsewhere,
    EndsBeforeBeginning,
    FewerThanNone,
    InTheFuture,
    OutsideCampaign,
    PlaceElsewhere,
    UnknownKind,
)
from kheo.know.dissemination.services.locking import demand, write


@dataclass(frozen=True, kw_only=True)
class Drive:
    """A campaign as it was typed."""

    title: str
    since: date
    until: date
    channels: tuple[str, ...]
    target: int | None = None
    documents: tuple[OfficialDocument, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reached:
    """How many people one channel reached on a day, as it was typed."""

    unit: Unit
    channel: str
    on: date
    people: int
    how: Reach.How
    note: str = ""


@transaction.atomic
def open_campaign(
    *,
    unit: Unit,
    drive: Drive,
    submission_key: uuid.UUID,
    by: User,
    now: datetime,
    is_demo: bool = False,
) -> Campaign:
    """Announce a campaign; raises EndsBeforeBeginning or UnknownKind. Same key, one campaign."""
    demand(by, unit, now)
    if drive.until < drive.since:
        raise EndsBeforeBeginning
    if not drive.channels or set(drive.channels) - set(rules.channels()):
        raise UnknownKind
    campaign, is_new = Campaign.objects.get_or_create(
        submission_key=submission_key,
        defaults={
            "unit": unit,
            "title": drive.title,
            "since": drive.since,
            "until": drive.until,
            "channels": list(drive.channels),
            "target": drive.target,
            "made_at": now,
            "made_by": by,
            "is_demo": is_demo,
        },
    )
    if is_new:
        campaign.documents.set(drive.documents)
        write(campaign.subject, "campaign.opened", unit=unit, by=by, now=now)
    return campaign


@transaction.atomic
def reach(
    *, campaign: Campaign, reached: Reached, submission_key: uuid.UUID, by: User, now: datetime
) -> Reach:
    """Enter whom one channel reached; an officer of the place itself may do so too.

    Raises FewerThanNone, OutsideCampaign, InTheFuture, ChannelElsewhere or PlaceElsewhere.
    """
    demand(by, reached.unit, now)
    _check(campaign, reached, timezone.localdate(now))
    found, is_new = Reach.objects.get_or_create(
        submission_key=submission_key,
        defaults={
            "campaign": campaign,
            "unit": reached.unit,
            "channel": reached.channel,
            "on": reached.on,
            "people": reached.people,
            "how": reached.how,
            "note": reached.note,
            "entered_at": now,
            "entered_by": by,
        },
    )
    if is_new:
        write(
            campaign.subject,
            "campaign.reached",
            unit=reached.unit,
            by=by,
            now=now,
            channel=reached.channel,
            people=reached.people,
            how=str(reached.how),
        )
    return found


def _check(campaign: Campaign, reached: Reached, today: date) -> None:
    if reached.people < 0:
        raise FewerThanNone
    if not campaign.since <= reached.on <= campaign.until:
        raise OutsideCampaign
    if reached.on > today:
        raise InTheFuture
    if reached.channel not in campaign.channels:
        raise ChannelElsewhere
    if not reached.unit.path.startswith(campaign.unit.path):
        raise PlaceElsewhere


@transaction.atomic
def strike_reach(*, reach: Reach, by: User, now: datetime) -> Reach:
    """Strike out an entry that was wrong; it stays to be seen by officers, and counts no more."""
    found = Reach.objects.select_for_update(of=("self",)).select_related("unit", "campaign")
    entry = found.get(pk=reach.pk)
    demand(by, entry.unit, now)
    if entry.struck_at is None:
        entry.struck_at, entry.struck_by = now, by
        entry.save(update_fields=["struck_at", "struck_by"])
        write(entry.campaign.subject, "campaign.struck", unit=entry.unit, by=by, now=now)
    return entry
