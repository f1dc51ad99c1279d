"""Takes in complaints: from the web, from paper, from the clerk's desk, and for the second time."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import services as documents
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.refusals import said
from kheo.foundation.vietnamese import text as words
from kheo.oversee.complaints import permissions, rules
from kheo.oversee.complaints.errors import (
    AddressMissing,
    AgainstMissing,
    AgentUnclear,
    FirstDecisionMissing,
    NameMissing,
    ObstacleUnclear,
    ReasonMissing,
    RequestMissing,
)
from kheo.oversee.complaints.models import Complainant, Complaint
from kheo.oversee.complaints.services import groups
from kheo.oversee.complaints.services.groups import Person
from kheo.oversee.complaints.services.locking import (
    demand,
    locked_running,
    not_after,
    write,
)
from kheo.oversee.petitions import services as petitions
from kheo.oversee.petitions.models import Petition

DRAFTS = "complaint.draft"
PAPERS = "complaint.paper"


@dataclass(frozen=True, kw_only=True)
class Grievance:
    """What the law wants to be said in a complaint, besides its text and its sender."""

    written_on: date
    address: str = ""
    against: str = Complaint.Against.DECISION
    against_number: str = ""
    against_on: date | None = None
    against_whom: str = ""
    reason: str = ""
    request: str = ""
    knew_on: date | None = None
    obstacle: str = ""
    obstacle_since: date | None = None
    obstacle_until: date | None = None
    agent: str = Complaint.Agent.NOBODY
    agent_name: str = ""
    agent_paper: str = ""
    first_decision: str = ""
    people: int = 1
    complainants: tuple[Person, ...] = ()


STORED = [one.name for one in fields(Grievance) if one.name not in ("people", "complainants")]


@transaction.atomic
def lodge(
    *,
    letter: petitions.Letter,
    grievance: Grievance,
    submission_key: uuid.UUID,
    now: datetime,
    papers: Sequence[StoredFile] = (),
    is_demo: bool = False,
) -> Complaint:
    """Take in a first complaint from the web; the same submission sent twice is one complaint."""
    _checked(letter, grievance, now)
    petition = petitions.receive(
        letter=_of_kind(letter), submission_key=submission_key, now=now, is_demo=is_demo
    )
    return opened(petition, grievance, papers, by=None, now=now)


@transaction.atomic
def enter(
    *,
    letter: petitions.Letter,
    grievance: Grievance,
    submission_key: uuid.UUID,
    channel: Petition.Channel,
    received_at: datetime,
    by: User,
    now: datetime,
    papers: Sequence[StoredFile] = (),
    first: Complaint | None = None,
    instance: int = 1,
    is_demo: bool = False,
) -> Complaint:
    """Enter what came on paper, of either instance; the date counts from the day it came."""
    _checked(letter, grievance, now)
    if instance == 2 and first is None and not grievance.first_decision:
        raise FirstDecisionMissing
    rule = rules.book().instances[instance].rule("accept")
    petition = petitions.register(
        letter=replace(_of_kind(letter), rule_code=rule),
        submission_key=submission_key,
        channel=channel,
        received_at=received_at,
        by=by,
        now=now,
        is_demo=is_demo,
    )
    return opened(petition, grievance, papers, by=by, now=now, first=first, instance=instance)


@transaction.atomic
def taken(petition: Petition, by: User | None, now: datetime) -> Complaint:
    """Start the record when a petition has become a complaint; what it lacks is completed later."""
    known = Complaint.objects.filter(pk=petition.pk).first()
    if known is not None:
        return known
    grievance = Grievance(written_on=timezone.localdate(petition.received_at))
    return opened(petition, replace(grievance, people=petition.people), (), by=by, now=now)


@transaction.atomic
def describe(
    *,
    complaint: Complaint,
    grievance: Grievance,
    by: User,
    now: datetime,
    accused: User | None = None,
) -> Complaint:
    """Complete or correct what the paper says, while the complaint is being settled.

    `accused` is the officer whose act it is about, who from then on has no part in it.
    """
    complaint = locked_running(complaint)
    demand(permissions.may_describe(by, complaint, today=timezone.localdate(now)))
    _said_clearly(grievance, now)
    _fill(complaint, grievance)
    complaint.against_person = accused
    complaint.save()
    _name(complaint, grievance)
    write(complaint, "described", by=by, now=now)
    return complaint


def _of_kind(letter: petitions.Letter) -> petitions.Letter:
    """A complaint is read by those who settle it; nothing of it is public before its decision."""
    return replace(letter, kind=Petition.Kind.COMPLAINT, wants_public=False)


def _checked(letter: petitions.Letter, grievance: Grievance, now: datetime) -> None:
    # Law on Complaints, art. 8: who, where, against what, why, and what is asked.
    said(letter.name, NameMissing)
    said(grievance.address, AddressMissing)
    said(grievance.against_whom, AgainstMissing)
    said(grievance.reason, ReasonMissing)
    said(grievance.request, RequestMissing)
    _said_clearly(grievance, now)


def _said_clearly(grievance: Grievance, now: datetime) -> None:
    for day in (grievance.written_on, grievance.against_on, grievance.knew_on):
        not_after(day, now)
    since, until = grievance.obstacle_since, grievance.obstacle_until
    has_days = since is not None and until is not None
    if (since or until) and not (has_days and until > since and grievance.obstacle.strip()):  # type: ignore[operator]
        raise ObstacleUnclear
    has_agent = grievance.agent != Complaint.Agent.NOBODY
    if has_agent and not (grievance.agent_name.strip() and grievance.agent_paper.strip()):
        raise AgentUnclear
    groups.check(grievance.people, grievance.complainants)


def opened(
    petition: Petition,
    grievance: Grievance,
    papers: Sequence[StoredFile],
    *,
    by: User | None,
    now: datetime,
    first: Complaint | None = None,
    instance: int = 1,
) -> Complaint:
    known = Complaint.objects.filter(pk=petition.pk).select_related("petition").first()
    if known is not None and not _is_bare(known):
        return known
    complaint = known or Complaint(petition=petition)
    complaint.instance, complaint.first = instance, first
    complaint.against_person = first.against_person if first else None
    _fill(complaint, grievance)
    complaint.save()
    _name(complaint, grievance)
    documents.adopt(papers, drafts=DRAFTS, holder=PAPERS, subject=petition.subject)
    action = "lodged" if grievance.reason else "begun"
    write(complaint, action, by=by, now=now, channel=petition.channel, papers=len(papers))
    return complaint


def _is_bare(complaint: Complaint) -> bool:
    """Say whether the desk made it of a petition and nobody has described it yet."""
    return not complaint.reason and complaint.stage == Complaint.Stage.RECEIVED


def _fill(complaint: Complaint, grievance: Grievance) -> None:
    for name in STORED:
        value = getattr(grievance, name)
        setattr(complaint, name, words.clean(value).strip() if isinstance(value, str) else value)


def _name(complaint: Complaint, grievance: Grievance) -> None:
    """Keep the names of those who complain together, and how many they are."""
    Petition.objects.filter(pk=complaint.pk).update(people=grievance.people)
    complaint.petition.people = grievance.people
    complaint.complainants.all().delete()
    Complainant.objects.bulk_create(
        Complainant(
            complaint=complaint,
            name=person.name,
            address=person.address,
            is_representative=person.is_representative,
            paper=person.paper if person.is_representative else "",
        )
        for person in grievance.complainants
    )
