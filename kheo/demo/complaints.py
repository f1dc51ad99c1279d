"""Invented complaints, each gone as far as its story says: one through both instances."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from kheo.demo.days import ago
from kheo.demo.people import Desk, Staff
from kheo.demo.words import Words, cases
from kheo.foundation.accounts.models import User
from kheo.oversee.complaints import services
from kheo.oversee.complaints.models import Complaint, Decision, Dialogue, Publication
from kheo.oversee.petitions import services as petitions

FIGURES = ("money_to_people", "land_to_people")
ORDER = ("received", "accepted", "dialogue", "decided", "second")


@dataclass(frozen=True)
class Case:
    """One complaint to be lived: its story, the people, and when it came."""

    said: dict[str, Any]
    desk: Desk
    staff: Staff
    name: str
    key: uuid.UUID
    now: datetime

    @property
    def came_at(self) -> datetime:
        return self.at(0)

    def at(self, days: int, hour: int = 9) -> datetime:
        """Give a moment so many days after it came."""
        return ago(self.now, int(self.said["days"]) - days, hour)

    def reaches(self, stage: str) -> bool:
        ends = self.said["ends"]
        return ends in ORDER and ORDER.index(ends) >= ORDER.index(stage)


def all_of(
    staff: Staff, words: Words, *, chosen: Desk, now: datetime, random: Random
) -> list[Case]:
    """Invent who complains where."""
    return [
        Case(
            said=said,
            desk=chosen if said.get("own") else random.choice(staff.desks),
            staff=staff,
            name=words.person(random),
            key=uuid.UUID(int=random.getrandbits(128), version=4),
            now=now,
        )
        for said in cases()["complaints"]
    ]


def live(case: Case) -> None:
    """Let one complaint run as far as its story goes."""
    complaint = _lodged(case)
    ends, handler = case.said["ends"], case.desk.handler
    if ends == "refused":
        services.refuse(
            complaint=complaint,
            ground=case.said["ground"],
            explanation=case.said["why"],
            by=handler,
            now=case.at(6),
        )
    if ends == "withdrawn":
        complaint = services.accept(complaint=complaint, by=handler, now=case.at(5))
        secret = petitions.secret_of(complaint.petition)
        reason = case.said["why"]
        services.withdraw(complaint=complaint, secret=secret, reason=reason, now=case.at(15))
    if case.reaches("accepted"):
        _settled(case, services.accept(complaint=complaint, by=handler, now=case.at(6)))


def _lodged(case: Case) -> Complaint:
    said, on = case.said, timezone.localdate(case.came_at)
    names, speakers = said.get("people", []), said.get("speakers", [])
    late = timedelta(days=900) if said.get("ground") == "too_late" else timedelta(days=20)
    return services.lodge(
        letter=petitions.Letter(
            text=said["text"],
            title=said["title"],
            unit=case.desk.unit,
            name=names[0] if names else case.name,
        ),
        grievance=services.Grievance(
            written_on=on,
            address=case.desk.unit.full_name,
            against_number=said["number"],
            against_on=on - late - timedelta(days=5),
            against_whom=said["whom"],
            reason=said["reason"],
            request=said["request"],
            knew_on=on - late,
            people=len(names) or 1,
            complainants=tuple(
                services.Person(
                    name,
                    is_representative=name in speakers,
                    paper="Biên bản họp các hộ" if name in speakers else "",
                )
                for name in names
            ),
        ),
        submission_key=case.key,
        now=case.came_at,
        is_demo=True,
    )


def _settled(case: Case, complaint: Complaint) -> None:
    if not case.reaches("dialogue"):
        return
    handler = case.desk.handler
    complaint = services.assign(
        complaint=complaint, verifier=handler, by=case.desk.head, now=case.at(7)
    )
    is_group = case.said["ends"] == "dialogue"
    _verified(case, complaint, handler, "found", case.at(16), differ=is_group)
    if is_group:
        services.invite(
            complaint=complaint,
            meets_at=case.now + timedelta(days=5),
            place="Phòng họp trụ sở UBND",
            invited="Hai người đại diện, tổ kiểm đếm, trưởng bản",
            by=handler,
            now=case.at(28),
        )
        return
    _decided(case, complaint, case.desk.head, handler, at=24)
    if case.reaches("second"):
        _again(case, complaint)


def _verified(
    case: Case, complaint: Complaint, by: User, story: str, at: datetime, *, differ: bool
) -> None:
    services.verify(
        complaint=complaint,
        found=case.said[story],
        asked_whom=case.said["asked"],
        positions_differ=differ,
        by=by,
        now=at,
    )


def _decided(
    case: Case, complaint: Complaint, head: User, handler: User, *, at: int, tail: str = ""
) -> Decision:
    signed = 40 + int(case.said["days"]) % 50
    services.decide(
        complaint=complaint,
        number=f"{signed}/QĐ-UBND",
        ruling=Decision.Ruling(case.said[f"ruling{tail}"]),
        text=case.said[f"decision{tail}"],
        figures=_figures(case, tail),
        by=head,
        now=case.at(at),
    )
    on = timezone.localdate(case.at(at + 1))
    return services.send(
        complaint=complaint, way=Decision.Way.HAND, on=on, by=handler, now=case.at(at + 1, 15)
    )


def _figures(case: Case, tail: str) -> dict[str, Decimal | int]:
    is_last = bool(tail) or case.said["ends"] == "decided"
    return {name: Decimal(case.said[name]) for name in FIGURES if is_last and name in case.said}


def _again(case: Case, first: Complaint) -> None:
    """Take it to the province: accepted, verified, talked over, decided, made public."""
    above = case.staff.inspector
    complaint = services.complain_again(
        first=first,
        secret=petitions.secret_of(first.petition),
        reason=case.said["again"],
        submission_key=uuid.uuid5(case.key, "again"),
        now=case.at(38),
    )
    complaint = services.accept(complaint=complaint, by=above, now=case.at(44))
    chair = case.staff.chair
    complaint = services.assign(complaint=complaint, verifier=above, by=chair, now=case.at(45))
    _verified(case, complaint, above, "found_again", case.at(58), differ=True)
    dialogue = services.invite(
        complaint=complaint,
        meets_at=case.at(66, 14),
        place="Trụ sở tiếp công dân của tỉnh",
        invited="Người khiếu nại, UBND xã, đơn vị đo đạc",
        by=above,
        now=case.at(59),
    )
    services.record(
        dialogue=dialogue,
        state=Dialogue.State.HELD,
        attended="Các bên có mặt đủ",
        minutes=case.said["minutes"],
        by=above,
        now=case.at(66, 16),
    )
    _decided(case, complaint, chair, above, at=74, tail="_again")
    _published(case, complaint, above)


def _published(case: Case, complaint: Complaint, by: User) -> None:
    services.publish(
        complaint=complaint,
        way=Publication.Way.WEB,
        place="Cổng thông tin điện tử của tỉnh",
        since=timezone.localdate(case.at(80)),
        public_text=case.said["decision_again"],
        by=by,
        now=case.at(80),
    )
    execution = services.order(
        complaint=complaint,
        work=case.said["order"],
        who="UBND xã",
        due_on=timezone.localdate(case.at(110)),
        by=by,
        now=case.at(80),
    )
    services.carry_out(
        execution=execution,
        on=timezone.localdate(case.at(101)),
        result="Đã cắm lại mốc và giao đất, có biên bản của hai bên.",
        by=by,
        now=case.at(101, 16),
    )
