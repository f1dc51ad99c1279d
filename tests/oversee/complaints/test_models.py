"""The database itself refuses a complaint that the law would not know."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kheo.oversee.complaints.models import (
    Complainant,
    Complaint,
    Decision,
    Dialogue,
    Execution,
    Pause,
    Publication,
    Verification,
    Withdrawal,
)
from tests.oversee.complaints import cases
from tests.oversee.complaints.cases import MONDAY

pytestmark = pytest.mark.django_db
DAY = MONDAY.date()


@pytest.fixture
def place():
    return cases.Place()


def refused(name: str, change) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        change()


def change(complaint: Complaint, **fields):
    return lambda: Complaint.objects.filter(pk=complaint.pk).update(**fields)


def ruled(complaint: Complaint, **fields):
    return lambda: Decision.objects.filter(pk=complaint.pk).update(**fields)


def test_a_second_complaint_follows_a_first(place):
    complaint = cases.lodged(place)

    refused("second_complaint_follows_a_first", change(complaint, instance=2))
    refused("second_complaint_follows_a_first", change(complaint, instance=3))


def test_a_complaint_does_not_follow_itself(place):
    complaint = cases.lodged(place)

    refused("complaint_does_not_follow_itself", change(complaint, instance=2, first=complaint))


def test_a_first_complaint_is_followed_once(place):
    first, second, third = (cases.lodged(place) for _ in range(3))
    change(second, instance=2, first=first)()

    refused("first_complaint_is_followed_once", change(third, instance=2, first=first))


def test_an_accepted_complaint_says_when_by_whom_and_where(place):
    complaint = cases.lodged(place)

    refused(
        "accepted_complaint_says_when_by_whom_and_where",
        change(complaint, stage="accepted", accepted_on=DAY),
    )


def test_an_ended_complaint_says_when(place):
    complaint = cases.lodged(place)

    refused("ended_complaint_says_when", change(complaint, stage="withdrawn"))
    refused("ended_complaint_says_when", change(complaint, ended_on=DAY))


def test_a_refused_complaint_names_its_ground(place):
    complaint = cases.lodged(place)

    refused(
        "refused_complaint_names_its_ground",
        change(complaint, stage="refused", ended_on=DAY, ground="unsigned"),
    )


def test_a_refused_complaint_was_not_accepted(place):
    complaint = cases.accepted(place)

    refused(
        "refused_complaint_was_not_accepted",
        change(complaint, stage="refused", ended_on=DAY, ground="x", explanation="y"),
    )


def test_a_complaint_ends_after_it_was_accepted(place):
    complaint = cases.decided(place)

    refused(
        "complaint_ends_after_it_was_accepted",
        change(complaint, ended_on=DAY - timedelta(days=1)),
    )


def test_an_obstacle_has_a_name_and_ends_after_it_began(place):
    complaint, name = cases.lodged(place), "obstacle_has_a_name_and_ends_after_it_began"

    refused(name, change(complaint, obstacle_since=DAY, obstacle_until=DAY, obstacle="Ốm"))
    refused(name, change(complaint, obstacle_since=DAY, obstacle="Ốm"))


def test_an_agent_has_a_name_and_a_paper(place):
    complaint = cases.lodged(place)

    refused("agent_has_a_name_and_a_paper", change(complaint, agent="lawyer", agent_name="Ông A"))


def test_a_representative_has_a_paper(place):
    complaint = cases.lodged(place)

    refused(
        "representative_has_a_paper",
        lambda: Complainant.objects.create(complaint=complaint, name="A", is_representative=True),
    )
    refused(
        "complainant_has_a_name", lambda: Complainant.objects.create(complaint=complaint, name="")
    )


def test_a_verification_says_what_was_found(place):
    complaint = cases.accepted(place)

    refused(
        "verification_says_what_was_found",
        lambda: Verification.objects.create(
            complaint=complaint, at=MONDAY, by=place.handler, found=""
        ),
    )


def dialogue(complaint: Complaint, **fields):
    given = {"meets_at": MONDAY + timedelta(days=1), "place": "UBND", "invited": "Hai bên"}
    return lambda: Dialogue.objects.create(
        complaint=complaint, **{"invited_at": MONDAY} | given | fields
    )


def test_a_dialogue_is_after_its_invitation_and_says_how_it_went(place):
    complaint = cases.accepted(place)

    refused("dialogue_is_after_its_invitation", dialogue(complaint, meets_at=MONDAY))
    refused(
        "held_dialogue_has_minutes",
        dialogue(complaint, state="held", recorded_at=MONDAY, minutes="Biên bản"),
    )
    refused("dialogue_that_came_says_how_it_went", dialogue(complaint, state="absent"))


def test_a_pause_has_ground_and_decision_and_stands_alone(place):
    complaint = cases.accepted(place)
    given = {"complaint": complaint, "since": DAY, "ground": "x", "decision": "1/QĐ"}
    Pause.objects.create(**given)

    refused("complaint_is_paused_once_at_a_time", lambda: Pause.objects.create(**given))
    refused(
        "pause_ends_after_it_began",
        lambda: Pause.objects.create(**given, until=DAY - timedelta(days=1)),
    )
    refused(
        "pause_has_ground_and_decision",
        lambda: Pause.objects.create(**given | {"until": DAY, "decision": ""}),
    )


def test_a_withdrawal_names_its_part_and_is_whole_once(place):
    complaint = cases.accepted(place)
    Withdrawal.objects.create(complaint=complaint, on=DAY)

    refused(
        "complaint_is_withdrawn_whole_once",
        lambda: Withdrawal.objects.create(complaint=complaint, on=DAY),
    )
    refused(
        "withdrawal_in_part_names_the_part",
        lambda: Withdrawal.objects.create(complaint=complaint, on=DAY, is_whole=False),
    )


def test_a_decision_has_a_number_words_days_in_order_and_no_negative_figure(place):
    complaint = cases.delivered(place)
    before = complaint.decision.decided_on - timedelta(days=1)

    refused("decision_has_a_number_and_words", ruled(complaint, number=""))
    refused("decision_is_sent_after_it_is_made", ruled(complaint, sent_on=before))
    refused("decision_is_received_after_it_is_sent", ruled(complaint, sent_on=None, delivery=""))
    refused(
        "second_complaint_has_time_after",
        ruled(complaint, sent_on=None, delivery="", delivered_on=None),
    )
    refused("decision_is_received_after_it_is_sent", ruled(complaint, delivered_on=before))
    refused("second_complaint_has_time_after", ruled(complaint, file_by=before))
    refused("decision_is_final_after_it_is_made", ruled(complaint, final_on=before))
    refused("decision_counts_nothing_below_zero", ruled(complaint, money_to_people=-1))


def test_a_publication_ends_after_it_began_and_a_posting_says_until_when(place):
    decision = cases.decided(place).decision
    given = {"decision": decision, "way": "posting", "place": "UBND", "since": DAY}

    refused("posting_says_until_when", lambda: Publication.objects.create(**given))
    refused(
        "publication_ends_after_it_began",
        lambda: Publication.objects.create(**given, until=DAY - timedelta(days=1)),
    )


def test_an_execution_names_work_and_person_and_shows_its_result(place):
    decision = cases.decided(place).decision
    given = {"decision": decision, "work": "Trả đất", "who": "UBND", "due_on": DAY}

    refused(
        "executed_decision_shows_its_result",
        lambda: Execution.objects.create(**given, done_on=DAY),
    )
    refused(
        "execution_names_work_and_person",
        lambda: Execution.objects.create(**given | {"who": ""}),
    )


def test_one_petition_is_one_complaint(place):
    complaint = cases.lodged(place, key=uuid.uuid4())

    refused(
        "complaints_complaint_pkey",
        lambda: Complaint(petition=complaint.petition, written_on=DAY).save(force_insert=True),
    )
