"""A figure is counted from records where they are complete or alone, else taken from a return."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from kheo.foundation.figures import services as figures
from kheo.foundation.figures.addresses import Address
from kheo.insight.reports import services as reports
from kheo.insight.reports.definitions import all_reports
from kheo.insight.returns import catalogue, queries
from kheo.insight.returns.models import Cell
from tests import factories
from tests.factories import MONDAY

HELD = Address("dissemination_conferences.held", "", "province")
ISSUED = Address("documents.issued", "", "province")
REPORT = all_reports()["nghi-quyet-25"]
TEN_YEARS = {"since": date(2013, 6, 1), "until": date(2023, 12, 31)}
YEAR = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}


def count_held(unit, on):
    figures.count(indicator=HELD.indicator, unit=unit, on=on, breakdown={"kind": "study"}, by=2)


def known(unit, address, **window):
    return queries.known([address], unit=unit, **window).get(address)


def later_return(cell, start, end):
    """What the unit returned for a window in which records are complete."""
    origin = cell.origin
    origin.pk, origin.source_key = None, "later"
    origin.period_start, origin.period_end = start, end
    origin.save()
    return Cell.objects.create(
        origin=origin, indicator=cell.indicator, level=cell.level, value=Decimal(5)
    )


def test_without_records_the_return_counts(son_la):
    found = known(son_la, HELD, **TEN_YEARS)

    assert (found.value, found.cell.key, found.is_recorded) == (Decimal(33), "sl01", False)
    assert found.url == found.cell.get_absolute_url()


def test_a_few_old_records_do_not_push_a_whole_return_aside(son_la):
    count_held(son_la, date(2020, 5, 1))

    assert known(son_la, HELD, **TEN_YEARS).value == Decimal(33)


def test_records_count_where_nobody_returned_the_figure(son_la):
    count_held(son_la, date(2012, 5, 1))

    found = known(son_la, HELD, since=date(2012, 1, 1), until=date(2012, 12, 31))

    assert (found.value, found.cell, found.is_recorded) == (Decimal(2), None, True)


def test_records_count_before_a_return_from_the_day_they_are_complete(son_la):
    later = later_return(Cell.objects.get(key="sl01"), YEAR["since"], YEAR["until"])
    assert known(son_la, HELD, **YEAR).cell == later

    count_held(son_la, date(2026, 3, 1))

    found = known(son_la, HELD, **YEAR)
    assert (found.value, found.cell, found.is_recorded) == (Decimal(2), later, True)


def test_a_level_without_records_is_not_zero(son_la):
    count_held(son_la, date(2026, 3, 1))

    assert known(son_la, Address(HELD.indicator, "", "commune"), **YEAR) is None
    assert known(son_la, Address(HELD.indicator, "", "all"), **YEAR).value == Decimal(2)
    assert known(son_la, Address(HELD.indicator, "kind=rollout", "province"), **YEAR).value == 0


def test_documents_of_the_register_are_counted_by_kind_and_level(son_la):
    commune = factories.unit(parent=son_la)
    factories.official_document(son_la)
    factories.official_document(son_la, "17-KH/TU", kind="plan")
    factories.official_document(commune, "2-KH/ĐU", kind="plan")
    factories.official_document(son_la, "18-KH/TU", issued_on=date(2025, 12, 31))

    asked = [
        ISSUED,
        Address("documents.issued", "kind=plan", "province"),
        Address("documents.issued", "kind=plan", "commune"),
        Address("documents.issued", "", "all"),
    ]
    found = queries.known(asked, unit=son_la, **YEAR)

    assert [int(found[one].value) for one in asked] == [2, 1, 1, 3]


def test_the_page_behind_says_which_of_the_two_it_is_and_shows_the_other(son_la, client):
    later = later_return(Cell.objects.get(key="sl01"), YEAR["since"], YEAR["until"])
    count_held(son_la, date(2026, 3, 1))
    found = known(son_la, HELD, **YEAR)

    counted = client.get(found.url).content.decode()
    returned = client.get(later.get_absolute_url()).content.decode()

    assert "Đếm từ hồ sơ trên hệ thống này" in counted
    assert f'<a href="{later.get_absolute_url()}">5 hội nghị</a>' in counted
    assert "Báo cáo của đơn vị, không đếm từ hồ sơ trên hệ thống này" in returned


def test_a_level_that_does_not_exist_names_no_number(son_la, client):
    query = {"chi-so": HELD.indicator, "don-vi": son_la.pk, "tu": "2026-01-01", "den": "2026-02-01"}

    assert client.get(reverse("returns:origin"), query | {"cap": "province"}).status_code == 200
    assert client.get(reverse("returns:origin"), query | {"cap": "moon"}).status_code == 404


def test_a_report_prints_what_was_counted_and_says_so(son_la):
    factories.official_document(son_la)
    count_held(son_la, date(2026, 3, 1))

    built = reports.build(
        report=REPORT, unit=son_la, since=YEAR["since"], until=YEAR["until"], now=MONDAY
    )

    figure = next(one for one in built.figures if one.address == HELD)
    assert (figure.text, figure.is_recorded, figure.period) == ("02", True, "năm 2026")
    assert figure.url == known(son_la, HELD, **YEAR).url
    # Records add up by themselves; no sum over them is checked.
    assert built.checks == []


def test_when_records_are_complete_is_a_setting(tmp_path):
    (tmp_path / "local.yaml").write_text(
        'records_complete: {since: "2026-01-01", otherwise: {documents.issued: "2020-01-01"}}'
    )

    complete = catalogue.complete(tmp_path)

    assert complete.covers("documents.issued", date(2020, 1, 1))
    assert not complete.covers("pledges.signed", date(2020, 1, 1))
    assert complete.covers("pledges.signed", date(2026, 1, 1))


@pytest.mark.parametrize("number", [1, 3])
def test_what_is_asked_takes_the_same_queries_for_one_and_three(
    son_la, number, django_assert_num_queries
):
    for at in range(number):
        factories.official_document(son_la, f"{at}-KH/TU", kind="plan")
        count_held(son_la, date(2026, 3, 1))

    with django_assert_num_queries(4):
        queries.known([HELD, ISSUED], unit=son_la, **YEAR)
