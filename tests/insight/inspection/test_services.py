"""Freezing: who, when, once, and what has changed since."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.foundation.log.models import Entry
from kheo.insight.inspection import services
from kheo.insight.inspection.models import Snapshot
from kheo.insight.inspection.periods import period
from tests import factories
from tests.insight.inspection import year
from tests.oversee.denunciations import making

pytestmark = pytest.mark.django_db
NOW = year.at(2027, 3, 20)


@pytest.fixture
def place():
    return year.cases.Place()


def frozen(unit, by, *, now=NOW, window=year.Q1, key=None):
    return services.freeze(
        unit=unit, window=window, submission_key=key or uuid.uuid4(), by=by, now=now
    )


def test_a_frozen_report_keeps_numbers_fingerprint_and_person(place):
    year.reception_year(place)
    officer = factories.officer(place.province, "reporting_officer")

    made = frozen(place.province, officer)

    assert made.figures["01-tcd"]["tong"][:3] == ["5", "13", "5"]
    assert made.figures["01-tcd"][place.unit.code][:3] == ["5", "13", "5"]
    assert (made.by, made.at, made.since) == (officer, NOW, date(2026, 12, 15))
    assert services.is_whole(made)
    entry = Entry.objects.get(action="inspection.frozen")
    assert entry.detail["sha256"] == made.sha256


def test_a_changed_record_is_noticed(place):
    made = frozen(place.province, factories.officer(place.province, "reporting_officer"))
    made.figures["01-tcd"]["tong"][0] = "9"

    assert not services.is_whole(made)


def test_later_records_show_as_differences(place):
    year.reception_year(place)
    officer = factories.officer(place.province, "reporting_officer")
    made = frozen(place.province, officer)
    year.visit(place.body, year.at(2027, 1, 20), people=2)

    found = services.compare(made, user=officer, now=NOW)

    told = {(one.table.form, one.row, one.leaf.number): (one.was, one.now) for one in found}
    assert told["01/TCD", "", 1] == ("5", "6")
    assert told["01/TCD", "xã Ngọc Chiến", 2] == ("13", "15")


def test_changes_under_seal_are_told_to_their_readers_only(db):
    home = making.house()
    window = period("BC-TCD-Q1", 2026)
    reporter = factories.officer(home.unit.parent, "reporting_officer")
    chair = factories.officer(home.unit.parent, "head")
    made = frozen(home.unit.parent, reporter, window=window)
    making.enter(home)

    assert services.compare(made, user=reporter, now=NOW) == []
    forms = {one.table.form for one in services.compare(made, user=chair, now=NOW)}
    assert forms == {"01/XLD", "03/XLD"}


def test_a_running_window_is_not_frozen(place):
    officer = factories.officer(place.province, "reporting_officer")

    with pytest.raises(services.NotOver):
        frozen(place.province, officer, now=year.at(2027, 3, 14, 23))

    assert frozen(place.province, officer, now=year.at(2027, 3, 15, 0)).window == "BC-TCD-Q1"


def test_pressed_twice_it_is_one(place):
    officer, key = factories.officer(place.province, "reporting_officer"), uuid.uuid4()

    assert frozen(place.province, officer, key=key) == frozen(place.province, officer, key=key)


def test_strangers_freeze_nothing(place):
    for stranger in (place.head, place.clerk):
        with pytest.raises(PermissionDenied):
            frozen(place.province, stranger)


@pytest.mark.parametrize(
    "wrong", [{"until": date(2026, 12, 15)}, {"sha256": "x" * 64}], ids=["window", "fingerprint"]
)
def test_the_database_refuses_what_makes_no_sense(place, wrong):
    made = frozen(place.province, factories.officer(place.province, "reporting_officer"))

    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.filter(pk=made.pk).update(**wrong)
