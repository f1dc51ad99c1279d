"""Finding out what is true, and letting both sides speak, before anything is decided."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import services as documents
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties import permissions as duty_permissions
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.refusals import said
from kheo.foundation.vietnamese import text as words
from kheo.oversee.complaints import permissions, rules
from kheo.oversee.complaints.errors import (
    AlreadyRecorded,
    ConflictOfInterest,
    FindingMissing,
    GroundUnknown,
    MeetingInPast,
    MeetingNotYet,
    MinutesMissing,
)
from kheo.oversee.complaints.models import Complaint, Dialogue, Verification
from kheo.oversee.complaints.services.locking import (
    demand,
    demand_handler,
    locked_accepted,
    tell,
    write,
)

MINUTES = "complaint.minutes"
FINDINGS = "complaint.finding"
State = Dialogue.State


@transaction.atomic
def assign(*, complaint: Complaint, verifier: User, by: User, now: datetime) -> Complaint:
    """Name who verifies; never the person whose act it is about."""
    complaint = locked_accepted(complaint)
    demand_handler(complaint, by, now)
    if permissions.is_accused(verifier, complaint):
        raise ConflictOfInterest
    duties.assign(complaint.petition.duty, to=verifier, by=by, now=now)
    complaint.verifier = verifier
    complaint.save(update_fields=["verifier"])
    write(complaint, "verifier_named", by=by, now=now, to=verifier.username)
    return complaint


@transaction.atomic
def verify(
    *,
    complaint: Complaint,
    found: str,
    by: User,
    now: datetime,
    asked_whom: str = "",
    papers: str = "",
    positions_differ: bool | None = None,
    files: Sequence[StoredFile] = (),
    duty: Duty | None = None,
) -> Verification:
    """Enter what was found out and from whom; say whether the two sides still differ."""
    complaint = locked_accepted(complaint)
    demand_handler(complaint, by, now)
    _may_verify(complaint, by, now)
    made = Verification.objects.create(
        complaint=complaint,
        at=now,
        by=by,
        asked_whom=words.clean(asked_whom).strip(),
        documents=words.clean(papers).strip(),
        found=said(found, FindingMissing),
        duty=duty,
    )
    documents.adopt(files, drafts="complaint.draft", holder=FINDINGS, subject=complaint.subject)
    if positions_differ is not None:
        complaint.positions_differ = positions_differ
        complaint.save(update_fields=["positions_differ"])
    write(complaint, "verified", by=by, now=now, files=len(files), differ=positions_differ)
    return made


def _may_verify(complaint: Complaint, by: User, now: datetime) -> None:
    today = timezone.localdate(now)
    demand(duty_permissions.may_work(by, complaint.petition.duty, today=today))


@transaction.atomic
def invite(
    *, complaint: Complaint, meets_at: datetime, place: str, invited: str, by: User, now: datetime
) -> Dialogue:
    """Invite to a dialogue; the complainant is told when and where."""
    complaint = locked_accepted(complaint)
    demand_handler(complaint, by, now)
    if meets_at <= now:
        raise MeetingInPast
    dialogue = Dialogue.objects.create(
        complaint=complaint,
        meets_at=meets_at,
        place=words.clean(place).strip(),
        invited=words.clean(invited).strip(),
        invited_at=now,
    )
    write(complaint, "invited", by=by, now=now, dialogue=dialogue.pk)
    when = timezone.localtime(meets_at)
    text = _("%(code)s: mời bạn đối thoại lúc %(time)s ngày %(day)s tại %(place)s.")
    tell(
        complaint,
        f"invited.{dialogue.pk}",
        text,
        now,
        time=f"{when:%H:%M}",
        day=f"{when:%d/%m/%Y}",
        place=dialogue.place,
    )
    return dialogue


@transaction.atomic
def record(
    *,
    dialogue: Dialogue,
    state: Dialogue.State,
    minutes: str,
    by: User,
    now: datetime,
    attended: str = "",
    files: Sequence[StoredFile] = (),
) -> Dialogue:
    """Enter how the meeting went: held, or the complainant stayed away, with or without reason."""
    complaint = locked_accepted(dialogue.complaint)
    demand_handler(complaint, by, now)
    dialogue = Dialogue.objects.select_for_update().get(pk=dialogue.pk)
    if dialogue.state != State.INVITED:
        raise AlreadyRecorded
    if now < dialogue.meets_at:
        raise MeetingNotYet
    if state == State.INVITED:
        raise GroundUnknown
    dialogue.state, dialogue.minutes = state, said(minutes, MinutesMissing)
    dialogue.attended = words.clean(attended).strip()
    if state == State.HELD:
        said(dialogue.attended, MinutesMissing)
    dialogue.recorded_at = now
    dialogue.save()
    documents.adopt(files, drafts="complaint.draft", holder=MINUTES, subject=complaint.subject)
    write(complaint, "dialogue", by=by, now=now, dialogue=dialogue.pk, state=str(state))
    return dialogue


def has_had_its_say(complaint: Complaint) -> bool:
    """Say whether a dialogue was held, or the law goes on without the complainant."""
    # Law on Complaints, art. 30 (6): counts from the day that the change came into force.
    since = rules.book().dialogue_absence
    for dialogue in complaint.dialogues.all():
        if dialogue.state == State.HELD:
            return True
        met_on = timezone.localdate(dialogue.meets_at)
        if dialogue.state == State.ABSENT and since.holds(met_on):
            return True
    return False
