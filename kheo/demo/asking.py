"""Invented requests: for information, given, refused, still open; about a person's own data."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from kheo.demo.days import ago
from kheo.demo.people import Desk
from kheo.demo.words import Words, cases, told
from kheo.foundation.duties.models import Duty
from kheo.oversee.personal_data import services as personal_data
from kheo.oversee.personal_data.models import Request
from kheo.oversee.petitions import services as petitions
from kheo.oversee.petitions.models import Petition


@dataclass(frozen=True)
class Ask:
    """One request, who sends it, and when."""

    said: dict[str, Any]
    desk: Desk
    name: str
    key: uuid.UUID
    now: datetime

    @property
    def at(self) -> datetime:
        return ago(self.now, int(self.said["days"]))

    def live(self) -> None:
        """Ask, and let it be answered when it is long enough ago."""
        petition = petitions.receive(
            letter=petitions.Letter(
                text=self.said["text"],
                kind=Petition.Kind.INFORMATION,
                unit=self.desk.unit,
                name=self.name,
                wants_public=False,
            ),
            submission_key=self.key,
            now=self.at,
            is_demo=True,
        )
        if "answer" in self.said:
            self._answered(petition)

    def _answered(self, petition: Petition) -> None:
        ground = self.said.get("refusal", "")
        petitions.answer(
            petition=petition,
            text=self.said["answer"],
            outcome=Duty.Outcome.REFUSED if ground else Duty.Outcome.DONE,
            refusal_ground=ground,
            no_proof_reason="" if ground else "Bản sao đã gửi theo địa chỉ của người yêu cầu.",
            by=self.desk.handler,
            now=ago(self.now, int(self.said["days"]) - 4),
        )


def all_of(words: Words, *, chosen: Desk, now: datetime, random: Random) -> list[Ask]:
    """Invent who asks."""
    return [
        Ask(
            said=said,
            desk=chosen,
            name=words.person(random),
            key=uuid.UUID(int=random.getrandbits(128), version=4),
            now=now,
        )
        for said in cases()["information"]
    ]


def about_own_data(desk: Desk, *, now: datetime, random: Random) -> None:
    """Let one person ask at the counter that a published line be corrected; it is still open."""
    said = told("halls")["own_data"]
    at = ago(now, int(said["days"]))
    personal_data.register(
        asked=personal_data.Asked(
            right=said["right"],
            unit=desk.unit,
            text=said["text"],
            name=said["name"],
            about=said["about"],
            wished=said["wished"],
        ),
        submission_key=uuid.UUID(int=random.getrandbits(128), version=4),
        channel=Request.Channel.COUNTER,
        received_at=at,
        by=desk.clerk,
        now=at,
        is_demo=True,
    )
