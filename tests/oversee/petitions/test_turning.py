"""A petition becomes the kind that it is, with the clock of that kind from the day it came."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kheo.foundation.duties.models import Duty
from kheo.foundation.figures import queries as figures
from kheo.foundation.notices.models import Message
from kheo.oversee.petitions import services
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.factories import MONDAY
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db
Kind = Petition.Kind


def turned(petition, to, reason="người gửi hỏi thông tin quy hoạch", **more):
    clerk = factories.officer(petition.unit, "clerk")
    given = {"petition": petition, "to": to, "reason": reason, "by": clerk, "now": cases.LATER}
    return services.turn(**{**given, **more})


def test_turning_owes_the_duty_of_the_new_kind_from_the_day_of_receipt():
    petition = cases.received()
    before = petition.duty

    petition = turned(petition, Kind.INFORMATION)

    before.refresh_from_db()
    assert (before.outcome, before.result) == ("turned", "người gửi hỏi thông tin quy hoạch")
    assert petition.duty.kind == "petition.inform"
    assert petition.duty.opened_at == petition.received_at
    assert petition.duty.due.inputs.trigger == petition.received_at.date()
    assert petition.duty.head == before.head


def test_turning_between_kinds_with_one_duty_keeps_it():
    petition = cases.received()

    turned(petition, Kind.PROPOSAL)

    petition.refresh_from_db()
    assert petition.kind == Kind.PROPOSAL
    assert Duty.objects.filter(subject=petition.subject).count() == 1
    assert petition.duty.closed_at is None


def test_turning_back_owes_the_first_duty_again_by_its_first_date():
    petition = cases.received()
    due = petition.due_on
    turned(petition, Kind.INFORMATION)

    petition = turned(petition, Kind.FEEDBACK, now=cases.LATER + timedelta(days=1))

    assert (petition.duty.kind, petition.duty.due_on) == ("petition.answer", due)
    assert petition.duty.closed_at is None
    assert Duty.objects.open().filter(subject=petition.subject).count() == 1


def test_the_sender_is_told_why_and_until_when():
    petition = cases.received(phone="0912345678")

    petition = turned(petition, Kind.INFORMATION)

    told = Message.objects.get(key__startswith="petition.turned").body
    assert "vì người gửi hỏi thông tin quy hoạch" in told
    assert f"{petition.due_on:%d/%m/%Y}" in told
    assert "người gửi hỏi thông tin quy hoạch" in petition.routing_reason


def test_what_was_public_is_no_longer_when_it_concerns_one_persons_rights():
    petition = turned(cases.published(), Kind.INFORMATION)

    assert not petition.is_public
    assert petition.public_folded == ""


def test_figures_count_it_once_before_and_after():
    petition = cases.received()
    since, until = MONDAY.date(), MONDAY.date() + timedelta(days=1)

    turned(petition, Kind.INFORMATION)

    total = figures.total("petitions.received", petition.unit, since, until)
    assert total in (0, 1)
    turned(petition, Kind.FEEDBACK)
    assert figures.total("petitions.received", petition.unit, since, until) == 1


@pytest.mark.parametrize(
    ("to", "reason", "error"),
    [
        (Kind.FEEDBACK, "vì sao", services.SameKind),
        (Kind.INFORMATION, "  ", services.ReasonMissing),
    ],
)
def test_turning_needs_another_kind_and_a_reason(to, reason, error):
    petition = cases.received()

    with pytest.raises(error):
        turned(petition, to, reason=reason)

    assert Petition.objects.get().kind == Kind.FEEDBACK


def test_an_answered_petition_is_not_turned():
    with pytest.raises(services.AlreadyAnswered):
        turned(cases.answered(), Kind.INFORMATION)


def test_a_clerk_of_another_unit_turns_nothing():
    stranger = factories.officer(cases.commune("Mường Bú"), "clerk")

    with pytest.raises(PermissionDenied):
        turned(cases.received(), Kind.INFORMATION, by=stranger)
