"""Petitions about one matter are answered together; nobody is lost, nobody counted twice."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.foundation.figures import queries as figures
from kheo.foundation.figures.indicators import Scope
from kheo.foundation.notices.models import Message
from kheo.oversee.petitions import queries, services
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.factories import MONDAY
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db
State = Petition.State


@pytest.fixture
def unit():
    return cases.commune()


def joined(petition, lead, **more):
    given = {"by": factories.officer(petition.unit, "clerk"), "now": cases.LATER}
    return services.join(petition=petition, lead=lead, **{**given, **more})


def total(indicator, unit):
    until = cases.LATER.date() + timedelta(days=1)
    return figures.total(f"petitions.{indicator}", unit, MONDAY.date(), until)


def test_another_sender_is_answered_together_with_the_lead_by_the_own_code(unit):
    lead = cases.received(unit, phone="0912345678")
    other = joined(cases.received(unit, phone="0987654321"), lead)

    services.answer(
        petition=lead,
        text="Đã san.",
        no_proof_reason="Ai cũng thấy.",
        by=factories.officer(unit, "handler"),
        now=cases.LATER,
    )

    other.refresh_from_db()
    told = Message.objects.get(key=f"petition.answered.0:{other.pk}")
    assert (other.state, other.answer, other.joined_to) == (State.ANSWERED, "Đã san.", lead)
    assert (told.recipient, other.code in told.body) == ("0987654321", True)
    assert total("received", unit) == total("answered", unit) == 2


def test_each_sender_is_told_of_the_joining(unit):
    lead, other = cases.received(unit), cases.received(unit, phone="0987654321")

    joined(other, lead)

    assert lead.code in Message.objects.get(key=f"petition.joined.{lead.pk}:{other.pk}").body


def test_the_same_sender_on_the_same_matter_is_counted_once(unit):
    lead = cases.received(unit, phone="0912 345 678")

    other = joined(cases.received(unit, phone="+84912345678"), lead)

    assert (other.state, other.outcome) == (State.JOINED, "joined")
    assert lead.code in other.answer
    assert total("received", unit) == 1
    assert total("answered", unit) == 0
    since = MONDAY.date().replace(day=1)
    scope = Scope("petitions.received", unit, since, since.replace(day=28), {})
    assert [row.url for row in queries.behind(scope, 0, 9)] == [lead.get_absolute_url()]


def test_what_was_joined_before_follows_to_the_new_lead(unit):
    first, second, third = (cases.received(unit) for _ in range(3))
    joined(first, second)

    joined(second, third)

    assert set(third.joined.all()) == {first, second}


@pytest.mark.parametrize("same_sender", [True, False])
def test_a_joined_petition_goes_its_own_way_again_with_its_own_date(unit, same_sender):
    phone = "0912345678"
    lead = cases.received(unit, phone=phone)
    other = cases.received(unit, phone=phone if same_sender else "0987654321")
    due = other.due_on
    joined(other, lead)

    other = services.unjoin(
        petition=other,
        reason="việc khác",
        by=factories.officer(unit, "clerk"),
        now=cases.LATER,
    )

    assert (other.joined_to, other.is_open, other.due_on) == (None, True, due)
    assert other.duty.closed_at is None
    assert total("received", unit) == 2


def test_what_cannot_be_joined_is_named(unit):
    lead, other = cases.received(unit), cases.received(unit)
    closed = cases.answered(unit)
    joined(other, lead)

    with pytest.raises(services.JoinsItself):
        joined(lead, lead)
    with pytest.raises(services.LeadNotOpen):
        joined(lead, closed)
    with pytest.raises(services.LeadIsJoined):
        joined(cases.received(unit), other)
    with pytest.raises(services.AlreadyAnswered):
        joined(closed, lead)
    with pytest.raises(services.NotJoined):
        services.unjoin(
            petition=lead, reason="x", by=factories.officer(unit, "clerk"), now=cases.LATER
        )


def test_a_stranger_joins_nothing(unit):
    stranger = factories.officer(cases.commune("Mường Bú"), "clerk")

    with pytest.raises(PermissionDenied):
        joined(cases.received(unit), cases.received(unit), by=stranger)


def test_the_database_refuses_a_petition_that_leads_itself(unit):
    petition = cases.received(unit)

    refused = pytest.raises(IntegrityError, match="petition_is_not_joined_to_itself")
    with refused, transaction.atomic():
        Petition.objects.filter(pk=petition.pk).update(joined_to=petition)


# --- One answer for many ----------------------------------------------------------------------


def test_one_answer_closes_all_and_lists_what_it_could_not(unit):
    two = [cases.received(unit, phone=f"091234567{n}") for n in range(2)]
    closed = cases.answered(unit)
    elsewhere = cases.received(cases.commune("Mường Bú"))
    handler = factories.officer(unit, "handler")

    bulk = services.answer_many(
        petitions=[*two, closed, elsewhere],
        text="Mất điện do bão, đã đóng lại.",
        no_proof_reason="Điện đã có.",
        by=handler,
        now=cases.LATER,
    )

    assert bulk.done == two
    assert [one.petition for one in bulk.refused] == [closed, elsewhere]
    for petition in two:
        assert petition.code in Message.objects.get(key=f"petition.answered.0:{petition.pk}").body


def test_what_is_joined_to_one_of_the_many_is_answered_once(unit):
    lead, other = cases.received(unit), cases.received(unit)
    joined(other, lead)

    bulk = services.answer_many(
        petitions=[Petition.objects.get(pk=other.pk), lead],
        text="Đã san.",
        no_proof_reason="Ai cũng thấy.",
        by=factories.officer(unit, "handler"),
        now=cases.LATER,
    )

    assert {one.pk for one in bulk.done} == {lead.pk, other.pk}
    assert bulk.refused == []
