"""A duty goes from being owed to its result, and everybody can see how."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from kheo.foundation.clock.book import default_book
from kheo.foundation.duties import queries, services
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.log.models import Entry
from tests import factories
from tests.at_once import at_once
from tests.factories import MONDAY
from tests.foundation.duties.making import PROVEN, SECRET, file, owe

TOMORROW = MONDAY + timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def duty():
    return owe()


@pytest.fixture
def head(duty):
    return factories.officer(duty.unit, "head")


@pytest.fixture
def handler(duty):
    return factories.officer(duty.unit)


def kinds_of(duty, **filters):
    return list(duty.steps.filter(**filters).values_list("kind", flat=True))


def test_owing_dates_the_duty_and_names_who_answers(duty):
    assert (duty.due_on, duty.warn_on) == (date(2026, 3, 23), date(2026, 3, 16))
    assert duty.head == factories.head(duty.body)
    assert (duty.progress, duty.person) == (Duty.Progress.WAITING, None)
    assert kinds_of(duty, is_public=True) == [Step.Kind.OPENED]


def test_owing_is_written_down_with_its_facts(duty):
    entry = Entry.objects.get()

    assert (entry.action, entry.subject, entry.actor) == ("duty.opened", "test:1", "")
    assert entry.unit_code == duty.unit.code
    assert entry.detail == {"duty": duty.pk, "due_on": "2026-03-23"}


def test_owing_costs_four_queries(django_assert_num_queries):
    body = factories.body(factories.unit())
    factories.head(body)
    fields = {"kind": "test.answer", "work": "Việc", "unit": body.unit, "body": body}

    with django_assert_num_queries(4):
        services.owe(subject="test:9", by=None, now=MONDAY, **fields)


def test_nothing_is_owed_by_a_body_without_a_head():
    unit = factories.unit()
    fields = {"kind": "test.answer", "work": "Việc", "unit": unit, "body": factories.body(unit)}

    with pytest.raises(services.NobodyAnswers, match="người đứng đầu"):
        services.owe(subject="test:1", by=None, now=MONDAY, **fields)

    assert not Duty.objects.exists()


def test_a_rule_in_hours_is_counted_from_the_moment():
    hours = next(r for r in default_book() if r.unit == "hour" and r.in_force(MONDAY.date()))

    duty = owe(rule_code=hours.code)

    assert duty.due.at == MONDAY + timedelta(hours=hours.length)


def test_assigning_names_the_person(duty, head, handler):
    services.assign(duty, to=handler, by=head, now=MONDAY)

    duty.refresh_from_db()
    assert (duty.person, duty.progress) == (handler, Duty.Progress.ASSIGNED)
    assert kinds_of(duty) == [Step.Kind.OPENED, Step.Kind.ASSIGNED]
    assert Entry.objects.latest("id").detail["to"] == handler.username


def test_a_handler_gives_out_no_work(duty, handler):
    with pytest.raises(PermissionDenied):
        services.assign(duty, to=handler, by=handler, now=MONDAY)


def test_work_is_given_only_to_those_who_may_do_it(duty, head):
    stranger = factories.officer(factories.unit("Mường Bú"))

    with pytest.raises(services.NotTheirWork):
        services.assign(duty, to=stranger, by=head, now=MONDAY)


def test_who_begins_takes_the_duty(duty, handler):
    services.progress(duty, text="Đã đi xem", by=handler, now=TOMORROW, is_public=True)

    duty.refresh_from_db()
    assert (duty.person, duty.progress) == (handler, Duty.Progress.UNDERWAY)
    assert queries.steps(duty).last().text == "Đã đi xem"


@pytest.mark.parametrize(
    "act", ["progress", "ask", "close", "assign", "extend", "suspend", "hand_over"]
)
def test_an_officer_of_another_unit_changes_nothing(duty, act):
    stranger = factories.officer(factories.unit("Mường Bú"), "head")
    given = {
        "progress": {"text": "x"},
        "ask": {"question": "x"},
        "close": {"result": "x"},
        "assign": {"to": stranger},
        "extend": {"grounds": "x", "days": 1, "decision": "x"},
        "suspend": {"reason": "x", "decision": "x"},
        "hand_over": {"body": duty.body, "reason": "x"},
    }[act]

    with pytest.raises(PermissionDenied):
        getattr(services, act)(duty, by=stranger, now=MONDAY, **given)

    assert kinds_of(duty) == [Step.Kind.OPENED]


def test_a_colleague_does_not_work_on_what_another_was_given(duty, head, handler):
    services.assign(duty, to=handler, by=head, now=MONDAY)

    with pytest.raises(PermissionDenied):
        services.progress(duty, text="x", by=factories.officer(duty.unit), now=MONDAY)

    services.progress(duty, text="Tôi xem giúp", by=head, now=MONDAY)
    duty.refresh_from_db()
    assert duty.person == handler


def test_asking_waits_for_the_reply_and_leaves_the_date(duty, handler):
    services.ask(duty, question="Ở ngõ nào?", by=handler, now=MONDAY)
    duty.refresh_from_db()
    assert (duty.progress, duty.due_on) == (Duty.Progress.ASKING, date(2026, 3, 23))

    services.replied(duty, text="Ngõ 5", now=TOMORROW)
    duty.refresh_from_db()
    assert duty.progress == Duty.Progress.UNDERWAY
    assert kinds_of(duty, is_public=True) == [Step.Kind.OPENED, Step.Kind.ASKED]


def test_words_are_asked_for_where_words_matter(duty, handler):
    with pytest.raises(services.ReasonMissing):
        services.progress(duty, text="  ", by=handler, now=MONDAY)

    duty.refresh_from_db()
    assert duty.person is None


def test_handing_over_makes_another_head_answer(duty, head):
    other = factories.body(factories.unit("Mường Bú"))
    factories.head(other)

    services.hand_over(duty, body=other, reason="Thuộc xã Mường Bú", by=head, now=TOMORROW)

    duty.refresh_from_db()
    assert (duty.body, duty.unit, duty.head) == (other, other.unit, factories.head(other))
    assert (duty.person, duty.due_on) == (None, date(2026, 3, 23))
    assert queries.steps(duty).last().text.endswith("UBND xã Mường Bú: Thuộc xã Mường Bú")


def test_nothing_is_handed_to_a_body_without_a_head(duty, head):
    with pytest.raises(services.NobodyAnswers):
        services.hand_over(
            duty, body=factories.body(factories.unit("Mường Bú")), reason="x", by=head, now=MONDAY
        )


def test_closing_shows_the_result_and_its_proof(duty, handler):
    proof = file()

    services.close(duty, result=" Đã thay đèn. ", proof=[proof], by=handler, now=TOMORROW)

    duty.refresh_from_db()
    assert (duty.result, duty.closed_at, duty.closed_by) == ("Đã thay đèn.", TOMORROW, handler)
    assert (duty.person, list(duty.proof.all())) == (handler, [proof])
    assert queries.steps(duty).last().text == "Đã thay đèn."
    entry = Entry.objects.latest("id")
    assert entry.detail["proof_sha256"] == [proof.sha256]
    assert "Đã thay đèn." not in str(entry.detail)


def test_nothing_is_closed_without_a_result(duty, handler):
    with pytest.raises(services.ResultMissing):
        services.close(duty, result=" ", by=handler, now=TOMORROW)


def test_some_kinds_are_not_closed_without_proof(handler, duty):
    proven = owe("test:2", unit=duty.unit, kind=PROVEN)

    with pytest.raises(services.ProofMissing):
        services.close(proven, result="Xong", by=handler, now=TOMORROW)


def test_a_closed_duty_stays_as_it_is(duty, handler):
    services.close(duty, result="Lần một", by=handler, now=TOMORROW)

    for again in (
        lambda: services.close(duty, result="Lần hai", by=handler, now=TOMORROW),
        lambda: services.progress(duty, text="x", by=handler, now=TOMORROW),
        lambda: services.replied(duty, text="x", now=TOMORROW),
    ):
        with pytest.raises(services.AlreadyClosed, match="đã xong"):
            again()

    duty.refresh_from_db()
    assert duty.result == "Lần một"


def test_reopening_owes_a_new_result_from_that_day(duty, handler):
    services.close(duty, result="Lần một", by=handler, now=TOMORROW)

    services.reopen(duty, reason="Đèn lại hỏng", by=None, now=MONDAY + timedelta(days=7))

    duty.refresh_from_db()
    assert (duty.result, duty.closed_at, duty.reopened) == ("", None, 1)
    assert (duty.due_on, duty.person) == (date(2026, 3, 30), handler)
    assert duty.progress == Duty.Progress.ASSIGNED
    last = queries.steps(duty).last()
    assert (last.kind, last.text) == ("reopened", "Đèn lại hỏng (hạn mới 30/03/2026)")


def test_what_is_kept_of_reopening_is_vietnamese_whoever_asks(duty, handler):
    services.close(duty, result="Lần một", by=handler, now=TOMORROW)

    with translation.override("en"):
        services.reopen(duty, reason="Đèn lại hỏng", by=None, now=MONDAY + timedelta(days=7))

    assert "hạn mới" in queries.steps(duty).last().text


def test_an_open_duty_is_not_reopened(duty):
    with pytest.raises(services.StillOpen):
        services.reopen(duty, reason="x", by=None, now=MONDAY)


def test_steps_of_a_kind_that_is_not_public_stay_inside():
    secret = owe("test:2", kind=SECRET)

    assert kinds_of(secret) == [Step.Kind.OPENED]
    assert kinds_of(secret, is_public=True) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_close_at_once_one_learns_of_the_other():
    duty = owe()
    officers = [factories.officer(duty.unit, "head"), factories.officer(duty.unit)]
    close = partial(services.close, duty, result="Xong", now=TOMORROW)

    heard = at_once(*(partial(close, by=officer) for officer in officers))

    assert len([one for one in heard if type(one) is services.AlreadyClosed]) == 1
    assert len([one for one in heard if not isinstance(one, Exception)]) == 1
    assert duty.steps.filter(kind=Step.Kind.CLOSED).count() == 1
