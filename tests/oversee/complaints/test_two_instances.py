"""A complaint through both instances across Tết 2027, each date counted by hand.

Days off around Tết Đinh Mùi in the calendar: Thursday 4 to Wednesday 10 February 2027 (29 Tết to
Mùng năm), then the weekend of 13 and 14 February.
"""

import uuid
from datetime import date

import pytest

from kheo.foundation.duties.models import Duty
from kheo.foundation.notices.models import Message
from kheo.oversee.complaints import queries, services
from kheo.oversee.complaints.models import Complaint, Decision, Publication
from kheo.oversee.petitions.models import Petition
from tests.oversee.complaints import cases
from tests.oversee.complaints.cases import at

pytestmark = pytest.mark.django_db


def duty(complaint: Complaint, kind: str) -> Duty:
    return Duty.objects.get(kind=f"complaint.{kind}", subject=complaint.subject)


def due(complaint: Complaint, kind: str) -> date:
    return duty(complaint, kind).due_on


def test_a_complaint_goes_through_both_instances_across_tet():
    place = cases.Place().raise_province()

    # Received Monday 4 January: 10 days, the first is 5 January, so Thursday 14 January.
    first = cases.lodged(place, now=at(2027, 1, 4))
    assert due(first, "accept") == date(2027, 1, 14)
    assert duty(first, "accept").rule_code == "KN-L1-ACC"

    # Accepted Monday 11 January: 30 days end on Wednesday 10 February, Mùng năm, a holiday;
    # the period ends with the next working day, Thursday 11 February.
    services.accept(complaint=first, by=place.handler, now=at(2027, 1, 11))
    resolve = duty(first, "resolve")
    assert (resolve.due_on, resolve.due.rolled_from) == (date(2027, 2, 11), date(2027, 2, 10))

    # The two sides differ, so they meet before the decision (1 February, met on the 3rd).
    cases.verified(first, place.handler, now=at(2027, 1, 25), differ=True)
    with pytest.raises(services.deciding.DialogueMissing):
        cases.decide(first, place.head, now=at(2027, 2, 1))
    cases.talked(first, place.handler, now=at(2027, 2, 1))

    # Decided Wednesday 3 February. Sending: 3 working days after it. 4 to 10 February are off, so
    # the days are 11, 12 and, after the weekend, Monday 15 February.
    decision = cases.decide(first, place.head, now=at(2027, 2, 3, 16))
    first = cases.again(first)
    assert due(first, "send") == date(2027, 2, 15)
    assert not Duty.objects.filter(kind="complaint.publish").exists()
    # In force 30 days after 3 February unless complained again: Friday 5 March.
    assert decision.final_on == date(2027, 3, 5)
    assert first.petition.state == Petition.State.ANSWERED

    # Handed over Friday 12 February: 30 days for the second complaint, 14 March is a Sunday,
    # so until Monday 15 March.
    decision = services.send(
        complaint=first, way=Decision.Way.HAND, on=date(2027, 2, 12), by=place.handler,
        now=at(2027, 2, 12),
    )  # fmt: skip
    assert decision.file_by == date(2027, 3, 15)
    assert duty(first, "send").closed_at == at(2027, 2, 12)

    # The sender goes to the province on Monday 1 March: accepted within 10 days, by 11 March.
    second = services.complain_again(
        first=first, secret=cases.secret(first), reason="Chưa đo lại thửa đất.",
        submission_key=uuid.uuid4(), now=at(2027, 3, 1),
    )  # fmt: skip
    assert (second.instance, second.first_id) == (2, first.pk)
    assert second.petition.unit == place.province
    assert second.petition.sender_name == "Lò Thị Hoa"
    assert duty(second, "accept").rule_code == "KN-L2-ACC"
    assert due(second, "accept") == date(2027, 3, 11)
    assert not queries.is_late_filing(second, date(2027, 3, 1))

    # Accepted Friday 5 March: 45 days, the last is Monday 19 April.
    services.accept(complaint=second, by=place.inspector, now=at(2027, 3, 5))
    assert due(second, "resolve") == date(2027, 4, 19)

    # The second time a dialogue is always held, although the sides agree on the facts.
    cases.verified(second, place.inspector, now=at(2027, 3, 20), differ=False)
    with pytest.raises(services.deciding.DialogueMissing):
        cases.decide(second, place.chair, now=at(2027, 3, 21))
    cases.talked(second, place.inspector, now=at(2027, 3, 22))

    # Decided Monday 12 April: sent within 7 days (19 April), public within 15 (27 April),
    # in force after 30 days (12 May).
    decision = cases.decide(
        second, place.chair, now=at(2027, 4, 12), ruling=Decision.Ruling.PARTLY,
        figures={"land_to_people": 18},
    )  # fmt: skip
    second = cases.again(second)
    assert due(second, "send") == date(2027, 4, 19)
    assert due(second, "publish") == date(2027, 4, 27)
    assert decision.final_on == date(2027, 5, 12)

    services.send(
        complaint=second, way=Decision.Way.POST, on=date(2027, 4, 13), by=place.inspector,
        now=at(2027, 4, 13),
    )  # fmt: skip
    decision = services.deliver(
        complaint=second, on=date(2027, 4, 15), by=place.inspector, now=at(2027, 4, 16)
    )
    assert decision.file_by is None

    services.publish(
        complaint=second, way=Publication.Way.POSTING, place="Trụ sở UBND xã",
        since=date(2027, 4, 14), until=date(2027, 4, 28), public_text="Trả lại 18 m² đất vườn.",
        by=place.inspector, now=at(2027, 4, 14),
    )  # fmt: skip
    assert not Duty.objects.open().exists()


def test_every_step_is_told_to_the_sender():
    place = cases.Place()

    cases.delivered(place)

    keys = [
        key.split(":")[0] for key in Message.objects.order_by("pk").values_list("key", flat=True)
    ]
    assert keys == [
        "petition.received",
        "complaint.accepted",
        "complaint.decided",
        "complaint.delivered",
    ]
