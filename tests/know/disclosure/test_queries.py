"""How items stand: of one unit, of all communes in one statement, and the numbers."""

from datetime import date, timedelta

import pytest

from kheo.know.disclosure import queries, services
from kheo.know.disclosure.queries import State
from kheo.know.disclosure.queries.numbers import ACTS, PUBLICATIONS
from tests import factories
from tests.factories import MONDAY
from tests.know.disclosure.cases import TODAY, commune, day, record, show

pytestmark = pytest.mark.django_db


def states(unit, today=TODAY):
    found = queries.state_of(unit, today=today)
    return {one.item.key: one.cell.state for one in found}


def complete(publication, clerk, **fields):
    services.publish_here(publication=publication, by=clerk, now=MONDAY)
    return show(publication, clerk, **fields)


def test_a_unit_without_anything_lacks_what_is_periodic():
    unit, _body, _clerk = commune()

    found = states(unit)

    missing = {key for key, state in found.items() if state == State.MISSING}
    assert missing == {"ke_hoach_ktxh", "ngan_sach", "quy_dong_gop"}
    assert set(found.values()) == {State.MISSING, State.NONE}


def test_an_item_goes_from_waiting_to_partial_to_done_or_late():
    unit, body, clerk = commune()
    item = "du_an_dat_dai_quy_hoach"
    made = record(body, clerk)
    assert states(unit)[item] == State.WAITING
    assert states(unit, day(3, 17))[item] == State.LATE

    services.publish_here(publication=made, by=clerk, now=MONDAY)
    assert states(unit)[item] == State.PARTIAL
    show(made, clerk)

    assert states(unit)[item] == State.DONE


def test_without_proof_it_is_not_done():
    unit, body, clerk = commune()
    complete(record(body, clerk), clerk, proof=[])

    assert states(unit)["du_an_dat_dai_quy_hoach"] == State.PARTIAL


def test_what_is_no_longer_there_has_ended():
    unit, body, clerk = commune()
    made = record(body, clerk, public_until=day(3, 25))
    complete(made, clerk, until=day(3, 30))

    assert states(unit, day(3, 30))["du_an_dat_dai_quy_hoach"] == State.DONE
    assert states(unit, day(3, 31))["du_an_dat_dai_quy_hoach"] == State.ENDED


def test_a_period_that_ran_out_is_not_done():
    unit, body, clerk = commune()
    complete(record(body, clerk, item="ke_hoach_ktxh", period="2026"), clerk)

    assert states(unit, day(2, 1, 2027))["ke_hoach_ktxh"] == State.DONE
    assert states(unit, day(2, 2, 2027))["ke_hoach_ktxh"] == State.LATE


def test_what_was_withdrawn_counts_for_nothing():
    unit, body, clerk = commune()
    made = record(body, clerk)
    services.withdraw(publication=made, reason="Nhầm", by=clerk, now=MONDAY)

    assert states(unit)["du_an_dat_dai_quy_hoach"] == State.NONE


def test_the_matrix_is_one_statement(django_assert_num_queries):
    province = factories.province()
    for name in ("Chiềng Ân", "Mường Bú", "Ngọc Chiến"):
        _unit, body, clerk = commune(name)
        complete(record(body, clerk), clerk)
    commune("Tà Hừa")

    with django_assert_num_queries(1):
        found = queries.matrix(within=province, today=TODAY)

    assert [row.unit.name for row in found.rows] == [
        "Chiềng Ân",
        "Mường Bú",
        "Ngọc Chiến",
        "Tà Hừa",
    ]
    assert (len(found.items), found.count(State.DONE), found.count(State.MISSING)) == (14, 3, 12)
    assert [row.lacking for row in found.rows] == [3, 3, 3, 3]


def test_a_year_shows_what_belongs_to_it():
    province = factories.province()
    _unit, body, clerk = commune()
    complete(record(body, clerk, decided_on=day(12, 30, 2025)), clerk)

    this = queries.matrix(within=province, today=TODAY, year=2026)
    last = queries.matrix(within=province, today=TODAY, year=2025)

    assert (this.count(State.DONE), last.count(State.DONE)) == (0, 1)


def test_old_years_stand_under_the_old_list_and_count_for_the_new_one():
    province = factories.province()
    _unit, body, clerk = commune()
    made = record(
        body, clerk, list_key="ordinance_2007", item="vay_von_binh_xet", decided_on=date(2015, 3, 2)
    )
    show(made, clerk, since=date(2015, 3, 3), until=date(2015, 5, 3))

    own = queries.matrix(within=province, today=TODAY, year=2015)
    mapped = queries.matrix(within=province, today=TODAY, year=2015, list_key="commune_2022")

    assert (own.listing.key, len(own.items)) == ("ordinance_2007", 11)
    ended = {
        item.key
        for item, cell in zip(mapped.items, mapped.rows[0].cells, strict=True)
        if cell.state == State.ENDED
    }
    assert ended == {"an_sinh_tin_dung", "binh_xet_doi_tuong"}


def test_a_unit_that_ended_stands_in_the_years_in_which_it_was():
    province = factories.province()
    factories.unit("Chiềng Ân", valid_to=date(2025, 6, 30))
    factories.unit("Mường Bú", valid_from=date(2025, 7, 1))

    old = queries.matrix(within=province, today=TODAY, year=2024)
    new = queries.matrix(within=province, today=TODAY)

    assert [row.unit.name for row in old.rows] == ["Chiềng Ân"]
    assert [row.unit.name for row in new.rows] == ["Mường Bú"]


def test_no_list_held_before_the_ordinance():
    assert queries.matrix(within=factories.province(), today=TODAY, year=1999) is None


def test_the_items_the_law_asks_are_counted_by_the_list_of_the_day():
    today = queries.required_items(on=TODAY)

    assert (today.value, today.is_doubtful) == (14, True)
    assert queries.required_items(on=date(2020, 1, 1)).value == 11
    assert queries.required_items(list_key="agency_2022", on=TODAY).value == 10
    assert queries.required_items(list_key="agency_2022", on=date(2020, 1, 1)) is None


def test_ledgers_count_acts_and_what_is_complete():
    unit, body, clerk = commune()
    made = record(body, clerk)
    complete(made, clerk)
    show(made, clerk, channel="doi_thoai", proof=[])
    since, until = day(3, 1), day(4, 1)

    acts = ACTS.by_unit(since, until, ["all", "proven", "channel.niem_yet"])[unit.pk]
    done = PUBLICATIONS.by_unit(since, until, ["complete"])[unit.pk]

    # The page of this site is of the day on which the test runs it: MONDAY.
    assert (acts, done) == ({"all": 3, "proven": 2, "channel.niem_yet": 1}, {"complete": 1})
    assert ACTS.row(made.acts.first()).url == made.get_absolute_url()
    assert PUBLICATIONS.row(made).label == "Dự án đường bản"


def test_history_leaves_out_what_names_people():
    unit, body, clerk = commune()
    for named in (False, True):
        made = record(body, clerk, names_people=named, public_until=day(3, 25))
        show(made, clerk, until=day(3, 25))

    shown = queries.ended(unit, today=day(3, 26))

    assert [one.names_people for one in shown.rows] == [False]
    assert queries.ended(unit, today=day(3, 26), year=2025).rows == []
    assert queries.ended(unit, today=day(3, 26), item_key="ngan_sach").rows == []


def test_what_is_owed_comes_nearest_first():
    unit, body, clerk = commune()
    later = record(body, clerk)
    sooner = record(body, clerk, decided_on=day(2, 24))

    assert list(queries.owed_by(unit)) == [sooner, later]
    assert list(queries.owed_by(unit, list_key="agency_2022")) == []


def test_units_and_bodies_of_an_officer():
    unit, body, clerk = commune()
    front = factories.body(unit, kind="front_committee")
    factories.post(front, role="front", is_head=True)

    assert list(queries.units_of(clerk, today=TODAY)) == [unit]
    assert queries.bodies_of(unit, today=TODAY) == [body, front]


def test_acts_of_a_publication_come_with_those_withdrawn():
    _unit, body, clerk = commune()
    made = record(body, clerk)
    act = show(made, clerk)
    services.withdraw_act(act=act, reason="Nhầm", by=clerk, now=MONDAY + timedelta(hours=1))

    assert queries.acts_of(made) == [act]
