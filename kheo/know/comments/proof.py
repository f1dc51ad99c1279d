"""Lets the sender's machine do a little work instead of asking another company who is a person.

The server signs a question (ALTCHA); the browser finds the number behind it. Each question is
good for one sending and for some time.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from altcha import v1
from django.utils.crypto import salted_hmac

from kheo.know.comments.errors import ProofExpired, ProofRefused
from kheo.know.comments.rules import rules

ALGORITHM: Final = "SHA-256"
LONGEST = 1000
_SALT = "kheo.know.comments.proof"


@dataclass(frozen=True)
class Done:
    """A question that was answered, and until when it would have been good."""

    challenge: str
    until: datetime


def question(now: datetime) -> str:
    """Make the question for one form, as JSON for the browser."""
    options = v1.ChallengeOptions(
        algorithm=ALGORITHM,
        max_number=rules().most_tries,
        hmac_key=_key(),
        expires=now + timedelta(minutes=rules().proof_minutes),
    )
    return json.dumps(v1.create_challenge(options).to_dict())


def read(answer: str, *, now: datetime) -> Done | None:
    """Check an answer; None where there is none. Raises ProofRefused or ProofExpired."""
    if not answer:
        return None
    payload, until = _opened(answer)
    if not v1.verify_solution(payload, _key(), check_expires=False)[0]:
        raise ProofRefused
    if until < now:
        raise ProofExpired
    return Done(payload.challenge, until)


def _opened(answer: str) -> tuple[v1.Payload, datetime]:
    try:
        payload = v1.Payload.from_base64(answer[:LONGEST])
        _nonce, expires, _more = payload.parse_salt()
        if payload.algorithm != ALGORITHM or expires is None:
            raise ProofRefused
        return payload, datetime.fromtimestamp(expires, UTC)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, OSError):
        raise ProofRefused from None


def _key() -> bytes:
    """Derive a key of its own, so that no other signature of the house fits."""
    return salted_hmac(_SALT, "", algorithm="sha256").digest()
