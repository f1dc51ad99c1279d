"""Gives one answer to many petitions that have one cause."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied

from kheo.foundation.accounts.models import User
from kheo.foundation.duties.services import DutyError
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.services.answers import answer
from kheo.oversee.petitions.services.errors import PetitionError


@dataclass(frozen=True)
class Refused:
    """One that could not be answered, and why."""

    petition: Petition
    reason: str


@dataclass(frozen=True)
class Bulk:
    """What became of each."""

    done: list[Petition]
    refused: list[Refused]


def answer_many(
    *, petitions: Sequence[Petition], text: str, no_proof_reason: str, by: User, now: datetime
) -> Bulk:
    """Answer each in a transaction of its own, so that one refusal holds up none of the others.

    Every sender is told with the own code. What was joined to one of them is answered along.
    """
    done: list[Petition] = []
    refused: list[Refused] = []
    # Leads first: what is joined to one of them is then answered already.
    for petition in sorted(petitions, key=lambda one: one.joined_to_id is not None):
        try:
            done.append(
                answer(
                    petition=petition, text=text, no_proof_reason=no_proof_reason, by=by, now=now
                )
            )
        except (PetitionError, DutyError, PermissionDenied) as refusal:
            if petition.joined_to_id in {one.pk for one in done}:
                done.append(petition)
                continue
            refused.append(Refused(petition, str(refusal)))
    return Bulk(done, refused)
