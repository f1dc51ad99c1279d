"""A request is acknowledged, answered once by name, and its words are forgotten in the end."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from kheo.foundation.duties import queries as duty_queries
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.log.models import Entry
from kheo.foundation.notices.models import Message
from kheo.foundation.units.models import Body
from kheo.oversee.personal_data import permissions, rules, services
from kheo.oversee.personal_data.models import Request
from tests import factories
from tests.at_once import at_once, together
from tests.oversee.personal_data import cases
from tests.oversee.personal_data.cases import NOW

pytestmark = pytest.mark.django_db
State = Request.State
TOMORROW = NOW + timedelta(days=1)
DECISION = "Quyết định 12/QĐ-UBND ngày 06/10/2026"


# --- Receiving --------------------------------------------------------------------------------


def test_a_request_owes_a_sign_in_two_working_days_and_an_answer_in_its_own_time():
    made = cases.received()

    assert (made.acknowledgement.rule_code, made.duty.rule_code) == ("DL-ACK-01", "DL-ACC-01")
    assert made.acknowledgement.due_on == date(2026, 10, 7)
    assert made.duty.due_on >= date(2026, 10, 15)
    assert any("356/2025" in line for line in duty_queries.explanation(made.duty))


@pytest.mark.parametrize("right", rules.book().rights)
def test_each_right_is_dated_by_the_rule_of_the_law_file(right):
    made = cases.received(right=right)

    assert made.duty.rule_code == rules.right(right).rule
    assert made.state == State.RECEIVED


def test_the_same_press_twice_is_one_request():
    unit, key = cases.body().unit, uuid.uuid4()

    assert cases.received(unit, key=key).pk == cases.received(unit, key=key).pk
    assert Duty.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_are_one_request():
    unit, key = cases.body().unit, uuid.uuid4()

    made = together(lambda: cases.received(unit, key=key).pk, times=3)

    assert len(set(made)) == 1
    assert Request.objects.count() == 1
    assert Duty.objects.count() == 2


def test_only_the_hash_of_the_key_is_kept():
    made = cases.received()
    secret = services.secret_of(made)

    assert secret not in str(Request.objects.values().get())
    assert permissions.holds_slip(made, secret.lower())
    assert not permissions.holds_slip(made, "AAAAAAAAAA")


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"right": "no-such"}, services.UnknownRight),
        ({"text": " \n "}, services.TextMissing),
        ({"name": " "}, services.NameMissing),
        ({"phone": "", "email": ""}, services.ContactMissing),
    ],
)
def test_what_is_missing_is_named(said, refusal):
    with pytest.raises(refusal):
        cases.received(**said)
    assert Duty.objects.count() == 0


def test_a_place_without_a_head_takes_no_request():
    with pytest.raises(services.NobodyThere):
        cases.received(factories.unit("Mường Bú"))
    Body.objects.all().delete()
    with pytest.raises(services.NobodyThere):
        cases.received(factories.unit("Mường Chùm"))


def test_what_is_logged_and_what_others_see_of_the_duty_are_facts_only():
    made = cases.received()
    cases.answered(made)

    told = [*Entry.objects.values_list("detail", flat=True), *Step.objects.values_list("text")]
    told += [*Duty.objects.values_list("work", "result")]
    for word in ("Lò Văn", "0912345678", "Đã sửa tên", "cong-khai"):
        assert word not in str(told), word


# --- The counter ------------------------------------------------------------------------------


def entered(by, unit, *, received_at=NOW, now=TOMORROW, **said):
    return services.register(
        asked=cases.asked(unit, **said),
        submission_key=uuid.uuid4(),
        channel=Request.Channel.COUNTER,
        received_at=received_at,
        by=by,
        now=now,
    )


def test_what_came_on_paper_counts_from_the_day_it_came_and_needs_no_phone():
    unit = cases.body().unit
    clerk = factories.officer(unit, "clerk")

    made = entered(clerk, unit, phone="")

    assert made.acknowledgement.due_on == date(2026, 10, 7)
    assert (made.channel, made.registered_by) == ("counter", clerk)
    assert Message.objects.count() == 0


def test_paper_of_tomorrow_and_of_another_place_is_refused():
    unit = cases.body().unit
    clerk = factories.officer(unit, "clerk")
    with pytest.raises(services.ReceivedInFuture):
        entered(clerk, unit, received_at=TOMORROW, now=NOW)
    with pytest.raises(PermissionDenied):
        entered(clerk, cases.body("Mường Bú").unit)


# --- Acknowledging, papers, the case ----------------------------------------------------------


def test_acknowledging_closes_the_first_duty_and_tells_the_person_once():
    made = cases.received()
    by = cases.handler(made)

    done = services.acknowledge(request=made, by=by, now=TOMORROW)

    assert done.state == State.WORKED
    assert Duty.objects.get(pk=made.acknowledgement_id).closed_by == by
    body = Message.objects.latest("pk").body
    assert made.code in body and "Lò Văn" not in body
    with pytest.raises(services.AlreadyAcknowledged):
        services.acknowledge(request=made, by=by, now=TOMORROW)


def test_that_papers_were_seen_is_all_that_is_kept():
    made = cases.received(right="delete")
    by = cases.handler(made)

    services.ask_identity(request=made, by=by, now=NOW)
    done = services.check_identity(request=made, by=by, now=TOMORROW)

    assert (done.identity_checked_by, done.identity_checked_at) == (by, TOMORROW)
    kinds = Step.objects.filter(duty=made.duty).values_list("kind", flat=True)
    assert {Step.Kind.ASKED, Step.Kind.REPLIED} <= set(kinds)
    for act in (services.check_identity, services.ask_identity):
        with pytest.raises(services.AlreadyChecked):
            act(request=made, by=by, now=TOMORROW)


def test_what_needs_papers_is_granted_only_after_they_were_seen():
    made = cases.received(right="provide")
    by = cases.handler(made)
    with pytest.raises(services.IdentityNotChecked):
        cases.answered(made, by=by)

    services.check_identity(request=made, by=by, now=NOW)

    assert cases.answered(made, by=by).outcome == "granted"


def test_a_refusal_needs_no_papers_but_a_ground():
    made = cases.received(right="provide")
    by = cases.handler(made)
    with pytest.raises(services.GroundMissing):
        cases.answered(made, by=by, outcome="refused")
    with pytest.raises(services.GroundMissing):
        cases.answered(made, by=by, outcome="refused", ground="no-such")

    done = cases.answered(made, by=by, outcome="refused", ground="not_held")

    assert done.refusal.code == "not_held"
    assert Duty.objects.get(pk=made.duty_id).outcome == Duty.Outcome.REFUSED


def test_the_case_of_a_processor_gives_the_longer_time_and_says_so():
    made = cases.received(right="withdraw")
    was, by = made.duty.due_on, cases.handler(made)

    done = services.find_case(request=made, by=by, now=TOMORROW)

    assert done.duty.due_on > was
    assert "bên thứ ba" in Step.objects.filter(duty=made.duty).last().text
    with pytest.raises(services.NoSuchCase):
        services.find_case(request=made, by=by, now=TOMORROW)


def test_a_right_without_such_a_case_has_no_longer_time():
    made = cases.received(right="correct")
    with pytest.raises(services.NoSuchCase):
        services.find_case(request=made, by=cases.handler(made), now=NOW)


# --- More time --------------------------------------------------------------------------------


def extended(made, by, **said):
    said = {"days": 10, "reason": "Phải hỏi kho lưu trữ.", "decision": DECISION, **said}
    return services.extend(request=made, by=by, now=TOMORROW, **said)


def test_the_head_extends_once_with_a_reason_for_the_person_alone():
    made = cases.received(right="withdraw")
    head, was = cases.head(made), made.duty.due_on

    done = extended(made, head)

    assert (done.duty.due_on - was).days >= 10
    assert done.extension_reason == "Phải hỏi kho lưu trữ."
    assert not Step.objects.filter(text__contains="kho lưu trữ").exists()
    with pytest.raises(services.AlreadyExtended):
        extended(done, head)


def test_more_time_is_refused_beyond_the_rule_without_a_reason_and_to_a_handler():
    made = cases.received(right="withdraw")
    head = cases.head(made)
    with pytest.raises(duties.DateRefused):
        extended(made, head, days=16)
    with pytest.raises(services.ReasonMissing):
        extended(made, head, reason=" ")
    with pytest.raises(PermissionDenied):
        extended(made, cases.handler(made))


def test_more_time_of_unknown_length_is_refused_until_the_law_file_knows_it():
    made = cases.received(right="correct")
    with pytest.raises(duties.DateRefused):
        extended(made, cases.head(made), days=1)


# --- The answer -------------------------------------------------------------------------------


def test_an_answer_is_given_by_name_and_acknowledges_what_was_not_yet():
    made = cases.received()
    by = cases.handler(made)

    done = cases.answered(made, by=by)

    assert (done.state, done.answered_by, done.outcome) == (State.ANSWERED, by, "granted")
    assert not Duty.objects.open().exists()
    last = Message.objects.latest("pk")
    assert "đã có trả lời" in last.body and "Đã sửa tên" not in last.body


def test_an_answer_says_something_and_a_grant_has_no_ground():
    made = cases.received()
    with pytest.raises(services.AnswerMissing):
        cases.answered(made, text="  ")
    with pytest.raises(services.GroundNotNeeded):
        cases.answered(made, ground="not_held")


def test_a_closed_request_is_answered_no_more():
    made = cases.answered(cases.received())
    for act in (services.acknowledge, services.check_identity, services.ask_identity):
        with pytest.raises(services.AlreadyClosed):
            act(request=made, by=cases.handler(made), now=NOW)
    with pytest.raises(services.AlreadyClosed):
        cases.answered(made)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_one_answers_and_the_other_learns_of_it():
    made = cases.received()
    one, other = cases.handler(made), cases.handler(made)

    results = at_once(
        lambda: cases.answered(made, by=one, text="Đã sửa."),
        lambda: cases.answered(made, by=other, text="Không sửa được."),
    )

    assert sorted(isinstance(one, services.AlreadyClosed) for one in results) == [False, True]
    made.refresh_from_db()
    assert made.answered_by in (one, other)


@pytest.mark.parametrize("role", ["clerk", "handler", "head"])
def test_a_stranger_may_do_nothing(role):
    made = cases.received(right="withdraw")
    stranger = factories.officer(cases.body("Mường Bú").unit, role)
    acts = (
        services.acknowledge,
        services.ask_identity,
        services.check_identity,
        services.find_case,
    )
    for act in acts:
        with pytest.raises(PermissionDenied), transaction.atomic():
            act(request=made, by=stranger, now=NOW)
    with pytest.raises(PermissionDenied):
        cases.answered(made, by=stranger)
    with pytest.raises(PermissionDenied):
        extended(made, stranger)


# --- The end ----------------------------------------------------------------------------------


def test_the_sender_takes_it_back_with_the_key_alone():
    made = cases.received()
    with pytest.raises(services.NotTheHolder):
        services.withdraw(request=made, secret="AAAAAAAAAA", now=NOW)

    done = services.withdraw(request=made, secret=services.secret_of(made), now=NOW)

    assert done.state == State.WITHDRAWN
    assert set(Duty.objects.values_list("outcome", flat=True)) == {Duty.Outcome.WITHDRAWN}
    with pytest.raises(services.AlreadyClosed):
        services.withdraw(request=made, secret=services.secret_of(made), now=NOW)


def test_words_and_contact_are_deleted_when_their_time_is_over():
    ended, fresh = cases.answered(cases.received()), cases.received()
    keep = timedelta(days=rules.book().custom.keep_days)

    assert services.forget_old(now=NOW + keep - timedelta(days=1)) == 0
    assert services.forget_old(now=NOW + keep) == 1
    assert services.forget_old(now=NOW + keep) == 0

    ended.refresh_from_db()
    assert (ended.text, ended.name, ended.phone, ended.answer, ended.about) == ("",) * 5
    assert (ended.outcome, ended.right) == ("granted", "correct")
    fresh.refresh_from_db()
    assert fresh.text == cases.TEXT
    assert not Message.objects.filter(body__contains=ended.code, sent_at=None).exists()
