"""Figures come into returns once, checked line by line."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from kheo.foundation.log.models import Entry
from kheo.insight.returns import services
from kheo.insight.returns.models import Cell, Return
from kheo.insight.returns.services import BadRow
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db

HEAD = (
    "id,seed,unit_code_2024,unit_name,period_start,period_end,indicator,breakdown,level,value,quote"
)
LINE = "x1,004,14,Sơn La,2013-06-01,2023-12-31,documents.issued,kind=plan,province,66,66 kế hoạch"


@pytest.fixture
def clerk():
    return factories.citizen()


def load(tmp_path, *lines, by):
    path = tmp_path / "figures.csv"
    path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return services.load_seed_figures(path, by=by, now=MONDAY)


def test_all_figures_of_the_articles_are_entered_with_their_words(son_la):
    cell = Cell.objects.get(key="sl24")

    assert Cell.objects.count() == 58
    assert Cell.objects.filter(origin__unit=son_la).count() == 48
    assert (cell.value, cell.level, cell.quote) == (
        Decimal(1191),
        "all",
        "đã tổ chức 1.191 hội nghị",
    )
    assert (cell.origin.period_start, cell.origin.period_end, cell.origin.state) == (
        date(2013, 6, 1),
        date(2023, 12, 31),
        Return.State.SUBMITTED,
    )


def test_loading_again_changes_nothing(son_la, clerk):
    before = list(Cell.objects.order_by("pk").values())

    assert services.load_seed_figures(by=clerk, now=MONDAY) == 0
    assert list(Cell.objects.order_by("pk").values()) == before
    assert Return.objects.count() == 9


def test_each_return_is_logged_with_who_entered_it(son_la):
    entries = Entry.objects.filter(action="return.entered")

    assert entries.count() == Return.objects.count()
    assert set(entries.values_list("actor", flat=True)) == {
        Return.objects.first().entered_by.username
    }


def test_what_is_missing_is_added_to_the_return_that_is_there(tmp_path, clerk):
    factories.province()
    load(tmp_path, LINE, by=clerk)

    more = LINE.replace("x1", "x2").replace("kind=plan", "kind=report")
    assert load(tmp_path, LINE, more, by=clerk) == 1
    assert Return.objects.get().cells.count() == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("66,66", "sáu,66"),
        ("2013-06-01", "2013-02-31"),
        ("2023-12-31", ""),
        ("documents.issued", "documents.lost"),
        ("kind=plan", "kind=poem"),
        ("kind=plan", "plan"),
        (",province,", ",hamlet,"),
        (",004,", ",999,"),
        ("x1,004,14", "x1"),
        (",66,", ",NaN,"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_entered(old, new, tmp_path, clerk):
    factories.province()

    with pytest.raises(BadRow, match=r"figures\.csv, dòng 3: "):
        load(tmp_path, LINE.replace("plan", "report"), LINE.replace(old, new), by=clerk)

    assert not Cell.objects.exists()


def test_an_unknown_province_is_named(tmp_path, clerk):
    with pytest.raises(BadRow, match="mã 14"):
        load(tmp_path, LINE, by=clerk)


def test_a_province_of_another_time_with_the_same_code_is_not_taken(tmp_path, clerk):
    then = factories.unit("Sơn La", level="province", code="14", valid_to=date(2025, 6, 30))
    factories.unit("Mới", level="province", code="14", valid_from=date(2025, 7, 1))

    load(tmp_path, LINE, by=clerk)

    assert Return.objects.get().unit == then


def test_a_period_ends_after_it_begins(son_la):
    with pytest.raises(IntegrityError, match="period_ends"), transaction.atomic():
        Return.objects.update(period_end=date(2000, 1, 1))


def test_one_return_per_unit_source_and_period(son_la):
    again = Return.objects.first()
    again.pk = None

    with pytest.raises(IntegrityError, match="one_return"), transaction.atomic():
        again.save()


def test_one_number_per_cell(son_la):
    again = Cell.objects.first()
    again.pk, again.key = None, "other"

    with pytest.raises(IntegrityError, match="one_number"), transaction.atomic():
        again.save()
