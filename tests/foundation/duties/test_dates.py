"""A date moves by decision within the rule, or with the calendar, never to hide lateness."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kheo.foundation.clock.book import default_calendar
from kheo.foundation.duties import queries, services
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.log.models import Entry
from tests import factories
from tests.factories import MONDAY
from tests.foundation.duties.making import owe

DECISION = "Quyết định 12/QĐ-UBND ngày 05/3/2026"
TUESDAY = MONDAY + timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def duty():
    return owe()


@pytest.fixture
def head(duty):
    return factories.officer(duty.unit, "head")


def extend(duty, by, *, days=5, now=TUESDAY, decision=DECISION, **given):
    return services.extend(
        duty, grounds="Phải đi thực địa", days=days, decision=decision, by=by, now=now, **given
    )


def suspend(duty, by, *, now=TUESDAY):
    return services.suspend(duty, reason="Mưa lũ chia cắt", decision=DECISION, by=by, now=now)


def test_an_extension_moves_the_date_and_says_why_in_public(duty, head):
    extend(duty, head)

    duty.refresh_from_db()
    assert duty.due_on == date(2026, 3, 30)
    step = queries.steps(duty).last()
    assert step.text == f"23/03/2026 → 30/03/2026: Phải đi thực địa ({DECISION})"
    assert any(DECISION in line for line in queries.explanation(duty))
    assert Entry.objects.latest("id").detail["was_due_on"] == "2026-03-23"


@pytest.mark.parametrize("given", [{"days": 11}, {"days": 0}, {"code": "no-such-ground"}])
def test_an_extension_beyond_the_rule_is_refused(duty, head, given):
    with pytest.raises(services.DateRefused):
        extend(duty, head, **given)

    duty.refresh_from_db()
    assert duty.due_on == date(2026, 3, 23)


def test_an_extension_is_granted_as_often_as_the_rule_allows(duty, head):
    extend(duty, head)

    with pytest.raises(services.DateRefused):
        extend(duty, head)


def test_an_extension_needs_a_decision(duty, head):
    with pytest.raises(services.DecisionMissing):
        extend(duty, head, decision=" ")


def test_a_rule_without_grounds_is_not_extended(head, duty):
    other = owe("test:2", unit=duty.unit, rule_code="QDHC-FWD-01")

    assert queries.extension_grounds(other) == ()
    with pytest.raises(services.DateRefused):
        extend(other, head)


def test_a_late_duty_gets_no_more_time(duty, head):
    late = MONDAY + timedelta(days=22)

    with pytest.raises(services.AlreadyLate):
        extend(duty, head, now=late)
    with pytest.raises(services.AlreadyLate):
        suspend(duty, head, now=late)


def test_a_handler_may_not_move_the_date(duty):
    handler = factories.officer(duty.unit)

    for act in (extend, suspend):
        with pytest.raises(PermissionDenied):
            act(duty, handler)


def test_days_of_a_suspension_do_not_count(duty, head):
    suspend(duty, head)
    duty.refresh_from_db()
    assert duty.progress == Duty.Progress.SUSPENDED
    assert duty.due.stopped_since == date(2026, 3, 3)

    services.resume(duty, by=head, now=TUESDAY + timedelta(days=7))
    duty.refresh_from_db()
    assert (duty.progress, duty.due_on) == (Duty.Progress.WAITING, date(2026, 3, 30))
    assert [step.kind for step in queries.steps(duty)] == ["opened", "suspended", "resumed"]


def test_a_suspension_ended_on_its_day_never_was(duty, head):
    suspend(duty, head)

    services.resume(duty, by=head, now=TUESDAY)

    duty.refresh_from_db()
    assert (duty.due_on, duty.due.suspensions) == (date(2026, 3, 23), ())


def test_a_stopped_clock_is_never_late_and_nobody_works_on_it(duty, head):
    suspend(duty, head)
    duty.refresh_from_db()

    assert not duty.is_late(today=date(2026, 12, 1))
    assert not Duty.objects.late(today=date(2026, 12, 1)).exists()
    with pytest.raises(services.Suspended):
        services.progress(duty, text="x", by=head, now=TUESDAY)
    with pytest.raises(services.Suspended):
        extend(duty, head)


def test_what_runs_is_not_resumed(duty, head):
    with pytest.raises(services.NotSuspended):
        services.resume(duty, by=head, now=TUESDAY)


def test_an_open_suspension_may_still_end_in_a_result(duty, head):
    suspend(duty, head)

    services.close(duty, result="Đã giải quyết", by=head, now=TUESDAY)

    duty.refresh_from_db()
    assert duty.progress == Duty.Progress.CLOSED


def test_a_new_holiday_moves_open_duties_and_says_so(duty, head):
    closed = owe("test:2", unit=duty.unit)
    services.close(closed, result="Xong", by=head, now=MONDAY)
    calendar = default_calendar().with_holiday(date(2026, 3, 18), "Ngày nghỉ thêm")

    moved = services.redate_all(calendar=calendar, now=TUESDAY)

    duty.refresh_from_db()
    closed.refresh_from_db()
    assert (moved, duty.due_on, closed.due_on) == (1, date(2026, 3, 24), date(2026, 3, 23))
    last = queries.steps(duty).last()
    assert (last.kind, last.text) == (
        "redated",
        "23/03/2026 → 24/03/2026: thêm ngày nghỉ 18/03/2026 (Ngày nghỉ thêm)",
    )
    assert any("Ngày nghỉ thêm" in line for line in queries.explanation(duty))


def test_dates_are_counted_again_only_once_per_calendar(duty):
    calendar = default_calendar().with_holiday(date(2026, 12, 18), "Xa hạn")

    assert services.redate_all(calendar=calendar, now=TUESDAY) == 0
    assert queries.counted_otherwise(calendar, after=0, size=10) == []
    assert duty.steps.filter(kind=Step.Kind.REDATED).count() == 0


def test_redating_keeps_extensions_and_suspensions(duty, head):
    extend(duty, head)
    calendar = default_calendar().with_holiday(date(2026, 3, 18), "Ngày nghỉ thêm")

    services.redate_all(calendar=calendar, now=TUESDAY)

    duty.refresh_from_db()
    assert duty.due_on == date(2026, 3, 31)


def test_a_remote_commune_has_the_longer_period_where_the_law_gives_one():
    remote = factories.unit("Ngọc Chiến", is_remote=True, remote_basis="Quyết định 861/QĐ-TTg")

    near = owe("test:8", rule_code="KN-L1-RES")
    far = owe("test:9", unit=remote, rule_code="KN-L1-RES")

    assert far.due.is_remote
    assert far.due_on > near.due_on
    assert not owe("test:10", unit=remote, rule_code="KN-L1-RES", remote=False).due.is_remote


# --- A case that is found out later -----------------------------------------------------------


@pytest.fixture
def stopping():
    """Consent withdrawn: fifteen days, twenty when others have to stop as well."""
    return owe(rule_code="DL-WDR-01")


def test_a_named_case_is_counted_from_where_the_count_began(stopping):
    by = factories.officer(stopping.unit)
    was = stopping.due_on

    moved = services.recount(stopping, case="with_processor", by=by, now=TUESDAY)

    assert (moved.due_on - MONDAY.date()).days >= 20
    assert moved.due_on > was
    assert moved.due.inputs.case == "with_processor"
    assert queries.steps(moved).last().kind == Step.Kind.REDATED


def test_a_case_that_the_rule_does_not_know_is_refused(stopping):
    by = factories.officer(stopping.unit)
    with pytest.raises(services.DateRefused):
        services.recount(stopping, case="no-such-case", by=by, now=TUESDAY)


def test_a_late_duty_is_not_recounted_and_a_stranger_recounts_none(stopping):
    by, late = factories.officer(stopping.unit), MONDAY + timedelta(days=60)
    with pytest.raises(services.AlreadyLate):
        services.recount(stopping, case="with_processor", by=by, now=late)
    stranger = factories.officer(factories.unit("Mường Bú"))
    with pytest.raises(PermissionDenied):
        services.recount(stopping, case="with_processor", by=stranger, now=TUESDAY)
