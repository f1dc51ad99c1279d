"""What makes one invented matter unlike the next: helped, joined, refused, taken back."""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from kheo.demo.people import Desk, Staff
from kheo.foundation.duties.models import Duty
from kheo.foundation.units import queries as units_now
from kheo.oversee.petitions import services as petitions
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.services import Decision

if TYPE_CHECKING:
    from kheo.demo.year import Life

# Every so many matters, the others go the plain way.
EVERY = {41: "helped", 37: "joined", 29: "partly", 43: "refused", 53: "withdrawn", 59: "filed"}
# The newest ones show what is under way.
LATEST = {355: "helped", 353: "joined", 349: "asked", 356: "joined"}


def of(number: int) -> str:
    """Say which turn a matter takes."""
    if number in LATEST:
        return LATEST[number]
    return next((turn for every, turn in EVERY.items() if number % every == every - 1), "")


def ends_early(turn: str, petition: Petition, desk: Desk, *, at: datetime, now: datetime) -> bool:
    """End what never gets an answer: taken back by its sender, or filed by the clerk."""
    if at > now or turn not in ("withdrawn", "filed"):
        return False
    if turn == "withdrawn":
        secret = petitions.secret_of(petition)
        petitions.withdraw(
            petition=petition, secret=secret, reason="Việc đã được bản giải quyết xong.", now=at
        )
    else:
        decision = Decision(
            conditions=["anonymous"],
            action="file",
            reason="Không có tên, không có cách liên hệ, nội dung không rõ địa điểm để kiểm tra.",
        )
        petitions.classify(petition=petition, decision=decision, by=desk.clerk, now=at)
    return True


def goes_on(
    life: "Life",
    petition: Petition,
    staff: Staff,
    works_at: datetime,
    answers_at: datetime,
    now: datetime,
) -> bool:
    """Let others come in between the first step and the answer; False when one waits for them."""
    if life.turn == "joined":
        _joined(life, petition, works_at + timedelta(hours=1))
    if life.turn == "asked":
        petitions.ask_sender(
            petition=petition,
            question="Xin cho biết rõ đoạn nào, gần nhà ai, để đội sửa chữa đến đúng chỗ.",
            by=life.desk.handler,
            now=works_at + timedelta(hours=1),
        )
        return False
    if life.turn == "helped":
        return _helped(life, petition, staff, works_at, answers_at, now)
    return True


def _joined(life: "Life", lead: Petition, at: datetime) -> None:
    """A neighbour writes about the same thing; the clerk joins it, both are answered."""
    second = petitions.receive(
        letter=petitions.Letter(
            text=f"{life.story.text} Tôi là người cùng bản, cũng mong được giải quyết.",
            title=life.story.title,
            kind=life.story.kind,
            topic=life.story.topic,
            unit=life.desk.unit,
        ),
        submission_key=uuid.uuid5(life.key, "again"),
        now=at,
        is_demo=True,
    )
    petitions.join(petition=second, lead=lead, by=life.desk.clerk, now=at + timedelta(minutes=30))


def _helped(
    life: "Life",
    petition: Petition,
    staff: Staff,
    works_at: datetime,
    answers_at: datetime,
    now: datetime,
) -> bool:
    """Ask the province for a part; it is given before the answer, or still owed today."""
    child = petitions.ask_help(
        petition=petition,
        body=units_now.responsible_body(staff.province),
        work="Cho ý kiến chuyên môn và dự toán",
        brief=f"{life.story.title}: xin ý kiến chuyên môn về cách khắc phục và dự toán.",
        by=life.desk.handler,
        now=works_at + timedelta(hours=1),
    )
    if answers_at > now:
        return False
    petitions.give_help(
        child=child,
        result="Đồng ý phương án của xã; dự toán nằm trong nguồn bảo trì.",
        by=staff.chair,
        now=answers_at - timedelta(hours=1),
    )
    return True


def ending(turn: str) -> dict[str, Any]:
    """Say how the answer ends a matter, when it is not simply done."""
    if turn == "partly":
        return {"outcome": Duty.Outcome.PARTLY}
    if turn == "refused":
        return {"outcome": Duty.Outcome.REFUSED, "refusal_ground": "no_means"}
    return {}
