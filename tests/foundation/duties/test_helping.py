"""One officer speaks with the person; other bodies do their part in time, and know no more."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from kheo.foundation.clock.book import default_calendar
from kheo.foundation.duties import queries, services
from kheo.foundation.duties.models import Duty, Step
from tests import factories
from tests.factories import MONDAY
from tests.foundation.duties.making import PROVEN, ask, file, owe

TUESDAY = MONDAY + timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def duty():
    return owe()


@pytest.fixture
def handler(duty):
    return factories.officer(duty.unit)


@pytest.fixture
def body():
    found = factories.body(factories.unit("Chiềng Sơ"))
    factories.head(found)
    return found


@pytest.fixture
def helper(body):
    return factories.officer(body.unit)


def last_of(duty):
    step = duty.steps.last()
    return step.kind, step.text


def test_help_is_owed_by_the_asked_body_by_its_own_rule(duty, handler, body):
    child = ask(duty, body, by=handler)

    assert (child.parent, child.body, child.unit) == (duty, body, body.unit)
    assert (child.due_on, child.head) == (date(2026, 3, 9), factories.head(body))
    assert child.brief == "Đo giúp 40 m đường Nà Tâu."
    assert [found.duty for found in queries.children(duty)] == [child]


def test_the_duty_says_in_public_who_was_asked_and_by_when(duty, handler, body):
    ask(duty, body, by=handler)

    assert last_of(duty) == (Step.Kind.HELP_ASKED, f"{body} (09/03/2026)")
    assert duty.steps.last().is_public


def test_help_is_never_due_after_what_it_helps(duty, handler, body):
    Duty.objects.filter(pk=duty.pk).update(due_on=date(2026, 3, 4))

    child = ask(duty, body, by=handler)

    assert child.due_on == date(2026, 3, 4)
    assert queries.explanation(child)[-1].startswith("Không muộn hơn 04/03/2026")
    assert queries.remaining(child, MONDAY.date()).n == 2


def test_the_asking_officer_may_need_it_earlier(duty, handler, body):
    child = ask(duty, body, by=handler, wanted_on=date(2026, 3, 5))

    assert child.due_on == date(2026, 3, 5)


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 24)])
def test_a_date_past_or_after_the_whole_is_refused(duty, handler, body, day):
    with pytest.raises(services.DateTooLate):
        ask(duty, body, by=handler, wanted_on=day)


def test_what_is_late_already_is_needed_today(duty, handler, body):
    Duty.objects.filter(pk=duty.pk).update(due_on=date(2026, 2, 20))

    assert ask(duty, body, by=handler).due_on == MONDAY.date()


def test_a_request_without_words_is_refused(duty, handler, body):
    with pytest.raises(services.BriefMissing):
        ask(duty, body, by=handler, brief=" ")


def test_a_stranger_asks_nobody(duty, body):
    with pytest.raises(PermissionDenied):
        ask(duty, body, by=factories.officer(factories.unit("Mường La")))


def test_a_stopped_clock_asks_nobody(duty, handler, body):
    head = factories.officer(duty.unit, "head")
    services.suspend(duty, reason="Mưa lũ", decision="1/QĐ", by=head, now=MONDAY)

    with pytest.raises(services.Suspended):
        ask(duty, body, by=handler)


def test_the_asked_body_answers_with_result_and_files(duty, handler, body, helper):
    child = ask(duty, body, by=handler)

    services.close(child, result="Dài 42 m.", proof=[file()], by=helper, now=TUESDAY)

    found = queries.children(duty)[0]
    assert (found.duty.result, [f.name for f in found.proof]) == ("Dài 42 m.", ["biên bản.pdf"])
    assert last_of(duty) == (Step.Kind.HELP_GIVEN, str(body))


def test_a_duty_is_not_closed_while_help_is_owed(duty, handler, body):
    ask(duty, body, by=handler)

    with pytest.raises(services.HelpStillOpen):
        services.close(duty, result="Xong", by=handler, now=TUESDAY)


def test_called_back_with_a_reason_it_is_closed(duty, handler, body):
    child = ask(duty, body, by=handler)

    services.call_back(child, reason="Đã tự đo", by=handler, now=TUESDAY)
    services.close(duty, result="Xong", by=handler, now=TUESDAY)

    child.refresh_from_db()
    assert (child.outcome, child.result) == (Duty.Outcome.WITHDRAWN, "Đã tự đo")
    assert queries.children(duty)[0].was_called_back
    assert duty.steps.filter(kind=Step.Kind.HELP_ENDED).count() == 1


def test_calling_back_needs_a_reason(duty, handler, body):
    with pytest.raises(services.ReasonMissing):
        services.call_back(ask(duty, body, by=handler), reason=" ", by=handler, now=TUESDAY)


def test_the_asked_body_cannot_call_it_back(duty, handler, body, helper):
    with pytest.raises(PermissionDenied):
        services.call_back(ask(duty, body, by=handler), reason="x", by=helper, now=TUESDAY)


def test_what_was_given_is_not_called_back(duty, handler, body, helper):
    child = ask(duty, body, by=handler)
    services.close(child, result="Dài 42 m.", by=helper, now=TUESDAY)

    with pytest.raises(services.AlreadyClosed):
        services.call_back(child, reason="x", by=handler, now=TUESDAY)


def test_only_help_is_called_back(duty, handler):
    with pytest.raises(services.NotHelp):
        services.call_back(duty, reason="x", by=handler, now=TUESDAY)


def test_what_ends_the_matter_ends_the_help(duty, handler, body):
    child = ask(duty, body, by=handler)

    services.close(
        duty, result="Người gửi rút.", by=None, now=TUESDAY, outcome=Duty.Outcome.WITHDRAWN
    )

    child.refresh_from_db()
    assert child.outcome == Duty.Outcome.WITHDRAWN
    assert Duty.objects.open().count() == 0


def test_nobody_waits_for_the_proof_of_what_was_withdrawn():
    duty = owe("test:2", kind=PROVEN)

    services.close(
        duty, result="Người gửi rút.", by=None, now=TUESDAY, outcome=Duty.Outcome.WITHDRAWN
    )

    assert Duty.objects.get(pk=duty.pk).closed_by is None


def test_help_comes_earlier_when_the_whole_does(duty, handler, body):
    Duty.objects.filter(pk=duty.pk).update(due_on=date(2026, 3, 24))
    asked = MONDAY + timedelta(days=18)
    child = ask(duty, body, by=handler, now=asked)
    assert child.due_on == date(2026, 3, 24)

    calendar = default_calendar().with_holiday(date(2026, 12, 30), "Xa")
    services.redate_all(calendar=calendar, now=asked)

    # The whole is counted to the 23rd again, and its help with it.
    child.refresh_from_db()
    assert child.due_on == date(2026, 3, 23)
    assert child.steps.last().kind == Step.Kind.REDATED


def test_the_database_refuses_a_duty_that_helps_itself(duty):
    with pytest.raises(IntegrityError):
        Duty.objects.filter(pk=duty.pk).update(parent=duty.pk)
