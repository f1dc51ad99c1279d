"""Boards read figures and duties, sort them, and tell everybody nothing small."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kheo.foundation.figures.addresses import Address
from kheo.foundation.tongues import Sentence
from kheo.insight.dashboards import definitions, drawing, queries
from kheo.insight.dashboards.readings import figures
from kheo.insight.dashboards.readings.figures import Cell
from tests import factories
from tests.insight.dashboards.conftest import NAMES, TODAY, answered, asked, count, owed_late

pytestmark = pytest.mark.django_db


def panel(board, key):
    return next(one for one in definitions.board(board).every if one.key == key)


def read(board, key, what):
    return queries.read((panel(board, key),), what)[key]


def amounts(reading):
    return [mark.values[0].amount for mark in reading.marks]


def test_a_year_is_told_by_months_with_the_pages_behind(home, communes, chair):
    count("received", communes[0], 3)
    count("received", communes[1], 4, month=1)

    found = read("province", "received", asked(home, chair))

    assert [mark.label for mark in found.marks][0] == "4/2025"
    assert [mark.label for mark in found.marks][-1] == "3/2026"
    last = found.marks[-2].values[0]
    assert (last.amount, found.whole.amount) == (3, 7)
    assert "tu=2026-02-01" in last.url


def test_a_share_is_divided_and_never_added(home, communes, chair):
    answered(communes[0], 9, 1)
    answered(communes[1], 1, 9)

    found = read("province", "in_time", asked(home, chair))

    assert amounts(found) == [90, 10, None]
    assert found.whole.amount == 50


def test_a_mean_rating_is_weighted(home, communes, chair):
    count("rated", communes[0], 3, stars="5")
    count("rated", communes[0], 1, stars="1")

    found = read("province", "satisfaction", asked(home, chair))

    assert (amounts(found), found.whole.amount) == ([4, None, None], 4)


def test_few_ratings_are_told_to_officers_and_to_nobody_else(home, communes, chair):
    count("rated", communes[0], 3, stars="1")
    count("rated", communes[1], 20, stars="5")
    count("rated", communes[2], 30, stars="5")

    officers = read("province", "satisfaction", asked(home, chair))
    public = read("public", "satisfaction", asked(home, chair, is_public=True))

    assert amounts(officers) == [1, 5, 5]
    # With the province's mean and the other communes' the first would be reckoned: one more hides.
    assert amounts(public) == [None, None, 5]
    assert [mark.values[0].is_hidden for mark in public.marks] == [True, True, False]
    assert not any(mark.values[0].url for mark in public.marks[:2])
    shown = drawing.shown(panel("public", "satisfaction"), public)
    drawn = [point.label for one in shown.drawn.chart.series for point in one.points]
    assert "xã Mường Giôn" in drawn
    assert any("không nêu" in note for note in shown.notes)


def test_a_province_of_few_ratings_tells_none(home, communes, chair):
    count("rated", communes[0], 4, stars="5")

    public = read("public", "satisfaction", asked(home, chair, is_public=True))

    assert public.whole.amount is None
    assert public.whole.is_hidden


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bases=st.lists(st.integers(0, 12), min_size=1, max_size=8))
def test_what_is_hidden_cannot_be_reckoned_from_the_whole(bases):
    measure = figures.measures(panel("public", "satisfaction"))[0]
    what = type("Asked", (), {"is_public": True})()
    cells = {str(at): Cell(Decimal(5), Decimal(base)) for at, base in enumerate(bases)}
    told = figures._told(measure, cells, Cell(Decimal(5), Decimal(sum(bases))), what)

    hidden = [cell.base for key, cell in cells.items() if key not in told and cell.base]
    assert all(cell.base == 0 or cell.base >= 5 for key, cell in cells.items() if key in told)
    assert len(hidden) != 1 or sum(bases) < 5


def test_late_duties_are_counted_by_place_and_kind(home, communes, chair):
    owed_late(communes[1], 2)

    by_place = read("province", "duties", asked(home, chair))
    by_kind = read("province", "duty_kinds", asked(home, chair))

    assert amounts(by_place) == [0, 2, 0]
    assert [mark.label for mark in by_place.marks] == [f"xã {name}" for name in NAMES]
    assert amounts(by_kind) == [2]
    assert by_place.whole.amount == 2


def test_duties_of_another_commune_are_nobodys_to_read(home, communes):
    owed_late(communes[1], 2)
    stranger = factories.officer(of=communes[0], role="head")

    found = read("province", "duties", asked(home, stranger))

    assert found.whole.amount == 0


def test_disclosure_is_a_share_of_what_has_arisen(home, communes, chair):
    found = read("province", "disclosure", asked(home, chair))

    assert found.unit_of_count == "%"
    assert len(found.marks) == 3


def test_returns_without_any_due_are_no_number(home, communes, chair):
    found = read("province", "returns", asked(home, chair))

    assert (found.whole.amount, amounts(found)) == (None, [None, None, None])


def test_the_same_months_a_year_before_stand_beside(home, communes, chair):
    answered(communes[0], 5, 5, year=2025)
    answered(communes[0], 10, 0)

    found = read("province", "in_time_months", asked(home, chair))

    february = next(mark for mark in found.marks if mark.label == "2/2026")
    assert [value.amount for value in february.values] == [100, 50]
    assert found.dashed == (1,)


def test_places_are_sorted_and_cut_with_the_rest_on_their_own_page(home, chair):
    for at in range(20):
        owed_late(factories.unit(f"Bản {at:02}", parent=home), at)
    one = panel("province", "duties")
    found = read("province", "duties", asked(home, chair))

    shown, whole = drawing.shown(one, found), drawing.shown(one, found, is_whole=True)

    assert [row[0] for row in shown.drawn.table.rows][:2] == ["xã Bản 19", "xã Bản 18"]
    assert (len(shown.drawn.table.rows), shown.left_out) == (12, 8)
    assert (len(whole.drawn.table.rows), whole.left_out) == (20, 0)


def test_a_map_knows_where_its_communes_lie(home, communes, chair):
    owed_late(communes[1], 2)

    shown = drawing.shown(
        panel("province", "map_duties"), read("province", "map_duties", asked(home, chair))
    )

    places = {point.label: point.at for point in shown.drawn.chart.series[0].points}
    assert places["xã Chiềng La"] == (103.75, 21.75)


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("board", "queries_of_it"), [("public", 10), ("province", 15)])
def test_a_board_takes_the_same_number_of_queries(
    home, chair, many, board, queries_of_it, django_assert_num_queries
):
    for at in range(many):
        unit = factories.unit(f"Bản {at}", parent=home)
        answered(unit, 5)
        owed_late(unit)
    what = asked(home, chair, is_public=board == "public")

    with django_assert_num_queries(queries_of_it):
        queries.read(definitions.board(board).every, what)


def test_the_window_is_twelve_months_or_a_year():
    assert [str(day) for day in queries.window(TODAY, None)] == ["2025-04-01", "2026-04-01"]
    assert [str(day) for day in queries.window(TODAY, 2025)] == ["2025-01-01", "2026-01-01"]


@pytest.mark.parametrize(
    ("address", "mean"),
    [("nobody.counts@all", ""), ("petitions.rated[stars=9]@all", ""), ("petitions.rated@all", "x")],
)
def test_a_number_that_nobody_counts_is_said_in_its_panel(home, chair, address, mean):
    number = definitions.Number(Address.parse(address), Sentence("a", "b"), "")
    broken = replace(panel("province", "in_time"), numbers=(number,), mean=mean)

    found = queries.read((broken,), asked(home, chair))[broken.key]

    assert "không có trong hệ thống" in found.note
    assert drawing.shown(broken, found).notes == (found.note,)
    assert drawing.headline(broken, found).text == "–"
