"""The code at the door: changes every minute, and lets whoever scanned it send the form later.

Nothing of it is stored. `code` names the conference and the minute, signed; `admit` turns a fresh
code into a pass that lives as long as the form may be sent.
"""

from datetime import datetime

from django.core.signing import BadSignature, Signer

from kheo.know.dissemination import rules
from kheo.know.dissemination.models import Conference

_CODES = Signer(salt="dissemination.door", sep="~")
_PASSES = Signer(salt="dissemination.pass", sep="~")
LONGEST = 120


def code(conference: Conference, *, now: datetime) -> str:
    """Make the code that the door shows now."""
    return _CODES.sign(f"{conference.pk}-{_turn(now)}")


def is_fresh(conference: Conference, typed: str, *, now: datetime) -> bool:
    """Say whether a code was shown at this door a moment ago, while the door was open."""
    turn = _read(_CODES, typed, conference)
    law = rules.attendance()
    if turn is None or not law.is_open(conference.starts_at, now):
        return False
    return 0 <= _turn(now) - turn <= law.still_good


def admit(conference: Conference, *, now: datetime) -> str:
    """Make the pass of somebody who scanned a fresh code."""
    return _PASSES.sign(f"{conference.pk}-{int(now.timestamp())}")


def is_admitted(conference: Conference, typed: str, *, now: datetime) -> bool:
    """Say whether a pass of this conference may still be used."""
    since = _read(_PASSES, typed, conference)
    within = rules.attendance().send_within.total_seconds()
    return since is not None and 0 <= now.timestamp() - since <= within


def _turn(now: datetime) -> int:
    return int(now.timestamp()) // rules.attendance().code_seconds


def _read(signer: Signer, typed: str, conference: Conference) -> int | None:
    try:
        pk, _sep, number = signer.unsign(typed[:LONGEST]).partition("-")
    except BadSignature:
        return None
    return int(number) if pk == str(conference.pk) else None
