"""A petition ends done, partly, refused on a ground of the law, not ours, or taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.duties.services import HelpStillOpen, NotHelp
from kheo.foundation.notices.models import Message
from kheo.oversee.petitions import grounds, services
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.at_once import together
from tests.oversee.petitions import cases
from tests.oversee.petitions.cases import LATER

pytestmark = pytest.mark.django_db
Outcome, State, Kind = Duty.Outcome, Petition.State, Petition.Kind


def answer(petition, by=None, **given):
    by = by or factories.officer(petition.unit)
    given = {"text": "Đã xem xét.", "now": LATER, **given}
    return services.answer(petition=petition, by=by, **given)


def test_a_part_that_was_settled_is_said_to_be_a_part():
    petition = answer(cases.received(), outcome=Outcome.PARTLY, no_proof_reason="Còn dở.")

    assert (petition.state, petition.outcome) == (State.ANSWERED, Outcome.PARTLY)
    assert petition.duty.outcome == Outcome.PARTLY


def test_a_refusal_names_a_ground_of_the_law_and_needs_no_proof():
    petition = answer(cases.received(), outcome=Outcome.REFUSED, refusal_ground="not_true")

    assert (petition.state, petition.refusal_ground) == (State.ANSWERED, "not_true")


@pytest.mark.parametrize("ground", ["", "bịa", "unpaid"])
def test_without_a_ground_for_its_kind_nothing_is_refused(ground):
    with pytest.raises(services.GroundMissing):
        answer(cases.received(), outcome=Outcome.REFUSED, refusal_ground=ground)


def test_what_is_not_ours_is_answered_with_where_to_go():
    petition = answer(cases.received(), outcome=Outcome.NOT_OURS, text="Xin đến Sở Xây dựng.")

    assert (petition.state, petition.outcome) == (State.REDIRECTED, Outcome.NOT_OURS)


def test_what_is_done_needs_proof_or_a_reason():
    with pytest.raises(services.ProofMissing):
        answer(cases.received(), outcome=Outcome.PARTLY)


def test_of_a_proposal_people_read_what_was_absorbed():
    petition = cases.received(kind=Kind.PROPOSAL)
    by = factories.officer(petition.unit)
    with pytest.raises(services.AbsorbedMissing):
        answer(petition, by, no_proof_reason="Chưa làm.")

    petition = answer(petition, by, no_proof_reason="Chưa làm.", absorbed="Thêm đèn đường.")

    assert petition.absorbed == "Thêm đèn đường."


@pytest.mark.parametrize("outcome", [Outcome.WITHDRAWN, Outcome.SEALED, Outcome.JOINED])
def test_other_endings_have_services_of_their_own(outcome):
    with pytest.raises(services.OutcomeRefused):
        answer(cases.received(), outcome=outcome, no_proof_reason="x")


def test_sent_back_it_has_no_ending_any_more():
    petition = answer(cases.received(), outcome=Outcome.REFUSED, refusal_ground="not_true")

    petition = services.reopen(
        petition=petition, reason="Có ảnh đây.", secret=cases.secret(petition), now=LATER
    )

    assert (petition.outcome, petition.refusal_ground, petition.absorbed) == ("", "", "")


def test_sending_back_reaches_the_head_and_who_answered():
    petition = cases.received()
    head, handler = factories.officer(petition.unit, "head"), factories.officer(petition.unit)
    petition = answer(petition, handler, no_proof_reason="x")

    services.reopen(
        petition=petition, reason="Chưa được.", secret=cases.secret(petition), now=LATER
    )

    letters = Message.objects.filter(key__startswith="petition.sent_back")
    assert {letter.recipient for letter in letters} == {head.email, handler.email}
    assert all(petition.code in letter.body for letter in letters)
    assert not any("Chưa được." in letter.body for letter in letters)


# --- What was joined --------------------------------------------------------------------------


def test_the_answer_to_the_lead_answers_each_by_the_own_code():
    lead = cases.received(phone="0912345678")
    other = cases.received(lead.unit, phone="0987654321")
    clerk = factories.officer(lead.unit, "clerk")
    services.join(petition=other, lead=lead, by=clerk, now=LATER)

    answer(lead, text="Đã san đường.", no_proof_reason="Ai đi cũng thấy.")

    other.refresh_from_db()
    assert (other.state, other.answer) == (State.ANSWERED, "Đã san đường.")
    assert Duty.objects.get(pk=other.duty_id).outcome == Outcome.DONE
    told = Message.objects.filter(key__startswith="petition.answered")
    assert {message.recipient for message in told} == {"0912345678", "0987654321"}


def test_who_was_joined_may_send_the_answer_back_alone():
    lead = cases.received(phone="0912345678")
    other = cases.received(lead.unit, phone="0987654321")
    clerk = factories.officer(lead.unit, "clerk")
    services.join(petition=other, lead=lead, by=clerk, now=LATER)
    answer(lead, no_proof_reason="x")
    other.refresh_from_db()

    other = services.reopen(
        petition=other, reason="Chỗ tôi chưa.", secret=cases.secret(other), now=LATER
    )

    lead.refresh_from_db()
    assert (other.state, lead.state) == (State.REOPENED, State.ANSWERED)


# --- Taken back -------------------------------------------------------------------------------


def test_the_sender_takes_it_back_without_saying_why():
    petition = cases.received(phone="0912345678")

    petition = services.withdraw(petition=petition, secret=cases.secret(petition), now=LATER)

    assert (petition.state, petition.outcome) == (State.WITHDRAWN, Outcome.WITHDRAWN)
    assert petition.answer == "Người gửi đã rút ngày 03/03/2026."
    assert petition.duty.closed_by is None


def test_what_the_sender_says_stays_with_the_officers():
    petition = cases.published()

    petition = services.withdraw(
        petition=petition, secret=cases.secret(petition), now=LATER, reason="Anh Tư dọa tôi."
    )

    assert "Tư" not in petition.answer + petition.public_folded
    step = petition.duty.steps.get(kind=Step.Kind.REPLIED)
    assert (step.text, step.is_public) == ("Anh Tư dọa tôi.", False)


def test_nobody_else_takes_it_back():
    with pytest.raises(services.NotTheSender):
        services.withdraw(petition=cases.received(), secret="sai", now=LATER)


def test_the_clerk_enters_it_and_says_how_it_was_asked_for():
    petition = cases.received()
    clerk = factories.officer(petition.unit, "clerk")
    with pytest.raises(services.ReasonMissing):
        services.withdraw(petition=petition, by=clerk, now=LATER)

    petition = services.withdraw(petition=petition, by=clerk, reason="Gọi điện.", now=LATER)

    assert (petition.state, petition.answered_by) == (State.WITHDRAWN, clerk)


def test_a_clerk_of_another_commune_enters_nothing():
    with pytest.raises(PermissionDenied):
        services.withdraw(
            petition=cases.received(),
            by=factories.officer(factories.unit("Xa"), "clerk"),
            reason="x",
            now=LATER,
        )


def test_an_answered_petition_is_not_taken_back():
    petition = cases.answered()

    with pytest.raises(services.AlreadyAnswered):
        services.withdraw(petition=petition, secret=cases.secret(petition), now=LATER)


def test_what_was_taken_back_is_neither_judged_nor_reopened():
    petition = cases.received()
    secret = cases.secret(petition)
    services.withdraw(petition=petition, secret=secret, now=LATER)

    with pytest.raises(services.NotAnswered):
        services.rate(petition=petition, rating=5, secret=secret, now=LATER)
    with pytest.raises(services.NotAnswered):
        services.reopen(petition=petition, reason="x", secret=secret, now=LATER)


def test_whoever_was_joined_to_it_goes_on_waiting_for_an_answer():
    lead = cases.received(phone="0912345678")
    other = cases.received(lead.unit, phone="0987654321")
    clerk = factories.officer(lead.unit, "clerk")
    services.join(petition=other, lead=lead, by=clerk, now=LATER)

    services.withdraw(petition=lead, secret=cases.secret(lead), now=LATER)

    other.refresh_from_db()
    assert (other.is_open, other.joined_to) == (True, None)


def test_taking_it_back_ends_what_others_were_asked_for():
    petition = cases.received()
    child = ask(petition)

    services.withdraw(petition=petition, secret=cases.secret(petition), now=LATER)

    child.refresh_from_db()
    assert child.closed_at is not None


# --- Help -------------------------------------------------------------------------------------


def ask(petition, by=None, **fields):
    unit = factories.unit("Chiềng Sơ")
    factories.head(factories.body(unit))
    fields = {"work": "Đo đoạn sạt", "brief": "Đo giúp đoạn sạt ở km 3.", **fields}
    by = by or factories.officer(petition.unit)
    return services.ask_help(
        petition=petition, body=factories.body(unit), by=by, now=LATER, **fields
    )


def test_nothing_of_the_petition_goes_along_with_a_request_for_help():
    petition = cases.received(name="Lò Thị Bóng", phone="0912345678", title="Nhà bà Bóng sạt")

    child = ask(petition)

    kept = " ".join(str(value) for value in vars(child).values() if not isinstance(value, dict))
    assert not any(word in kept for word in ("Bóng", "0912345678", petition.code, petition.text))
    assert petition.heading not in " ".join(child.steps.values_list("text", flat=True))


def test_while_help_is_owed_the_petition_stays_open():
    petition = cases.received()
    ask(petition)

    with pytest.raises(HelpStillOpen):
        answer(petition, no_proof_reason="x")


def test_called_back_it_is_answered():
    petition = cases.received()
    by = factories.officer(petition.unit)
    child = ask(petition, by)

    services.call_help_back(petition=petition, child=child, reason="Tự đo.", by=by, now=LATER)

    assert answer(petition, by, no_proof_reason="x").state == State.ANSWERED


def test_help_of_another_petition_is_not_called_back_here():
    petition = cases.received()
    child = ask(cases.received())

    with pytest.raises(NotHelp):
        services.call_help_back(
            petition=petition,
            child=child,
            reason="x",
            by=factories.officer(petition.unit),
            now=LATER,
        )


def test_the_handler_hears_when_help_is_there():
    petition = cases.received()
    by = factories.officer(petition.unit)
    services.progress(petition=petition, text="Đang đo.", by=by, now=LATER)
    child = ask(petition, by)

    services.give_help(child=child, result="Dài 42 m.", by=factories.officer(child.unit), now=LATER)

    letter = Message.objects.get(key__startswith="petition.helped")
    assert (letter.recipient, "42" in letter.body) == (by.email, False)


def test_a_stranger_asks_nobody():
    petition = cases.received()

    with pytest.raises(PermissionDenied):
        ask(petition, factories.officer(factories.unit("Xa")))


# --- The law ----------------------------------------------------------------------------------


def test_every_kind_has_grounds_and_ways_onwards():
    for kind in (Kind.FEEDBACK, Kind.PROPOSAL, Kind.INFORMATION):
        assert grounds.refusals_of(kind)
        assert grounds.ways_of(kind)


def test_the_period_of_a_way_comes_from_its_rule():
    way = next(way for way in grounds.ways_of(Kind.FEEDBACK) if way.code == "complaint")

    assert "trong 90 ngày" in way.words(LATER.date())


# --- Two at once ------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_a_withdrawal_at_once_end_it_once():
    petition = cases.received()
    by = factories.officer(petition.unit)
    secret = cases.secret(petition)

    acts = [
        lambda: answer(petition, by, no_proof_reason="x"),
        lambda: services.withdraw(petition=petition, secret=secret, now=LATER),
    ]
    done = together(lambda: acts.pop()(), 2)

    refused = [one for one in done if isinstance(one, services.AlreadyAnswered)]
    petition.refresh_from_db()
    assert len(refused) == 1
    assert petition.duty.steps.filter(kind=Step.Kind.CLOSED).count() == 1
    assert petition.answered_at - LATER == timedelta(0)
