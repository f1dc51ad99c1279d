"""Small numbers of denunciations cannot be read or worked out."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.insight.inspection import masking, queries
from kheo.insight.inspection.masking import CLOSED, OPEN, Mask
from kheo.insight.inspection.periods import period
from kheo.insight.inspection.tables import LEDGERS
from tests import factories
from tests.insight.inspection import year
from tests.oversee.denunciations import making

WINDOW = period("BC-TCD-Q1", 2026)
RECEIVED = 2  # The third column of 03/XLD.


def rows(*values):
    return [{"received": Decimal(value)} for value in values]


def test_nothing_is_hidden_where_nothing_is_small():
    assert masking.decide([rows(0, 5, 12)]) == OPEN


def test_one_small_number_hides_all_units():
    assert masking.decide([rows(0, 3, 12)]) == Mask(rows=True)


def test_a_small_total_is_hidden_with_them():
    assert masking.decide([rows(0, 3)]) == CLOSED


@pytest.mark.parametrize("values", [(4, 4), (4, 4, 4)])
def test_a_total_that_fixes_its_parts_is_hidden(values):
    assert masking.decide([rows(*values)]) == CLOSED


def test_a_small_number_of_a_quarter_hides_the_half_year():
    # 7 in the half year less 5 in its first quarter would be 2.
    assert masking.decide([rows(7, 20), rows(5, 10), rows(2, 10)]) == Mask(rows=True)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=5))
def test_no_small_number_follows_from_the_words_and_the_total(values):
    mask = masking.decide([rows(*values)])
    if not mask.rows:
        assert not any(0 < value < 5 for value in values)
        return
    if mask.total:
        return
    # Whatever stands as small may be more than one number: some other filling has the same sum.
    total = sum(values)
    for at, value in enumerate(values):
        if 0 < value < 5:
            rest = [other for place, other in enumerate(values) if place != at]
            least = sum(5 if other >= 5 else 0 for other in rest)
            most = sum(4 for other in rest if other < 5)
            unbounded = any(other >= 5 for other in rest)
            fits = [n for n in range(5) if total - n >= least and (unbounded or total - n <= most)]
            assert len(fits) > 1


# --- In the tables ----------------------------------------------------------------------------


@pytest.fixture
def homes(db):
    """Two communes: six cases in one, one case in the other."""
    many, few = making.house("Chiềng An"), making.house("Ngọc Chiến")
    for _ in range(6):
        making.enter(many)
    making.enter(few)
    return many, few


def received(user, unit, row=None):
    return year.numbers("03-xld", unit, row=row, window=WINDOW, user=user)[RECEIVED]


def test_reporters_read_words_and_a_total_that_does_not_tell(homes):
    many, few = homes
    province = many.unit.parent
    reporter = factories.officer(province, "reporting_officer")

    assert received(reporter, province, many.unit) == "từ 5 trở lên"
    assert received(reporter, province, few.unit) == "dưới 5"
    assert received(reporter, province) == "7"


def test_the_page_of_one_commune_tells_no_more(homes):
    many, few = homes
    reporter = factories.officer(many.unit.parent, "reporting_officer")

    assert received(reporter, many.unit) == "từ 5 trở lên"
    assert received(reporter, few.unit) == "dưới 5"


def test_those_who_decide_there_read_numbers(homes):
    many, few = homes

    assert received(few.head, few.unit) == "1"
    assert received(few.officer, few.unit) == "1"
    chair = factories.officer(many.unit.parent, "head")
    assert received(chair, many.unit.parent) == "7"


def test_tables_of_all_kinds_print_the_open_part_alone(homes):
    many, few = homes
    year.letters.received(few.unit)
    reporter = factories.officer(many.unit.parent, "reporting_officer")

    cells = year.numbers("01-xld", many.unit.parent, row=few.unit, window=WINDOW, user=reporter)

    assert cells[:3] == ["1 +", "0 +", "1 +"]
    assert cells[5:8] == ["0", "dưới 5", "1"]


def test_change_against_the_year_before_is_withheld_too(db):
    home = making.house()
    making.enter(home)
    filled = year.filled("03-xld", home.unit.parent, window=WINDOW)

    change = filled.changes[RECEIVED]

    assert (change.difference_text, change.share_text) == ("không nêu", "–")
    assert filled.is_masked


def behind(user, unit, row):
    return queries.behind(
        table=year.forms().tables["03-xld"], number=RECEIVED + 1, row=row, period=WINDOW,
        unit=unit, user=user, today=year.TODAY,
    )  # fmt: skip


def test_rows_of_denunciations_are_codes_for_their_readers_only(homes):
    many, few = homes
    province = many.unit.parent
    reporter = factories.officer(province, "reporting_officer")

    hidden = behind(reporter, province, str(few.unit.pk))
    shown = behind(few.head, few.unit, str(few.unit.pk))

    assert (hidden.rows, hidden.has_sealed) == ([], True)
    assert [row.label for row in shown.rows] == [
        str(LEDGERS["cases"].records(WINDOW.since, WINDOW.until).get(unit=few.unit))
    ]


def test_a_visit_about_a_denunciation_is_not_told_by_turns_less_matters(db):
    place = year.cases.Place()
    year.visit(place.body, year.at(2026, 1, 5))
    sealed = year.visit(place.body, year.at(2026, 1, 6))
    type(sealed).objects.filter(pk=sealed.pk).update(
        is_sealed=True, name="", address="", folded="", phone="", identity="", speakers=""
    )

    cells = year.numbers("01-tcd", place.province, window=WINDOW)

    assert cells[:2] == ["1 +", "1 +"]


def test_a_window_with_small_quarters_is_hidden_as_a_whole(db):
    home = making.house()
    for day in (0, 0, 0, 0, 0, 30):
        making.enter(home, now=making.MONDAY + timedelta(days=day))
    half = period("BC-TCD-6T", 2026)

    assert year.numbers("03-xld", home.unit.parent, window=half)[RECEIVED] == "từ 5 trở lên"
