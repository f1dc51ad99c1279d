"""Targets change only through their services, for a reason, by whom it is up to."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.foundation.log.models import Entry
from kheo.insight.returns import services as returns
from kheo.insight.targets import errors, services
from kheo.insight.targets.models import Change, Target
from tests import factories
from tests.factories import MONDAY
from tests.insight.targets.conftest import YEAR, plan, set_target

pytestmark = pytest.mark.django_db


def change(target, by, planned="90", reason="Tỉnh điều chỉnh", seen=0, aim="at_least"):
    return services.change(
        target=target, planned=Decimal(planned), aim=aim, reason=reason, seen=seen, by=by,
        now=MONDAY,
    )  # fmt: skip


def test_setting_a_target_keeps_the_number_its_basis_and_who_set_it(home, chair):
    made = set_target(home, chair, "95")

    assert (made.planned, made.basis, made.set_by) == (Decimal(95), "16-CTr/TU", chair)
    entry = Entry.objects.get(action="target.set")
    assert entry.detail == {"indicator": "petitions.answered", "planned": "95"}


def test_the_same_target_twice_is_one(home, chair):
    first, second = set_target(home, chair), set_target(home, chair)

    assert first == second


def test_another_number_for_the_same_period_is_refused(target, home, chair):
    with pytest.raises(errors.AlreadySet):
        set_target(home, chair, "50")


@pytest.mark.parametrize(
    ("fields", "planned", "refusal"),
    [
        ({"period": YEAR[::-1]}, "5", errors.NotAPeriod),
        ({"basis": " "}, "5", errors.BasisMissing),
        ({}, "-1", errors.NotANumber),
        ({"code": "petitions.in_time_percent@all"}, "100.1", errors.NotANumber),
    ],
)
def test_what_makes_no_sense_is_refused(home, chair, fields, planned, refusal):
    with pytest.raises(refusal):
        set_target(home, chair, planned, **fields)


def test_an_officer_of_another_commune_sets_nothing_here(communes):
    stranger = factories.officer(of=communes[0], role="head")

    with pytest.raises(PermissionDenied):
        set_target(communes[1], stranger)


def test_a_handler_sets_nothing(communes):
    with pytest.raises(PermissionDenied):
        set_target(communes[0], factories.officer(of=communes[0]))


def test_a_change_keeps_what_was_said_before_and_why(target, chair):
    change(target, chair)

    target.refresh_from_db()
    assert target.planned == Decimal(90)
    kept = Change.objects.get()
    assert (kept.planned, kept.reason, kept.by) == (Decimal(100), "Tỉnh điều chỉnh", chair)


def test_a_change_without_a_reason_is_refused(target, chair):
    with pytest.raises(errors.ReasonMissing):
        change(target, chair, reason=" ")


def test_the_second_of_two_officers_is_told(target, chair):
    change(target, chair, "90")

    with pytest.raises(errors.ChangedMeanwhile):
        change(target, chair, "80", seen=0)


def test_a_target_taken_back_stays_in_the_history_and_changes_no_more(target, chair):
    services.withdraw(target=target, reason="Giao nhầm", by=chair, now=MONDAY)

    assert not Target.objects.standing().exists()
    assert Change.objects.get().kind == "withdrawn"
    with pytest.raises(errors.Withdrawn):
        change(target, chair, seen=1)


def test_after_taking_back_another_may_be_set(target, home, chair):
    services.withdraw(target=target, reason="Giao nhầm", by=chair, now=MONDAY)

    assert set_target(home, chair, "50").planned == Decimal(50)


def test_many_communes_get_new_numbers_and_changed_ones_at_once(communes, chair):
    set_target(communes[0], chair, "10")
    set_target(communes[1], chair, "20")

    numbers = {communes[0].pk: Decimal(10), communes[1].pk: Decimal(25), communes[2].pk: Decimal(5)}
    done = services.set_many(plan=plan(), numbers=numbers, by=chair, now=MONDAY)

    assert done == services.Many(added=1, changed=1, same=1)
    assert dict(Target.objects.standing().values_list("unit", "planned")) == numbers


def test_one_wrong_number_among_many_sets_none(communes, chair):
    numbers = {communes[0].pk: Decimal(10), communes[1].pk: Decimal(-5)}

    with pytest.raises(errors.NotANumber):
        services.set_many(plan=plan(), numbers=numbers, by=chair, now=MONDAY)
    assert not Target.objects.exists()


def test_plans_that_were_printed_become_targets_once(db):
    province = factories.unit("Hậu Giang", level="province", code="93")
    factories.unit("Hà Tĩnh", level="province", code="42")
    factories.province()
    returns.load_seed_figures(by=factories.citizen(), now=MONDAY)

    added = services.adopt_returned(by=factories.citizen(), now=MONDAY)
    again = services.adopt_returned(by=factories.citizen(), now=MONDAY)

    assert (added, again) == (3, 0)
    found = Target.objects.filter(unit=province).order_by("indicator")
    assert [(one.indicator, one.planned, one.period_end) for one in found] == [
        ("exemplars.communes_with_one_percent", Decimal(100), date(2025, 12, 31)),
        ("training.frontline_staff_percent", Decimal(95), date(2025, 12, 31)),
        ("training.grassroots_staff_percent", Decimal(100), date(2025, 12, 31)),
    ]
    assert all(one.taken_from for one in found)


def test_the_database_refuses_what_the_services_do(target, home, chair):
    fields = {
        "indicator": "petitions.answered", "level": "all", "unit": home, "planned": 5,
        "basis": "x", "set_by": chair, "set_at": MONDAY,
        "period_start": YEAR[0], "period_end": YEAR[1],
    }  # fmt: skip
    for wrong in (
        {},
        {"period_start": YEAR[1], "period_end": YEAR[0]},
        {"level": "commune", "basis": ""},
        {"level": "commune", "planned": -1},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Target.objects.create(**(fields | wrong))
    with pytest.raises(IntegrityError), transaction.atomic():
        target.changes.create(
            kind="changed", planned=1, aim="at_least", reason="", by=chair, at=MONDAY
        )
