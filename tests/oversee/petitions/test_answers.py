"""Only an answer closes a petition; its sender judges it and may send it back once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.duties.services import NotTheirWork
from kheo.foundation.figures import queries as figures
from kheo.foundation.log.models import Entry
from kheo.foundation.notices.models import Message
from kheo.oversee.petitions import services
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.at_once import together
from tests.factories import MONDAY
from tests.oversee.petitions import cases
from tests.oversee.petitions.cases import LATER

pytestmark = pytest.mark.django_db
State = Petition.State


def total(indicator, unit, **breakdown):
    until = MONDAY.date() + timedelta(days=120)
    return figures.total(f"petitions.{indicator}", unit, MONDAY.date(), until, breakdown)


# --- The clerk --------------------------------------------------------------------------------


def triage(petition, by, **more):
    return services.triage(petition=petition, by=by, now=MONDAY, **{"is_public": False, **more})


def test_before_triage_nobody_reads_what_it_is_about():
    petition = cases.received()

    assert petition.title == "Phản ánh chưa công khai nội dung"


def test_triage_publishes_the_clerks_words_and_names_the_handler():
    petition = cases.received()
    handler = factories.officer(petition.unit, "handler")

    petition = triage(
        petition,
        factories.officer(petition.unit, "clerk"),
        is_public=True,
        public_title="Đường Nà Tâu sạt",
        public_text="Xe máy không qua được.",
        handler=handler,
    )

    assert (petition.state, petition.title) == (State.ROUTED, "Đường Nà Tâu sạt")
    assert petition.duty.person == handler
    assert "duong na tau sat" in petition.public_folded


def test_triage_without_publishing_shows_no_words():
    petition = cases.received()

    petition = triage(petition, factories.officer(petition.unit, "clerk"))

    assert (petition.state, petition.public_folded) == (State.ROUTED, "")
    assert petition.title == "Phản ánh chưa công khai nội dung"


def test_public_words_are_needed_to_publish():
    petition = cases.received()

    with pytest.raises(services.PublicWordsMissing):
        triage(petition, factories.officer(petition.unit, "clerk"), is_public=True)


def test_what_the_sender_keeps_private_is_not_published():
    petition = cases.received(wants_public=False)

    with pytest.raises(services.NoConsent):
        triage(
            petition,
            factories.officer(petition.unit, "clerk"),
            is_public=True,
            public_title="a",
            public_text="b",
        )


def test_a_handler_of_another_commune_is_not_given_the_work():
    petition = cases.received()
    stranger = factories.officer(cases.commune("Mường Bú"), "handler")

    with pytest.raises(NotTheirWork):
        triage(petition, factories.officer(petition.unit, "clerk"), handler=stranger)

    petition.refresh_from_db()
    assert petition.state == State.RECEIVED


@pytest.mark.parametrize("role", ["handler", "editor", "auditor"])
def test_only_clerks_and_heads_triage(role):
    petition = cases.received()

    with pytest.raises(PermissionDenied):
        triage(petition, factories.officer(petition.unit, role))


def test_rerouting_hands_the_duty_over_with_its_date_and_its_count():
    petition, other = cases.received(phone="0912345678"), cases.commune("Mường Bú")
    was, due_on = petition.unit, petition.due_on

    petition = services.reroute(
        petition=petition,
        to=other,
        reason="đường này do xã Mường Bú quản lý",
        by=factories.officer(petition.unit, "clerk"),
        now=LATER,
    )

    duty = Duty.objects.get()
    assert (petition.unit, duty.unit, duty.body.unit) == (other, other, other)
    assert duty.due_on == due_on
    assert petition.routing_reason == "đường này do xã Mường Bú quản lý"
    assert (total("received", was), total("received", other)) == (0, 1)
    assert "đã chuyển đến xã Mường Bú" in Message.objects.latest("pk").body


def test_rerouting_needs_a_reason_and_another_place():
    petition = cases.received()
    clerk = factories.officer(petition.unit, "clerk")

    with pytest.raises(services.SameUnit):
        services.reroute(petition=petition, to=petition.unit, reason="nhầm", by=clerk, now=LATER)
    with pytest.raises(services.ReasonMissing):
        services.reroute(
            petition=petition, to=cases.commune("Mường Bú"), reason=" ", by=clerk, now=LATER
        )


def test_what_is_not_ours_is_answered_with_where_to_go():
    petition = cases.received()

    petition = services.redirect(
        petition=petition,
        where="Xin đến Bảo hiểm xã hội cơ sở Mường La.",
        by=factories.officer(petition.unit, "clerk"),
        now=LATER,
    )

    assert petition.state == State.REDIRECTED
    assert Duty.objects.get().result == "Xin đến Bảo hiểm xã hội cơ sở Mường La."


def test_a_stranger_neither_reroutes_nor_redirects():
    petition = cases.received()
    stranger = factories.officer(cases.commune("Mường Bú"), "clerk")

    with pytest.raises(PermissionDenied):
        services.reroute(petition=petition, to=stranger_unit(), reason="x", by=stranger, now=LATER)
    with pytest.raises(PermissionDenied):
        services.redirect(petition=petition, where="nơi khác", by=stranger, now=LATER)


def stranger_unit():
    return cases.commune("Chiềng Lao")


# --- The handler ------------------------------------------------------------------------------


def test_progress_is_public_and_takes_the_work():
    petition = cases.published()
    handler = factories.officer(petition.unit, "handler")

    petition = services.progress(
        petition=petition, text="Đã kiểm tra hiện trường.", by=handler, now=LATER
    )

    step = Step.objects.get(kind=Step.Kind.PROGRESSED)
    assert (step.text, step.is_public) == ("Đã kiểm tra hiện trường.", True)
    assert (petition.state, petition.duty.person) == (State.UNDERWAY, handler)


def test_a_question_reaches_the_sender_and_the_reply_comes_back():
    petition = cases.published(phone="0912345678")
    handler = factories.officer(petition.unit, "handler")

    asked = services.ask_sender(
        petition=petition, question="Đoạn nào, anh chị?", by=handler, now=LATER
    )
    added = services.add_information(
        petition=petition, text="Gần cầu.", secret=cases.secret(petition), now=LATER
    )

    assert (asked.state, added.state) == (State.ASKING, State.UNDERWAY)
    assert "Đoạn nào, anh chị?" in Message.objects.latest("pk").body


def test_the_sender_may_add_without_being_asked():
    petition = cases.received()

    petition = services.add_information(
        petition=petition, text="Hôm nay sạt thêm.", secret=cases.secret(petition), now=LATER
    )

    assert petition.state == State.RECEIVED
    assert Step.objects.filter(kind=Step.Kind.REPLIED).count() == 1


@pytest.mark.parametrize("secret", ["", "x" * 32])
def test_nobody_else_speaks_for_the_sender(secret):
    petition = cases.answered()

    with pytest.raises(services.NotTheSender):
        services.rate(petition=petition, rating=5, secret=secret, now=LATER)
    with pytest.raises(services.NotTheSender):
        services.reopen(petition=petition, reason="sai", secret=secret, now=LATER)
    with pytest.raises(services.NotTheSender):
        services.add_information(petition=petition, text="a", secret=secret, now=LATER)


def answer(petition, by, **more):
    given = {"text": "Đã san.", "no_proof_reason": "Ai đi cũng thấy.", "now": LATER, **more}
    return services.answer(petition=petition, by=by, **given)


def test_an_answer_with_proof_keeps_the_promise():
    petition = cases.published(phone="0912345678")
    handler = factories.officer(petition.unit, "handler")
    proof = cases.proof_of(petition, handler)

    petition = answer(petition, handler, proof=[proof], no_proof_reason="")

    duty = Duty.objects.get()
    assert (petition.state, petition.answer) == (State.ANSWERED, "Đã san.")
    assert (duty.result, list(duty.proof.all()), duty.closed_by) == ("Đã san.", [proof], handler)
    assert "đã có trả lời" in Message.objects.latest("pk").body
    assert "da san" in petition.public_folded


def test_an_answer_leaves_a_trail_without_anybodys_words():
    petition = cases.answered()

    assert list(Entry.objects.order_by("pk").values_list("action", flat=True)) == [
        "duty.opened",
        "petition.received",
        "wording.confirmed",
        "wording.confirmed",
        "petition.triaged",
        "duty.closed",
        "petition.answered",
    ]
    written = str(list(Entry.objects.values_list("detail", flat=True)))
    assert petition.answer not in written
    assert "Nà Tâu" not in written


def test_an_answer_needs_proof_or_a_reason():
    petition = cases.published()
    handler = factories.officer(petition.unit, "handler")

    with pytest.raises(services.ProofMissing):
        answer(petition, handler, no_proof_reason="  ")
    with pytest.raises(services.AnswerMissing):
        answer(petition, handler, text=" \x00 ")


def test_an_officer_of_another_unit_may_not_answer():
    petition = cases.published()
    stranger = factories.officer(cases.commune("Mường Bú"), "head")

    with pytest.raises(PermissionDenied):
        answer(petition, stranger)

    petition.refresh_from_db()
    assert petition.answer == ""


def test_a_clerk_does_not_answer_for_those_who_are_responsible():
    petition = cases.published()

    with pytest.raises(PermissionDenied):
        answer(petition, factories.officer(petition.unit, "clerk"))


def test_what_is_given_to_one_handler_is_not_answered_by_another():
    petition = cases.received()
    mine = factories.officer(petition.unit, "handler")
    petition = triage(petition, factories.officer(petition.unit, "clerk"), handler=mine)

    with pytest.raises(PermissionDenied):
        answer(petition, factories.officer(petition.unit, "handler"))

    assert answer(petition, mine).state == State.ANSWERED


def test_an_answer_is_given_once():
    petition = cases.answered()

    with pytest.raises(services.AlreadyAnswered, match="người khác vừa trả lời trước"):
        answer(petition, factories.officer(petition.unit, "handler"))


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_answers_and_one_learns():
    petition = cases.published()
    handlers = iter([factories.officer(petition.unit, "handler") for _ in range(2)])

    results = together(lambda: answer(petition, next(handlers)).state, 2)

    kinds = sorted(type(result).__name__ for result in results)
    assert kinds == ["AlreadyAnswered", "State"]
    assert total("answered", petition.unit) == 1


def test_answers_are_counted_in_time_or_late():
    unit = cases.commune()
    cases.answered(unit)
    cases.answered(unit, now=MONDAY + timedelta(days=30))

    assert total("answered", unit) == 2
    assert total("answered", unit, timely="late") == 1
    assert total("answered", unit, timely="in_time", channel="web") == 1


# --- The judge --------------------------------------------------------------------------------


def rate(petition, rating=4, **more):
    return services.rate(
        petition=petition, rating=rating, secret=cases.secret(petition), now=LATER, **more
    )


def test_the_sender_rates_the_answer():
    petition = rate(cases.answered(), 4, comment="Nhanh.")

    assert (petition.rating, petition.rating_comment) == (4, "Nhanh.")
    assert total("rated", petition.unit, stars="4") == Decimal(1)


def test_an_answer_is_rated_once_and_from_one_to_five():
    petition = cases.answered()

    for rating in (0, 6):
        with pytest.raises(services.RatingOutOfRange):
            rate(petition, rating)
    rate(petition)
    with pytest.raises(services.AlreadyRated):
        rate(petition)


def test_nothing_is_rated_before_an_answer():
    with pytest.raises(services.NotAnswered):
        rate(cases.published())


def test_reopening_begins_a_new_period_and_keeps_the_old_answer():
    petition = rate(cases.answered(), 1)

    petition = services.reopen(
        petition=petition,
        reason="Mưa lại sạt.",
        secret=cases.secret(petition),
        now=MONDAY + timedelta(days=7),
    )

    assert (petition.state, petition.answer, petition.rating) == (State.REOPENED, "", None)
    assert petition.earlier_answer == "Đã san đất đá, đường thông."
    assert petition.duty.due_on == date(2026, 3, 30)
    assert total("reopened", petition.unit) == 1


def test_after_the_second_answer_it_is_rated_again_but_not_reopened():
    petition = cases.reopened()
    petition = answer(petition, factories.officer(petition.unit, "head"), text="Đã kè đá.")

    assert rate(petition, 5).rating == 5
    with pytest.raises(services.AlreadyReopened):
        services.reopen(petition=petition, reason="nữa", secret=cases.secret(petition), now=LATER)


def test_reopening_needs_an_answer_and_a_reason():
    with pytest.raises(services.NotAnswered):
        petition = cases.published()
        services.reopen(petition=petition, reason="x", secret=cases.secret(petition), now=LATER)
    with pytest.raises(services.ReasonMissing):
        petition = cases.answered()
        services.reopen(petition=petition, reason="  ", secret=cases.secret(petition), now=LATER)
