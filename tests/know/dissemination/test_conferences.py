"""Conferences are announced once, changed by who saw the newest, held, or called off."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.foundation.figures import queries as figures
from kheo.foundation.figures.indicators import Scope
from kheo.foundation.log.models import Entry
from kheo.know.dissemination import services
from kheo.know.dissemination.indicators import HELD
from kheo.know.dissemination.models import Conference
from kheo.know.dissemination.queries import conferences
from tests import factories
from tests.factories import MONDAY

PLAN = services.Plan(
    kind="study", title="Quán triệt Nghị quyết 25", starts_at=MONDAY, place="Hội trường"
)
LATER = MONDAY + timedelta(hours=3)


def announce(commune, by, plan=PLAN, key=None):
    return services.announce(
        body=factories.body(commune),
        plan=plan,
        submission_key=key or uuid.uuid4(),
        by=by,
        now=MONDAY,
    )


def held(commune, on=MONDAY):
    return figures.total(HELD, commune, on.date(), on.date() + timedelta(days=1))


def test_the_same_press_twice_is_one_conference(commune, officer):
    key = uuid.uuid4()

    assert announce(commune, officer, key=key) == announce(commune, officer, key=key)
    assert Conference.objects.count() == 1


def test_a_conference_is_about_documents_of_the_register(commune, officer):
    document = factories.official_document(factories.province())

    made = announce(commune, officer, replace(PLAN, documents=(document,)))

    assert list(made.documents.all()) == [document]


def test_an_unknown_kind_is_refused(commune, officer):
    with pytest.raises(services.UnknownKind):
        announce(commune, officer, replace(PLAN, kind="party"))


def test_a_stranger_announces_nothing(commune):
    stranger = factories.officer(of=factories.unit("Bình Minh"), role="head")

    with pytest.raises(PermissionDenied):
        announce(commune, stranger)


def test_holding_counts_it_once_in_the_month_of_its_day(commune, officer):
    made = announce(commune, officer)

    services.hold(conference=made, result="Đã thống nhất.", by=officer, now=LATER)
    services.hold(conference=made, result="Đã thống nhất, phân công.", by=officer, now=LATER)

    made.refresh_from_db()
    assert (made.state, made.result) == ("held", "Đã thống nhất, phân công.")
    assert held(commune) == Decimal(1)
    assert list(Entry.objects.order_by("pk").values_list("action", flat=True)) == [
        "conference.announced",
        "conference.held",
    ]


def test_what_was_held_by_mistake_is_taken_back(commune, officer):
    made = announce(commune, officer)
    services.hold(conference=made, result="", by=officer, now=LATER)

    services.cancel(conference=made, reason="Ghi nhầm.", by=officer, now=LATER)

    assert held(commune) == Decimal(0)


def test_a_conference_to_come_was_not_held(commune, officer):
    made = announce(commune, officer, replace(PLAN, starts_at=MONDAY + timedelta(days=1)))

    with pytest.raises(services.NotYet):
        services.hold(conference=made, result="", by=officer, now=LATER)


def test_what_was_called_off_is_not_held_any_more_and_says_why(commune, officer):
    made = announce(commune, officer)

    with pytest.raises(services.ReasonMissing):
        services.cancel(conference=made, reason=" ", by=officer, now=LATER)
    services.cancel(conference=made, reason="Bão.", by=officer, now=LATER)
    with pytest.raises(services.AlreadyDecided):
        services.hold(conference=made, result="", by=officer, now=LATER)


def test_who_saw_an_older_state_changes_nothing(commune, officer):
    made = announce(commune, officer)
    seen = made.changed_at
    services.edit(conference=made, plan=PLAN, seen=seen, by=officer, now=LATER)

    with pytest.raises(services.ChangedMeanwhile):
        services.edit(conference=made, plan=PLAN, seen=seen, by=officer, now=LATER)


def test_a_held_conference_is_not_changed(commune, officer):
    made = announce(commune, officer)
    made = services.hold(conference=made, result="", by=officer, now=LATER)

    with pytest.raises(services.AlreadyDecided):
        services.edit(conference=made, plan=PLAN, seen=made.changed_at, by=officer, now=LATER)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_at": MONDAY - timedelta(hours=1), "starts_at": MONDAY},
        {"state": "cancelled"},
        {"title": ""},
    ],
)
def test_the_database_refuses_what_makes_no_sense(commune, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.conference(commune, **wrong)


@pytest.mark.parametrize("number", [1, 3])
def test_lists_take_the_same_queries_for_one_and_three(commune, number, django_assert_num_queries):
    for at in range(number):
        factories.conference(commune, starts_at=MONDAY - timedelta(days=at), state="held")

    with django_assert_num_queries(1):
        found = list(conferences.past(commune, now=MONDAY))
        assert [one.present for one in found] == [0] * number
        assert {one.body.unit_id for one in found} == {commune.pk}


def test_coming_and_past_are_told_apart(commune):
    soon = factories.conference(commune)
    gone = factories.conference(commune, starts_at=MONDAY - timedelta(days=1), state="held")
    unsaid = factories.conference(commune, starts_at=MONDAY - timedelta(days=2))
    user = factories.officer(of=commune, role="head")

    begun = factories.conference(commune, starts_at=MONDAY - timedelta(minutes=5))
    assert list(conferences.coming(commune, now=MONDAY)) == [begun, soon]
    begun.delete()
    assert list(conferences.past(commune, now=MONDAY)) == [gone]
    assert list(conferences.past(commune, now=MONDAY, kind="rollout")) == []
    assert list(conferences.unclosed(user, now=MONDAY)) == [unsaid]
    assert list(conferences.desk(user, now=MONDAY)) == [soon, gone, unsaid]
    assert [one.is_unclosed(now=MONDAY) for one in (soon, gone, unsaid)] == [False, False, True]


def test_the_rows_behind_the_number_are_the_conferences(commune, officer):
    made = announce(commune, officer)
    services.hold(conference=made, result="", by=officer, now=LATER)
    scope = Scope(HELD, commune, date(2026, 3, 1), date(2026, 4, 1), {"kind": "study"})

    rows = figures.rows(scope)

    assert [row.url for row in rows] == [made.get_absolute_url()]
    assert figures.rows(replace(scope, breakdown={"kind": "rollout"})) == []
    assert figures.rows(replace(scope, level="province")) == []
