"""Numbers come into a return cell by cell, from several hands, and nothing is lost on the way."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.foundation.figures import services as figures
from kheo.foundation.log.models import Entry
from kheo.insight.returns import services
from kheo.insight.returns.errors import NotEditable
from kheo.insight.returns.models import Cell, CellChange, Return
from kheo.insight.returns.queries import entry
from tests import factories
from tests.factories import MONDAY
from tests.insight.returns import owed
from tests.insight.returns.owed import fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune(db):
    return factories.unit("Ngọc Chiến")


@pytest.fixture
def made(commune):
    return owed.ret(commune)


@pytest.fixture
def lan(commune):
    return owed.officer(commune)


@pytest.fixture
def minh(commune):
    return owed.officer(commune)


def stored(ret):
    return {cell.place: str(cell.plain) for cell in ret.cells.all()}


def test_what_is_typed_is_kept_with_its_address_and_its_history(made, lan):
    saved = fill(made, lan, cuoc__xa="1.190", ty_le__tong="96,4")

    cell = Cell.objects.get(row="cuoc")
    assert saved == services.Saved(1, {"cuoc.xa": Decimal(1190), "ty_le.tong": Decimal("96.4")})
    assert (cell.indicator, cell.breakdown, cell.level, cell.value, cell.source) == (
        "dialogues.held", "convener=party_committee_head", "commune", 1190, "typed",
    )  # fmt: skip
    change = CellChange.objects.get(row="cuoc")
    assert (change.place, change.old, change.new, change.how, change.by, change.revision) == (
        "cuoc.xa", None, 1190, "typed", lan, 1,
    )  # fmt: skip
    made.refresh_from_db()
    assert (made.revision, made.entered_by, made.entered_at) == (1, lan, MONDAY)


def test_saving_the_same_again_changes_nothing(made, lan):
    fill(made, lan, cuoc__tong="5")

    again = fill(made, lan, 1, 1, cuoc__tong="5", cuoc__xa="")

    assert (again.revision, again.cells) == (1, {})
    assert CellChange.objects.count() == 1


def test_an_emptied_cell_has_no_row_and_its_history_says_so(made, lan):
    fill(made, lan, cuoc__tong="5")

    saved = fill(made, lan, 1, 1, cuoc__tong=" ")

    assert (saved.cells, stored(made)) == ({"cuoc.tong": None}, {})
    assert [(one.old, one.new) for one in CellChange.objects.all()] == [(None, 5), (5, None)]


def test_what_is_no_number_is_told_and_the_rest_is_kept(made, lan):
    saved = fill(made, lan, cuoc__tong="1,190", cuoc__xa="4", gone__tong="3")

    assert stored(made) == {"cuoc.xa": "4"}
    assert [(one.place, one.typed, one.words) for one in saved.problems] == [
        ("cuoc.tong", "1,190", "“1,190” có thể đọc hai cách. Có phải là 1.190?"),
        ("gone.tong", "3", "Biểu hiện nay không còn ô này."),
    ]


# --- Two officers -----------------------------------------------------------------------------


def test_two_officers_in_different_cells_keep_both(made, lan, minh):
    fill(made, lan, cuoc__tong="5")

    saved = fill(made, minh, 1, 0, cuoc__xa="4")

    assert stored(made) == {"cuoc.tong": "5", "cuoc.xa": "4"}
    assert (saved.clashes, saved.cells) == (
        (), {"cuoc.tong": Decimal(5), "cuoc.xa": Decimal(4)},
    )  # fmt: skip


def test_two_officers_in_one_cell_the_later_is_told_what_the_first_wrote(made, lan, minh):
    fill(made, lan, cuoc__tong="5")

    saved = fill(made, minh, 1, 0, cuoc__tong="7", cuoc__xa="4")

    (clash,) = saved.clashes
    assert (clash.place, clash.typed, clash.value, clash.by, clash.at) == (
        "cuoc.tong", "7", 5, lan.full_name, MONDAY,
    )  # fmt: skip
    assert stored(made) == {"cuoc.tong": "5", "cuoc.xa": "4"}


def test_having_seen_it_the_second_may_write_over_it(made, lan, minh):
    first = fill(made, lan, cuoc__tong="5")

    assert fill(made, minh, 1, first.revision, cuoc__tong="7").clashes == ()
    assert stored(made) == {"cuoc.tong": "7"}


def test_a_whole_page_sent_again_does_not_undo_what_another_changed(made, lan, minh):
    fill(made, lan, cuoc__tong="5", cuoc__xa="4")
    fill(made, minh, 1, 1, cuoc__xa="3")

    saved = fill(made, lan, 2, 1, cuoc__tong="6", cuoc__xa="4")

    assert saved.clashes == ()
    assert stored(made) == {"cuoc.tong": "6", "cuoc.xa": "3"}
    assert saved.cells["cuoc.xa"] == 3


def test_ones_own_answer_that_was_lost_on_the_way_is_no_clash(made, lan):
    fill(made, lan, cuoc__tong="5")

    saved = fill(made, lan, 1, 0, cuoc__tong="6")

    assert (saved.clashes, stored(made)) == ((), {"cuoc.tong": "6"})


# --- From records -----------------------------------------------------------------------------


def hold(commune, count=1, convener="authority"):
    for _time in range(count):
        figures.count(
            indicator="dialogues.held", unit=commune, on=date(2026, 2, 3),
            breakdown={"convener": convener},
        )  # fmt: skip


def test_cells_that_records_know_are_filled_in_by_the_first_saving(made, commune, lan):
    hold(commune, 3)

    saved = fill(made, lan, phan_bien__tong="2")

    assert stored(made) == {
        "cuoc.tong": "3", "cuoc.xa": "0", "cuoc.chinh_quyen": "3", "phan_bien.tong": "2",
    }  # fmt: skip
    assert Cell.objects.get(row="cuoc", column="tong").source == "records"
    assert saved.cells["cuoc.tong"] == 3


def test_what_came_from_records_follows_them(made, commune, lan):
    hold(commune, 3)
    services.take_records(ret=made, by=lan, now=MONDAY)
    hold(commune)

    services.take_records(ret=made, by=lan, now=MONDAY + timedelta(days=1))

    assert stored(made)["cuoc.tong"] == "4"
    assert [(one.old, one.new, one.how) for one in CellChange.objects.filter(column="tong")] == [
        (None, 3, "records"), (3, 4, "records"),
    ]  # fmt: skip


def test_another_number_stays_with_its_reason_whatever_records_say(made, commune, lan):
    hold(commune, 3)
    services.fill(
        ret=made, by=lan, now=MONDAY, revision=0, values={"cuoc.tong": "5"},
        reasons={"cuoc.tong": " Hai cuộc chưa vào sổ.​ "},
    )  # fmt: skip
    hold(commune)

    fill(made, lan, 1, 1, phan_bien__tong="1")

    cell = Cell.objects.get(row="cuoc", column="tong")
    assert (cell.plain, cell.source, cell.override_reason) == (5, "typed", "Hai cuộc chưa vào sổ.")


def test_typing_the_records_number_or_emptying_the_cell_goes_back_to_records(made, commune, lan):
    hold(commune, 3)
    for minute, typed in enumerate(["5", "3", "6", ""]):
        fill(made, lan, minute, minute, cuoc__tong=typed)

    cell = Cell.objects.get(row="cuoc", column="tong")
    assert (cell.plain, cell.source) == (3, "records")
    assert CellChange.objects.filter(row="cuoc", column="tong").count() == 4


def test_facts_of_months_are_not_taken_for_a_window_that_begins_within_one(commune, lan):
    hold(commune, 3)
    made = owed.ret(commune, period_start=date(2025, 12, 15), period_end=date(2026, 6, 14))

    services.take_records(ret=made, by=lan, now=MONDAY)

    assert stored(made) == {}


# --- Who and when -----------------------------------------------------------------------------


def test_a_stranger_types_nothing(made):
    stranger = owed.officer(factories.unit("Tà Hộc"))

    with pytest.raises(PermissionDenied):
        fill(made, stranger, cuoc__tong="5")


@pytest.mark.parametrize("state", ["sent", "approved"])
def test_what_was_sent_takes_no_more_numbers(made, lan, state):
    Return.objects.update(
        state=state, sent_at=MONDAY, first_sent_at=MONDAY, sent_by=lan, approved_at=MONDAY,
        approved_by=lan,
    )  # fmt: skip

    with pytest.raises(NotEditable, match="không sửa được nữa"):
        fill(made, lan, cuoc__tong="5")


def test_the_log_hears_of_the_first_saving_and_of_files_only(made, lan):
    fill(made, lan, cuoc__tong="5")
    fill(made, lan, 1, 1, cuoc__tong="6")
    services.fill(ret=made, by=lan, now=MONDAY, revision=2, values={"cuoc.tong": "7"}, how="excel")

    told = Entry.objects.filter(action="return.filled").order_by("pk")
    assert list(told.values_list("detail", flat=True)) == [
        {"cells": 1, "how": "typed"},
        {"cells": 1, "how": "excel"},
    ]


def statements(act):
    """Count what an act asks of the database; how many records cost is not ours to say here."""
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def test_saving_costs_the_same_for_one_cell_and_for_three(made, lan):
    fill(made, lan, cuoc__tong="1")

    one = statements(lambda: fill(made, lan, 1, 1, cuoc__tong="2", cuoc__xa="1"))
    three = statements(
        lambda: fill(
            made, lan, 2, 2, cuoc__tong="3", cuoc__xa="2", cuoc__chinh_quyen="1",
            phan_bien__tong="4", ty_le__tong="5",
        )
    )  # fmt: skip

    assert one == three < 20


# --- The grid ---------------------------------------------------------------------------------


def test_the_grid_shows_what_is_stored_and_what_records_know(made, commune, lan):
    hold(commune, 3)
    fill(made, lan, cuoc__tong="5", ty_le__tong="96,4")

    grid = entry.grid(entry.opened(made.pk))

    assert {key: box.text for key, box in grid.boxes.items()} == {
        "cuoc.tong": "5", "cuoc.xa": "0", "cuoc.chinh_quyen": "3", "phan_bien.tong": "",
        "ty_le.tong": "96,4",
    }  # fmt: skip
    assert [key for key, box in grid.boxes.items() if box.is_recorded] == [
        "cuoc.xa", "cuoc.chinh_quyen",
    ]  # fmt: skip
    assert grid.boxes["cuoc.tong"].asks_reason
    assert [line.boxes.count(None) for line in grid.lines] == [0, 2, 2]


def test_remarks_stand_at_their_cells_until_they_are_settled(made, lan):
    made.remarks.create(place="cuoc.tong", words="Xem lại.", by=lan, at=MONDAY)
    made.remarks.create(words="Thiếu biểu 2.", by=lan, at=MONDAY)
    made.remarks.create(place="cuoc.xa", words="Cũ.", by=lan, at=MONDAY, settled_at=MONDAY)

    grid = entry.grid(entry.opened(made.pk))

    assert [note.words for note in grid.boxes["cuoc.tong"].notes] == [
        f"{lan.full_name} nhận xét: Xem lại."
    ]
    assert [note.words for note in grid.notes] == [f"{lan.full_name} nhận xét: Thiếu biểu 2."]
    assert not grid.boxes["cuoc.xa"].has_notes


def test_a_grid_costs_the_same_however_many_cells_it_has(made, lan):
    fill(made, lan, cuoc__tong="1")
    one = statements(lambda: entry.grid(entry.opened(made.pk)))
    fill(made, lan, 1, 1, cuoc__xa="1", phan_bien__tong="4")

    assert statements(lambda: entry.grid(entry.opened(made.pk))) == one < 12
