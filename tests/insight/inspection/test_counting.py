"""A small year counted by hand, through the services of the rooms: each column at least once."""

from datetime import date, timedelta

import pytest

from kheo.insight.inspection.periods import period
from kheo.oversee.petitions.models import Petition
from kheo.oversee.receptions.models import Matter
from tests import factories
from tests.insight.inspection import year
from tests.insight.inspection.year import Decision, Publication, at, cases, letters, numbers
from tests.oversee.denunciations import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return cases.Place()


# --- Receptions -------------------------------------------------------------------------------


def test_turns_people_matters_and_groups_are_four_counts(place):
    year.reception_year(place)

    cells = numbers("01-tcd", place.province, row=place.unit)

    assert cells[:3] == ["5", "13", "5"]
    # Regular: turns, people, matters first and repeated; groups, their people and matters.
    assert cells[3:10] == ["3", "9", "2", "1", "1", "6", "1"]
    # By the head: sessions, turns, people, matters; nobody came as a group.
    assert cells[10:18] == ["0", "2", "4", "2", "0", "0", "0", "0"]
    assert cells[18:] == ["0"] * 8


def test_a_window_begins_and_ends_at_midnight(place):
    year.visit(place.body, at(2026, 12, 14, 23), people=2)
    year.visit(place.body, at(2026, 12, 15, 0), people=3)
    year.visit(place.body, at(2027, 3, 14, 23), people=5)
    year.visit(place.body, at(2027, 3, 15, 0), people=7)

    assert numbers("01-tcd", place.province)[:2] == ["2", "8"]


def test_the_year_before_and_the_change_are_printed(place):
    year.reception_year(place)

    changes = year.filled("01-tcd", place.province).changes

    turns, people = changes[0], changes[1]
    assert (turns.before.text, turns.difference_text, turns.share_text) == ("1", "+4", "+400%")
    assert (people.before.text, people.difference_text) == ("2", "+11")
    assert changes[7].share_text == "–"


def test_matters_are_sorted_by_kind_and_handling(place):
    year.reception_year(place)
    matter = complaint_of(place)
    year.receptions.tell_result(
        matter=matter, handling="guided", text="Gửi Sở Xây dựng.", by=place.clerk,
        now=at(2027, 1, 20),
    )  # fmt: skip

    cells = numbers("02-tcd", place.province)

    assert cells[:6] == ["5", "1", "0", "3", "1", "0"]
    assert cells[6:12] == ["0", "1", "0", "0", "0", "4"]


def complaint_of(place):
    return Matter.objects.get(visit__unit=place.unit, kind=Matter.Kind.COMPLAINT)


# --- Petitions --------------------------------------------------------------------------------


def sort(petition, action, conditions, place, now, **said):
    decision = year.petitions.Decision(
        conditions=conditions, action=action, reason="Theo quy định.", **said
    )
    return year.petitions.classify(petition=petition, decision=decision, by=place.clerk, now=now)


def petition_year(place):
    """One from before, still open; three of the quarter: answered, filed, guided; one untouched."""
    unit = place.unit
    letters.received(unit, now=at(2026, 12, 1), people=4)
    answered = letters.received(unit, now=at(2027, 1, 4), people=2, topic="land")
    sort(answered, "accept", ["fit"], place, at(2027, 1, 5))
    year.petitions.answer(
        petition=Petition.objects.get(pk=answered.pk), text="Đã sửa xong đoạn đường.",
        no_proof_reason="Ai đi cũng thấy.", by=place.handler, now=at(2027, 1, 8),
    )  # fmt: skip
    filed = letters.received(unit, now=at(2027, 1, 5), kind=Petition.Kind.PROPOSAL)
    sort(filed, "file", ["anonymous"], place, at(2027, 1, 6))
    guided = letters.received(unit, now=at(2027, 1, 6))
    sort(guided, "guide", ["not_ours"], place, at(2027, 1, 7), to="Sở Xây dựng", what="Gửi đơn.")
    letters.received(unit, now=at(2027, 3, 1), people=3)
    letters.received(unit, now=at(2027, 3, 15))


def test_feedback_and_proposals_are_counted_by_what_became_of_them(place):
    petition_year(place)

    cells = numbers("04-xld", place.province, row=place.unit)

    assert cells[:3] == ["5", "1", "4"]
    assert cells[3] == "7"  # People behind what was received: 2 + 1 + 1 + 3.
    assert cells[4:6] == ["1", "4"]
    assert cells[6:9] == ["3", "2", "1"]  # Handled, fit, not fit.
    assert cells[9:12] == ["3", "0", "2"]
    assert cells[12:16] == ["1", "0", "0", "0"]
    assert cells[16:18] == ["3", "0"]
    assert cells[18:20] == ["2", "1"]
    assert cells[20:] == ["1", "0", "0"]


def test_all_kinds_come_together_in_the_first_table(place):
    petition_year(place)
    cases.accepted(place, now=at(2027, 1, 4))

    cells = numbers("01-xld", place.province)

    assert cells[:5] == ["6", "1", "5", "4", "3"]
    assert cells[5:8] == ["1", "0", "4"]
    assert cells[8:12] == ["1", "0", "0", "5"]
    assert cells[12:15] == ["3", "1", "2"]
    assert cells[15:17] == ["3", "1"]


def test_what_was_open_is_carried_into_the_next_window(place):
    petition_year(place)
    second = period("BC-TCD-Q2", 2027)

    cells = numbers("04-xld", place.province, window=second)

    assert cells[:3] == ["3", "2", "1"]


# --- Complaints -------------------------------------------------------------------------------


def test_complaints_are_counted_until_their_decisions_are_carried_out(place):
    right = cases.decided(
        place, now=at(2027, 1, 4), ruling=Decision.Ruling.RIGHT,
        figures={"money_to_people": 2_000_000, "land_to_people": 18, "officials": 1},
    )  # fmt: skip
    cases.decided(place, now=at(2027, 1, 5), ruling=Decision.Ruling.WRONG)
    cases.accepted(place, now=at(2027, 2, 1))
    said = {"complaint": right, "by": place.handler, "now": at(2027, 1, 15)}
    year.complaints.send(way=Decision.Way.HAND, on=date(2027, 1, 15), **said)
    year.complaints.publish(
        way=Publication.Way.WEB, place="Cổng xã", since=date(2027, 1, 15),
        public_text="Chấp nhận khiếu nại.", **said,
    )  # fmt: skip
    year.complaints.order(work="Cắm mốc", who="Địa chính", due_on=date(2027, 2, 1), **said)

    cells = numbers("01-kqgq", place.province)

    assert cells[:3] == ["3", "0", "3"]
    assert cells[3:7] == ["2", "2", "0", "0"]
    assert cells[7:12] == ["1", "1", "0", "1", "0"]
    assert cells[12:17] == ["0", "0", "2.000.000", "18", "1"]
    assert cells[17:] == ["2", "0", "1"]
    assert numbers("02-kqgq", place.province) == ["1", "0", "1", "0", "0", "0", "1", "1"]
    sorted_out = numbers("02-xld", place.province)
    assert sorted_out[:8] == ["3", "0", "3", "3", "3", "3", "0", "3"]
    assert sorted_out[8:15] == ["0", "0", "0", "3", "2", "1", "0"]


def test_what_was_accepted_before_is_carried_over(place):
    cases.accepted(place, now=at(2027, 3, 1))
    second = period("BC-TCD-Q2", 2027)

    assert numbers("01-kqgq", place.province, window=second)[:3] == ["1", "1", "0"]
    assert numbers("02-xld", place.province, window=second)[:3] == ["1", "1", "0"]


# --- Denunciations ----------------------------------------------------------------------------


def test_denunciations_are_counted_for_whoever_decides_them(db):
    home = making.house()
    making.concluded(home)
    making.enter(home, now=making.MONDAY + timedelta(days=1))
    first = period("BC-TCD-Q1", 2026)
    asked = {"window": first, "user": home.head}

    sorted_out = numbers("03-xld", home.unit, **asked)
    settled = numbers("03-kqgq", home.unit, **asked)

    assert sorted_out == [
        "2", "0", "2", "1", "1", "0", "1", "0", "1", "1", "0", "0", "0", "0", "0", "1", "0",
    ]  # fmt: skip
    assert settled[:7] == ["1", "0", "1", "1", "1", "0", "0"]
    assert settled[7:15] == ["70.000.000", "0", "0", "0", "1", "0", "0", "0"]
    assert settled[15:] == ["1", "0", "0"]
    assert numbers("04-kqgq", home.unit, **asked) == ["0", "1", "0", "1"]


# --- Units that changed -----------------------------------------------------------------------


def test_records_of_a_unit_that_became_another_count_there(place):
    old = factories.unit("Nậm Păm", parent=place.province, valid_to=date(2027, 1, 31))
    factories.head(factories.body(old))
    factories.succession(old, place.unit, date(2027, 2, 1))
    year.visit(factories.body(old), at(2027, 1, 11), people=2)
    year.visit(place.body, at(2027, 2, 11), people=3)

    assert numbers("01-tcd", place.province, row=place.unit)[:2] == ["2", "5"]
    assert numbers("01-tcd", place.unit)[:2] == ["2", "5"]


def test_a_unit_that_was_split_keeps_a_row_with_its_heirs_named(place):
    other = factories.unit("Mường Bú", parent=place.province)
    old = factories.unit("Hua Trai", parent=place.province, valid_to=date(2027, 1, 31))
    factories.head(factories.body(old))
    for heir, share in ((place.unit, "0.6"), (other, "0.4")):
        factories.succession(old, heir, date(2027, 2, 1), share)
    year.visit(factories.body(old), at(2027, 1, 11), people=2)

    filled = year.filled("01-tcd", place.province)

    split = filled.lines[-1].place
    assert (split.unit, set(split.heirs)) == (old, {place.unit, other})
    assert numbers("01-tcd", place.province)[:2] == ["1", "2"]
    assert numbers("01-tcd", place.unit)[:2] == ["0", "0"]


def test_villages_count_in_their_commune_and_other_provinces_nowhere(place):
    village = factories.unit("Nà Tâu", level="village", parent=place.unit)
    away = factories.unit("Mường Lay", parent=factories.province("Điện Biên", code="11"))
    for unit in (village, away):
        factories.head(factories.body(unit))
        year.visit(factories.body(unit), at(2027, 1, 11))

    assert numbers("01-tcd", place.province)[0] == "1"
    assert numbers("01-tcd", place.province, row=place.unit)[0] == "1"


# --- Cost -------------------------------------------------------------------------------------


@pytest.mark.parametrize("communes", [1, 3])
def test_the_statements_do_not_grow_with_the_units(place, communes, django_assert_num_queries):
    for number in range(communes):
        unit = factories.unit(f"Xã {number}", parent=place.province)
        factories.head(factories.body(unit))
        year.visit(factories.body(unit), at(2027, 1, 11))
        letters.received(unit, now=at(2027, 1, 11))

    with django_assert_num_queries(8):
        year.filled("01-xld", place.province)
    with django_assert_num_queries(12):
        year.filled("01-tcd", place.province)
