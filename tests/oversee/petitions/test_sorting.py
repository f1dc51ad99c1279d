"""What the clerk finds in a paper leads to what the law does about it, and is kept."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.foundation.notices.models import Message
from kheo.oversee.petitions import services
from kheo.oversee.petitions.models import Classification, Petition
from kheo.oversee.petitions.queries import sorting_due
from kheo.oversee.petitions.services import Decision, Part
from kheo.oversee.petitions.sorting import sorting
from tests import factories
from tests.factories import MONDAY
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db
State = Petition.State


def sorted_as(petition, conditions, action, *, by=None, now=cases.LATER, **more):
    decision = Decision(
        **{"conditions": conditions, "action": action, "reason": "theo nội dung đơn", **more}
    )
    by = by or factories.officer(petition.unit, "clerk")
    row = services.classify(petition=petition, decision=decision, by=by, now=now)
    petition.refresh_from_db()
    return row


def test_every_condition_leads_to_an_action_and_every_action_is_carried_out():
    law = sorting()

    assert all(condition.actions for condition in law.conditions.values())
    led = {action for condition in law.conditions.values() for action in condition.actions}
    assert led == set(law.actions)
    assert set(law.actions) == set(services.classifying._PATHS)


def test_a_fit_paper_is_accepted_and_the_decision_kept():
    petition = cases.received()

    row = sorted_as(petition, ["fit"], "accept")

    assert petition.state == State.ROUTED
    assert (row.conditions, row.action, row.reason) == (["fit"], "accept", "theo nội dung đơn")
    assert row.due_on == date(2026, 3, 12)
    assert sorting_due(petition) == row.due_on


def test_every_decision_stays_in_the_history():
    petition = cases.received()
    sorted_as(petition, ["fit"], "accept")

    sorted_as(petition, ["anonymous"], "file", now=cases.LATER + timedelta(hours=1))

    assert [row.action for row in petition.classifications.all()] == ["file", "accept"]


def test_a_paper_that_lacks_something_waits_for_its_sender():
    petition = cases.received(phone="0912345678")

    sorted_as(petition, ["unfit"], "complete", missing=["date", "signature"], what="Xin ký tên.")

    told = Message.objects.get(key__startswith="petition.asked").body
    assert petition.state == State.ASKING
    assert "ngày, tháng, năm viết đơn; chữ ký hoặc điểm chỉ" in told


def test_a_filed_paper_says_until_when_it_is_kept():
    petition = cases.received()

    row = sorted_as(petition, ["anonymous"], "file")

    assert (petition.state, petition.outcome) == (State.FILED, "filed")
    assert row.keep_until == date(2027, 3, 3)
    assert "03/03/2027" in petition.answer


@pytest.mark.parametrize("action", ["guide", "forward_outside"])
def test_what_is_not_ours_goes_elsewhere_and_ends_here(action):
    petition = cases.received()

    sorted_as(petition, ["not_ours"], action, to="Bảo hiểm xã hội tỉnh", what="Mang theo sổ.")

    assert (petition.state, petition.outcome) == (State.REDIRECTED, "not_ours")
    assert "Bảo hiểm xã hội tỉnh" in petition.answer


def test_what_is_another_units_goes_there_and_into_its_book():
    petition, other = cases.received(), cases.commune("Mường Bú")

    sorted_as(petition, ["not_ours"], "forward_inside", unit=other)

    assert petition.unit == other
    assert [(e.unit, e.number) for e in petition.entries.order_by("pk")][1:] == [(other, 1)]


def test_several_matters_become_several_petitions_of_the_same_sender():
    petition = cases.received(phone="0912345678", name="Lò Thị Mai")
    parts = [Part(Petition.Kind.PROPOSAL, "Xin lắp đèn đường."), Part(Petition.Kind.FEEDBACK, " ")]

    sorted_as(petition, ["several_matters"], "split", parts=parts)

    other = Petition.objects.exclude(pk=petition.pk).get()
    assert (other.kind, other.text) == ("proposal", "Xin lắp đèn đường.")
    assert (other.sender_name, other.received_at) == ("Lò Thị Mai", petition.received_at)
    assert other.routing_reason == f"tách từ đơn {petition.code}"
    assert petition.is_open


def test_splitting_twice_into_the_same_makes_it_once():
    petition = cases.received()
    parts = [Part(Petition.Kind.PROPOSAL, "Xin lắp đèn đường.")]

    for _ in range(2):
        sorted_as(petition, ["several_matters"], "split", parts=parts)

    assert Petition.objects.count() == 2


def test_a_threat_is_reported_to_the_head_at_once_without_its_words():
    unit = cases.commune()
    head = factories.officer(unit, "head")
    petition = cases.received(unit)

    sorted_as(petition, ["threat"], "urgent")

    told = Message.objects.get(key__startswith="petition.urgent")
    assert petition.is_urgent
    assert told.recipient == head.email
    assert cases.ROAD[:20] not in told.body


@pytest.mark.parametrize(
    ("conditions", "action", "more", "error"),
    [
        ([], "accept", {}, services.ConditionMissing),
        (["fit"], "file", {}, services.ActionNotAllowed),
        (["overdue_below"], "order_below", {}, services.ActionNotAllowed),
        (["bịa ra"], "accept", {}, services.ActionNotAllowed),
        (["unfit"], "complete", {}, services.RequirementMissing),
        (["unfit"], "complete", {"missing": ["bịa"]}, services.RequirementMissing),
        (["fit"], "accept", {"reason": " "}, services.ReasonMissing),
        (["not_ours"], "forward_outside", {}, services.ReceiverMissing),
        (["not_ours"], "forward_inside", {}, services.ReceiverMissing),
        (["several_matters"], "split", {}, services.PartsMissing),
        (["duplicate"], "join", {}, services.LeadNotOpen),
    ],
)
def test_what_the_law_does_not_lead_to_is_refused_and_leaves_nothing(
    conditions, action, more, error
):
    petition = cases.received()

    with pytest.raises(error):
        sorted_as(petition, conditions, action, **more)

    assert Classification.objects.count() == 0
    assert Petition.objects.get().state == State.RECEIVED


def test_the_second_of_two_clerks_learns_that_it_is_done():
    petition = cases.received()
    sorted_as(petition, ["anonymous"], "file")

    with pytest.raises(services.AlreadyAnswered):
        sorted_as(petition, ["fit"], "accept")


def test_a_clerk_whose_post_has_ended_sorts_nothing():
    petition = cases.received()
    gone = factories.appoint(
        factories.user(),
        factories.post(factories.body(petition.unit), role="clerk"),
        until=MONDAY.date(),
    )

    with pytest.raises(PermissionDenied):
        sorted_as(petition, ["fit"], "accept", by=gone)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"reason": ""}, "classification_says_what_and_why"),
        ({"conditions": []}, "classification_says_what_and_why"),
        ({"action": "file"}, "filed_petition_says_how_long_it_is_kept"),
    ],
)
def test_the_database_refuses_a_decision_without_its_reason(fields, name):
    row = sorted_as(cases.received(), ["fit"], "accept")

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Classification.objects.filter(pk=row.pk).update(**fields)
