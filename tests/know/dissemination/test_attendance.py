"""Who came is one name each, by code, list or number; names go and the number stays."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.foundation.log.models import Entry
from kheo.know.dissemination import door, rules, services
from kheo.know.dissemination.models import Attendance
from kheo.know.dissemination.queries import conferences
from kheo.know.dissemination.services import Person
from tests import factories
from tests.at_once import together
from tests.factories import MONDAY

AN = Person("Lò Văn An", "Bản Lướt")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def conference(commune):
    return factories.conference(commune, starts_at=MONDAY)


def sign_in(conference, person=AN, *, scanned=MONDAY, now=MONDAY):
    admitted = door.admit(conference, now=scanned)
    return services.sign_in(conference=conference, person=person, admitted=admitted, now=now)


def test_a_code_is_good_until_it_was_replaced_twice(conference):
    code = door.code(conference, now=MONDAY)

    fresh = [door.is_fresh(conference, code, now=MONDAY + MINUTE * n) for n in (0, 1, 2, 3)]

    assert fresh == [True, True, True, False]


def test_a_code_of_another_door_or_made_up_is_not_good(conference, commune):
    other = factories.conference(commune, starts_at=MONDAY)

    assert not door.is_fresh(conference, door.code(other, now=MONDAY), now=MONDAY)
    for typed in ("", "x", "1-2~abc", door.admit(conference, now=MONDAY), "~", "²-²~x"):
        assert not door.is_fresh(conference, typed, now=MONDAY)


def test_the_door_opens_before_and_closes_after(conference):
    law = rules.attendance()
    early, late = MONDAY - law.opens_before - MINUTE, MONDAY + law.closes_after + MINUTE

    for now in (early, late):
        assert not door.is_fresh(conference, door.code(conference, now=now), now=now)


def test_scanning_twice_is_one_attendance_however_it_is_typed(conference):
    _first, is_new = sign_in(conference)
    _again, is_new_again = sign_in(conference, Person("  lò văn an", "bản lướt "))

    assert (is_new, is_new_again) == (True, False)
    assert Attendance.objects.count() == 1


def test_the_same_name_from_elsewhere_is_somebody_else(conference):
    sign_in(conference)
    sign_in(conference, Person("Lò Văn An", "Bản Mường"))

    assert conferences.one(conference.pk).present == 2


def test_whoever_scanned_in_time_may_send_later_but_not_for_ever(conference):
    within = rules.attendance().send_within

    sign_in(conference, scanned=MONDAY, now=MONDAY + within)
    with pytest.raises(services.DoorClosed):
        sign_in(conference, Person("Cầm Thị Ba"), scanned=MONDAY, now=MONDAY + within + MINUTE)


def test_a_pass_of_another_conference_opens_nothing(conference, commune):
    other = factories.conference(commune, starts_at=MONDAY)

    with pytest.raises(services.DoorClosed):
        services.sign_in(
            conference=conference, person=AN, admitted=door.admit(other, now=MONDAY), now=MONDAY
        )


def test_a_list_adds_only_who_is_new_and_tells_the_log_no_name(conference, officer):
    sign_in(conference)

    new = services.enter_list(
        conference=conference, people=[AN, Person("Cầm Thị Ba"), AN], by=officer, now=MONDAY
    )

    assert new == 1
    entry = Entry.objects.get(action="conference.listed")
    assert entry.detail == {"people": 1}


def test_a_number_stands_beside_the_names(conference, officer):
    sign_in(conference)

    services.count_unnamed(conference=conference, people=40, by=officer, now=MONDAY)

    assert conferences.one(conference.pk).present == 41


def test_fewer_than_none_is_refused(conference, officer):
    with pytest.raises(services.FewerThanNone):
        services.count_unnamed(conference=conference, people=-1, by=officer, now=MONDAY)


def test_strangers_take_no_list_and_strike_nobody(conference):
    stranger = factories.officer(of=factories.unit("Bình Minh"), role="head")
    noted, _is_new = sign_in(conference)

    with pytest.raises(PermissionDenied):
        services.enter_list(conference=conference, people=[AN], by=stranger, now=MONDAY)
    with pytest.raises(PermissionDenied):
        services.strike(attendance=noted, by=stranger, now=MONDAY)
    with pytest.raises(PermissionDenied):
        services.count_unnamed(conference=conference, people=1, by=stranger, now=MONDAY)


def test_who_was_noted_by_mistake_is_struck(conference, officer):
    noted, _is_new = sign_in(conference)

    services.strike(attendance=noted, by=officer, now=MONDAY)

    assert conferences.one(conference.pk).present == 0


def test_names_are_forgotten_and_the_number_stays(conference, officer):
    services.count_unnamed(conference=conference, people=2, by=officer, now=MONDAY)
    sign_in(conference)
    kept = rules.attendance().names_kept

    assert services.forget_names(now=MONDAY + kept) == 0
    assert services.forget_names(now=MONDAY + kept + MINUTE) == 1
    assert services.forget_names(now=MONDAY + kept + MINUTE) == 0

    assert not Attendance.objects.exists()
    assert conferences.one(conference.pk).present == 3
    with pytest.raises(services.NamesForgotten):
        services.enter_list(conference=conference, people=[AN], by=officer, now=MONDAY)
    with pytest.raises(services.NamesForgotten):
        services.count_unnamed(conference=conference, people=0, by=officer, now=MONDAY)


def test_a_cancelled_conference_takes_nobody(conference, officer):
    services.cancel(conference=conference, reason="Bão.", by=officer, now=MONDAY)

    with pytest.raises(services.AlreadyDecided):
        sign_in(conference)
    with pytest.raises(services.AlreadyDecided):
        services.count_unnamed(conference=conference, people=1, by=officer, now=MONDAY)


def test_the_database_keeps_one_attendance_per_person(conference):
    fields = {"conference": conference, "name": "An", "key": "an|", "way": "list"}
    Attendance.objects.create(**fields, signed_at=MONDAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(**fields, signed_at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(**fields | {"name": "", "key": "b"}, signed_at=MONDAY)


@pytest.mark.django_db(transaction=True)
def test_many_phones_at_once_are_one_attendance():
    conference = factories.conference(starts_at=MONDAY)

    results = together(lambda: sign_in(conference), 4)

    assert sorted(is_new for _noted, is_new in results) == [False, False, False, True]
