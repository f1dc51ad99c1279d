"""Communicators are on the list of their commune, once, with the trainings of their time."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.foundation.figures import queries as figures
from kheo.foundation.figures import recorded
from kheo.foundation.figures.indicators import Scope
from kheo.know.dissemination import rules, services
from kheo.know.dissemination.models import Communicator, TrainingTaken
from kheo.know.dissemination.queries import communicators
from kheo.know.dissemination.queries.communicators import Coverage, together
from kheo.know.dissemination.services import Listed
from tests import factories
from tests.factories import MONDAY

TODAY = MONDAY.date()
AN = Listed(name="Lò Văn An", since=date(2025, 1, 1))


def enlist(commune, by, listed=AN, key=None):
    return services.enlist(
        unit=commune, listed=listed, submission_key=key or uuid.uuid4(), by=by, now=MONDAY
    )


def train(commune, by, takers, held_on=TODAY, key=None):
    return services.train(
        unit=commune,
        topic="Kỹ năng nói",
        held_on=held_on,
        takers=takers,
        submission_key=key or uuid.uuid4(),
        by=by,
        now=MONDAY,
    )


def test_the_same_press_twice_is_one_person(commune, officer):
    key = uuid.uuid4()

    assert enlist(commune, officer, key=key) == enlist(commune, officer, key=key)
    assert Communicator.objects.count() == 1


def test_the_same_person_twice_in_one_place_is_refused(commune, officer, villages):
    enlist(commune, officer)

    with pytest.raises(services.AlreadyListed):
        enlist(commune, officer, replace(AN, name="lò  văn an"))
    enlist(commune, officer, replace(AN, village=villages[0]))


def test_a_village_of_another_commune_is_refused(commune, officer):
    elsewhere = factories.unit("Xa", level="village", parent=factories.unit("Bình Minh"))

    with pytest.raises(services.VillageElsewhere):
        enlist(commune, officer, replace(AN, village=elsewhere))


def test_only_communes_keep_a_list(officer, commune):
    boss = factories.officer(of=factories.province(), role="head")

    with pytest.raises(services.NotACommune):
        enlist(factories.province(), boss)


def test_strangers_keep_no_list(commune, officer):
    stranger = factories.officer(of=factories.unit("Bình Minh"), role="head")
    person = enlist(commune, officer)

    with pytest.raises(PermissionDenied):
        enlist(commune, stranger)
    with pytest.raises(PermissionDenied):
        services.retire(communicator=person, until=TODAY, by=stranger, now=MONDAY)
    with pytest.raises(PermissionDenied):
        services.agree(communicator=person, may_be_named=True, by=stranger, now=MONDAY)
    with pytest.raises(PermissionDenied):
        train(commune, stranger, [person])


def test_nobody_ends_before_beginning_or_twice(commune, officer):
    person = enlist(commune, officer)

    with pytest.raises(services.EndsBeforeBeginning):
        services.retire(communicator=person, until=AN.since, by=officer, now=MONDAY)
    services.retire(communicator=person, until=TODAY, by=officer, now=MONDAY)
    with pytest.raises(services.AlreadyEnded):
        services.retire(communicator=person, until=TODAY, by=officer, now=MONDAY)

    assert list(communicators.current(commune, today=TODAY)) == []
    assert list(communicators.before(commune, today=TODAY)) == [person]


def test_a_training_before_the_time_of_the_person_is_refused(commune, officer):
    person = enlist(commune, officer)

    with pytest.raises(services.TrainedBeforeListed):
        train(commune, officer, [person], AN.since - timedelta(days=1))
    with pytest.raises(services.InTheFuture):
        train(commune, officer, [person], TODAY + timedelta(days=1))
    with pytest.raises(services.NobodyTrained):
        train(commune, officer, [])


def test_a_training_is_entered_once_and_each_taker_once(commune, officer):
    person, key = enlist(commune, officer), uuid.uuid4()

    train(commune, officer, [person, person], key=key)
    train(commune, officer, [person], key=key)

    assert TrainingTaken.objects.count() == 1


def test_who_agrees_is_named_to_everybody_and_nobody_else(commune, officer, villages):
    first = enlist(commune, officer, replace(AN, village=villages[0], may_be_named=True))
    enlist(commune, officer, replace(AN, name="Cầm Thị Ba", village=villages[0]))

    assert communicators.villages(commune, today=TODAY)[0].names == ["Lò Văn An"]
    services.agree(communicator=first, may_be_named=False, by=officer, now=MONDAY)
    assert communicators.villages(commune, today=TODAY)[0].names == []


def test_coverage_counts_villages_people_and_who_needs_training(commune, officer, villages):
    enlist(commune, officer)
    trained = enlist(commune, officer, replace(AN, village=villages[0]))
    train(commune, officer, [trained])

    rows = communicators.coverage(factories.province(), today=TODAY)

    assert rows == [Coverage(2, 1, 1, 1, 1, commune)]
    assert together(rows) == Coverage(2, 1, 1, 1, 1)
    assert (rows[0].covered_percent, rows[0].trained_percent) == (50, 50)
    assert Coverage(0, 0, 0, 0, 0).covered_percent == 0


def test_an_old_training_does_not_count_any_more(commune, officer):
    person = enlist(commune, officer, replace(AN, since=date(2015, 1, 1)))
    fresh = rules.trained_since(TODAY)

    train(commune, officer, [person], fresh - timedelta(days=1))
    assert communicators.current(commune, today=TODAY).get().is_untrained
    train(commune, officer, [person], fresh)
    assert not communicators.current(commune, today=TODAY).get().is_untrained


def test_a_leap_day_has_its_like_in_every_year():
    assert rules.trained_since(date(2028, 2, 29)) == date(2025, 2, 28)


@pytest.mark.parametrize("number", [1, 3])
def test_the_table_of_the_province_is_one_query(db, number, django_assert_num_queries):
    for at in range(number):
        factories.communicator(factories.unit(f"Xã {at}"))
    province = factories.province()

    with django_assert_num_queries(1):
        assert len(communicators.coverage(province, today=TODAY)) == number


@pytest.mark.parametrize("wrong", [{"until": date(2024, 1, 1)}, {"name": ""}])
def test_the_database_refuses_what_makes_no_sense(commune, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.communicator(commune, **wrong)


def test_numbers_are_counted_by_level_on_the_last_day(commune, officer, villages):
    enlist(commune, officer)
    gone = enlist(commune, officer, replace(AN, name="Ba", village=villages[0]))
    trained = enlist(commune, officer, replace(AN, name="Bốn", village=villages[1]))
    train(commune, officer, [trained])
    services.retire(communicator=gone, until=date(2026, 3, 20), by=officer, now=MONDAY)
    province = factories.province()

    def count(code, level, until=date(2026, 4, 1)):
        return recorded.total(Scope(code, province, date(2026, 1, 1), until, {}, level))

    assert count("communicators.count", "commune") == 1
    assert count("communicators.count", "village") == 1
    assert count("communicators.count", "village", date(2026, 3, 1)) == 2
    assert count("communicators.count", "") == 2
    assert count("communicators.trained", "village") == 1


def test_the_rows_behind_name_communes_and_no_people(commune, officer, villages):
    enlist(commune, officer)
    enlist(commune, officer, replace(AN, village=villages[0]))
    scope = Scope("communicators.count", commune, date(2026, 1, 1), date(2026, 4, 1))

    assert [row.label for row in figures.rows(scope)] == ["xã Ngọc Chiến: 2 người"]
    assert [row.label for row in figures.rows(replace(scope, level="village"))] == [
        "xã Ngọc Chiến: 1 người"
    ]
    assert figures.rows(replace(scope, indicator="communicators.trained")) == []
