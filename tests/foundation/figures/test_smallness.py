"""Small groups are hidden so that no total gives them back."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.foundation.clock.errors import BrokenRuleFile
from kheo.foundation.figures import catalogue, indicators, smallness
from kheo.foundation.figures.smallness import Sum

FIVE = 5


def numbers(**cells):
    return {key: Decimal(value) for key, value in cells.items()}


def hidden(told):
    return {key for key, value in told.items() if value is None}


def test_the_law_file_says_how_small_is_small():
    assert smallness.smallest_group() == FIVE


def test_a_law_file_without_the_number_is_refused(tmp_path):
    (tmp_path / "local.yaml").write_text("publication: {}\n", encoding="utf-8")

    with pytest.raises(BrokenRuleFile):
        smallness.smallest_group(tmp_path)


@pytest.mark.parametrize(("value", "small"), [(0, False), (1, True), (4, True), (5, False)])
def test_one_to_four_people_are_small_and_nobody_is_no_group(value, small):
    assert smallness.is_small(value) is small


def test_only_indicators_that_count_people_hide_small_numbers():
    assert not smallness.is_told("communicators.count", 3)
    assert smallness.is_told("communicators.count", 5)
    assert smallness.is_told("documents.issued", 3)


def test_the_data_file_says_which_indicators_count_people(tmp_path):
    (tmp_path / "one.yaml").write_text(
        "a.b: {vi: A, count: {vi: người}, counts_people: true}\nc.d: {vi: C, count: {vi: việc}}\n",
        encoding="utf-8",
    )

    assert [one.counts_people for one in catalogue.read(tmp_path / "one.yaml")] == [True, False]
    assert indicators.get("communicators.trained").counts_people


def test_a_table_without_small_cells_is_told_whole():
    cells = numbers(a=5, b=9, all=14)

    assert smallness.publish(cells, [Sum("all", ("a", "b"))]) == cells


def test_a_lone_small_cell_takes_another_with_it():
    told = smallness.publish(numbers(a=3, b=7, c=20, all=30), [Sum("all", ("a", "b", "c"))])

    assert told == {"a": None, "b": None, "c": Decimal(20), "all": Decimal(30)}


def test_hidden_cells_together_are_no_small_group_either():
    told = smallness.publish(numbers(a=1, b=2, c=9, all=12), [Sum("all", ("a", "b", "c"))])

    assert hidden(told) == {"a", "b", "c"}


def test_where_the_others_are_nobody_the_total_goes_too():
    told = smallness.publish(numbers(a=3, b=0, all=3), [Sum("all", ("a", "b"))])

    assert hidden(told) >= {"a", "all"}


def test_one_row_has_a_short_form():
    told, total = smallness.with_total(numbers(a=3, b=7, c=20), Decimal(30))

    assert (hidden(told), total) == ({"a", "b"}, Decimal(30))


def test_a_cell_between_two_circles_of_sums_is_not_given_back():
    # Two blocks of hidden cells are safe by themselves; the one that joins them follows from the
    # sums of some rows less those of some columns.
    values = [[1, 9, 50, 50], [9, 1, 50, 50], [50, 50, 1, 9], [50, 50, 9, 1]]
    values[0][2] = 2
    cells, sums = table(values)

    alone = smallness._Table(cells, sums, FIVE)
    alone.hidden = {key for key in cells if key in CIRCLES}
    assert alone._fixed() == {(0, 2)}
    assert hidden(smallness.publish(cells, sums)) > CIRCLES


CIRCLES = {(r, c) for r in range(4) for c in range(4) if (r < 2) == (c < 2)} | {(0, 2)}


def table(rows):
    """Cells of a table with sums by row, by column and over all."""
    cells = {(r, c): Decimal(v) for r, row in enumerate(rows) for c, v in enumerate(row)}
    down, across = range(len(rows)), range(len(rows[0]))
    sums = [Sum((r, "all"), tuple((r, c) for c in across)) for r in down]
    sums += [Sum(("all", c), tuple((r, c) for r in down)) for c in across]
    sums += [
        Sum(("all", "all"), tuple((r, "all") for r in down)),
        Sum(("all", "all"), tuple(("all", c) for c in across)),
    ]
    for one in sums:
        cells[one.total] = sum((cells[part] for part in one.parts), Decimal(0))
    return cells, sums


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=2, max_size=2))
def test_a_reader_who_knows_all_sums_finds_no_small_group(rows):
    cells, sums = table(rows)

    told = smallness.publish(cells, sums)

    small = [key for key, value in cells.items() if 0 < value < FIVE]
    assert all(told[key] in (None, value) for key, value in cells.items())
    assert all(len({found[key] for found in possible(told)}) > 1 for key in small)


def possible(told):
    """List every table of few people that has the cells that were told."""
    for a, b, c, d in product(range(12), repeat=4):
        found = {(0, 0): a, (0, 1): b, (1, 0): c, (1, 1): d}
        found |= {(0, "all"): a + b, (1, "all"): c + d, ("all", 0): a + c, ("all", 1): b + d}
        found["all", "all"] = a + b + c + d
        if all(told[key] in (None, value) for key, value in found.items()):
            yield found


def test_a_table_of_a_province_is_hidden_quickly_enough_to_publish():
    rows = [[(7 * r + 3 * c) % 23 for c in range(6)] for r in range(75)]

    cells, sums = table(rows)
    told = smallness.publish(cells, sums)

    assert told["all", "all"] == cells["all", "all"]
    assert all(told[key] is None for key, value in cells.items() if 0 < value < FIVE)
