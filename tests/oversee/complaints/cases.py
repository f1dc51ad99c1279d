"""Complaints at every stage, made by the services as people would."""

import uuid
from datetime import date, datetime, timedelta

from kheo.foundation.units.models import Unit
from kheo.oversee.complaints import services
from kheo.oversee.complaints.models import Complaint, Decision, Dialogue
from kheo.oversee.complaints.services import Grievance
from kheo.oversee.petitions import services as petitions
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.factories import HANOI

# A Monday before Tết 2027 (holidays 4 to 10 February).
MONDAY = datetime(2027, 1, 4, 8, tzinfo=HANOI)
LAND = "Quyết định thu hồi 120 m² đất vườn của tôi để làm đường, đo thừa vào phần đã có sổ đỏ."


class Place:
    """A commune below its province, with the people who work there."""

    def __init__(self, *, is_remote: bool = False, name: str = "Ngọc Chiến") -> None:
        self.province = factories.province()
        self.above = factories.body(self.province)
        self.unit: Unit = factories.unit(
            name,
            parent=self.province,
            is_remote=is_remote,
            remote_basis="QĐ 861/QĐ-TTg" if is_remote else "",
        )
        self.body = factories.body(self.unit)
        self.head = factories.officer(self.unit, "head")
        self.handler = factories.officer(self.unit, "handler")
        self.clerk = factories.officer(self.unit, "clerk")

    def raise_province(self) -> "Place":
        """Let the province work as well: its chair and a handler."""
        self.chair = factories.officer(self.province, "head")
        self.inspector = factories.officer(self.province, "handler")
        return self


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=HANOI)


def grievance(**said) -> Grievance:
    given = {
        "written_on": date(2027, 1, 3),
        "address": "Bản Nà Tâu, xã Ngọc Chiến",
        "against_number": "12/QĐ-UBND",
        "against_on": date(2026, 12, 20),
        "against_whom": "UBND xã Ngọc Chiến",
        "reason": "Đo sai ranh giới thửa đất.",
        "request": "Hủy quyết định, trả lại đất.",
        "knew_on": date(2026, 12, 22),
    }
    return Grievance(**given | said)


def letter(unit: Unit, **said) -> petitions.Letter:
    given = {"text": LAND, "unit": unit, "name": "Lò Thị Hoa", "phone": "0912345678"}
    return petitions.Letter(**given | said)


def lodged(place: Place, *, now: datetime = MONDAY, key: uuid.UUID | None = None, **said):
    return services.lodge(
        letter=letter(place.unit),
        grievance=grievance(**said),
        submission_key=key or uuid.uuid4(),
        now=now,
    )


def accepted(place: Place, *, now: datetime = MONDAY, on: datetime | None = None, **said):
    complaint = lodged(place, now=now, **said)
    return services.accept(complaint=complaint, by=place.handler, now=on or now)


def verified(complaint: Complaint, by, *, now: datetime, differ: bool | None = False):
    services.verify(
        complaint=complaint, found="Đã đo lại, thừa 18 m².", positions_differ=differ, by=by, now=now
    )
    return again(complaint)


def talked(complaint: Complaint, by, *, now: datetime, state=Dialogue.State.HELD) -> Dialogue:
    dialogue = services.invite(
        complaint=complaint,
        meets_at=now + timedelta(days=2),
        place="Trụ sở UBND",
        invited="Người khiếu nại, công chức địa chính",
        by=by,
        now=now,
    )
    return services.record(
        dialogue=dialogue,
        state=state,
        attended="Hai bên" if state == Dialogue.State.HELD else "",
        minutes="Hai bên đã nói rõ ý kiến.",
        by=by,
        now=now + timedelta(days=2, hours=1),
    )


def decide(complaint: Complaint, by, *, now: datetime, ruling=Decision.Ruling.WRONG, **said):
    return services.decide(
        complaint=complaint,
        number="45/QĐ-UBND",
        ruling=ruling,
        text="Giữ nguyên quyết định thu hồi đất.",
        by=by,
        now=now,
        **said,
    )


def decided(place: Place, *, now: datetime = MONDAY, days: int = 10, **said) -> Complaint:
    """A first complaint accepted the day it came and decided ten days later."""
    complaint = accepted(place, now=now)
    verified(complaint, place.handler, now=now + timedelta(days=days - 1))
    decide(complaint, place.head, now=now + timedelta(days=days), **said)
    return again(complaint)


def delivered(place: Place, **said) -> Complaint:
    complaint = decided(place, **said)
    on = complaint.decision.decided_on
    now = at(on.year, on.month, on.day, 15)
    services.send(complaint=complaint, way=Decision.Way.HAND, on=on, by=place.handler, now=now)
    return again(complaint)


def again(complaint: Complaint) -> Complaint:
    """Read it as it now is."""
    return Complaint.objects.select_related("petition__duty", "petition__unit").get(pk=complaint.pk)


def secret(complaint: Complaint) -> str:
    return petitions.secret_of(complaint.petition)


def petition(unit: Unit, *, now: datetime = MONDAY, **said) -> Petition:
    return petitions.receive(
        letter=petitions.Letter(**{"text": LAND, "unit": unit, **said}),
        submission_key=uuid.uuid4(),
        now=now,
    )
