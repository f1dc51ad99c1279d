"""What is counted, found and listed is what is there, and every number opens its rows."""

from datetime import date, datetime, timedelta

import pytest

from kheo.foundation.duties import services as duties
from kheo.foundation.figures import queries as figures
from kheo.foundation.figures.indicators import Scope
from kheo.oversee.petitions import queries, services
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.factories import HANOI, MONDAY
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db

TODAY = MONDAY.date() + timedelta(days=1)
NIGHT = datetime(2026, 3, 1, 0, 30, tzinfo=HANOI)


# --- Numbers ----------------------------------------------------------------------------------


def test_a_month_is_told_in_four_numbers():
    unit = cases.commune()
    cases.received(unit, now=MONDAY - timedelta(days=40))
    cases.received(unit)
    for stars in (5, 4):
        petition = cases.answered(unit)
        services.rate(
            petition=petition, rating=stars, secret=cases.secret(petition), now=cases.LATER
        )

    assert queries.month_numbers(TODAY) == queries.MonthNumbers(
        received=3, answered=2, late=1, rating=4.5
    )


def test_an_empty_house_has_no_numbers_and_no_rating():
    nothing = queries.MonthNumbers(received=0, answered=0, late=0, rating=None)

    assert queries.month_numbers(TODAY) == nothing
    factories.province()
    assert queries.month_numbers(TODAY) == nothing


def test_units_are_counted_since_new_year():
    one, other = cases.commune("Mường Bú"), cases.commune("Ngọc Chiến")
    cases.commune("Chiềng Lao")
    cases.received(one, now=MONDAY.replace(year=2025))
    cases.received(one)
    cases.answered(other)

    assert queries.of_units(factories.province(), today=TODAY) == [
        queries.UnitNumbers(unit=one, received=1, answered=0, late=1),
        queries.UnitNumbers(unit=other, received=1, answered=1, late=0, in_time=1),
    ]


def scope(indicator, unit, **breakdown):
    return Scope(f"petitions.{indicator}", unit, date(2026, 3, 1), date(2026, 4, 1), breakdown)


def test_every_number_opens_as_many_rows_as_it_counts():
    unit = cases.commune()
    late = MONDAY + timedelta(days=28)
    cases.received(unit, now=NIGHT)
    cases.answered(unit, now=late)
    petition = cases.answered(unit)
    services.rate(petition=petition, rating=1, secret=cases.secret(petition), now=cases.LATER)
    services.reopen(petition=petition, reason="x", secret=cases.secret(petition), now=cases.LATER)
    services.answer(
        petition=petition,
        text="Đã kè.",
        no_proof_reason="thấy được",
        by=factories.officer(unit, "head"),
        now=cases.LATER,
    )

    for asked in [
        scope("received", unit),
        scope("received", unit, channel="web"),
        scope("received", unit, channel="post"),
        scope("answered", unit),
        scope("answered", unit, timely="late"),
        scope("answered", unit, timely="in_time"),
        scope("rated", unit, stars="1"),
        scope("rated", unit, stars="5"),
        scope("reopened", unit),
    ]:
        total = figures.total(asked.indicator, unit, asked.since, asked.until, asked.breakdown)
        assert len(figures.rows(asked)) == total, asked


def test_rows_come_in_pages_and_lead_to_the_petition():
    unit = cases.commune()
    made = [cases.received(unit) for _ in range(3)]

    rows = figures.rows(scope("received", unit), first=1, count=1)

    assert [row.url for row in rows] == [made[1].get_absolute_url()]


def test_the_counts_of_a_reopened_petition_move_with_it():
    petition, other = cases.reopened(), cases.commune("Mường Bú")
    was = petition.unit

    services.reroute(
        petition=petition,
        to=other,
        reason="đường của xã bạn",
        by=factories.officer(was, "clerk"),
        now=cases.LATER,
    )

    for indicator in ("received", "answered", "reopened"):
        found = {unit: len(figures.rows(scope(indicator, unit))) for unit in (was, other)}
        total = figures.total(f"petitions.{indicator}", other, date(2026, 3, 1), date(2026, 4, 1))
        assert (found[was], found[other], total) == (0, 1, 1)


# --- Words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["na tau", "NÀ TÂU", "đường sat", "sạt na", "SL-26-00001", "san đ"]
)
def test_published_answers_are_found_without_marks(typed):
    petition = cases.answered()

    assert list(queries.search(typed, 5)) == [petition]


@pytest.mark.parametrize("typed", ["", "  ", "!!!", "& | !", "'", "cầu treo", "x" * 10_000])
def test_nonsense_finds_nothing_and_breaks_nothing(typed):
    cases.answered()

    assert list(queries.search(typed, 5)) == []


def test_what_is_not_published_or_not_answered_is_not_found():
    unit = cases.commune()
    cases.published(unit)
    petition = cases.received(unit)
    services.answer(
        petition=petition,
        text="Đã san.",
        no_proof_reason="x",
        by=factories.officer(unit, "handler"),
        now=cases.LATER,
    )

    assert list(queries.search("na tau", 5)) == []


def test_two_spellings_of_a_tone_are_one():
    cases.answered(title="Nhà văn hoá bản hỏng mái", text="Mái dột.")

    assert len(queries.search("văn hóa", 5)) == 1


def test_what_says_the_same_is_similar_and_what_shares_a_place_is_not():
    unit = cases.commune()
    road = cases.published(unit)
    cases.published(unit, title="Nước đục", text="Nước máy ở bản Nà Tâu đục ba ngày nay.")

    found = queries.similar(
        text="Đường nội bản Nà Tâu sạt lở, xe máy không qua được", unit=unit, now=cases.LATER
    )

    assert [one.petition for one in found] == [road]


def test_similar_looks_at_one_unit_and_at_recent_months():
    unit = cases.commune()
    cases.published(unit)

    elsewhere = queries.similar(text=cases.ROAD, unit=cases.commune("Mường Bú"), now=cases.LATER)
    long_after = queries.similar(text=cases.ROAD, unit=unit, now=MONDAY + timedelta(days=200))
    assert (elsewhere, long_after) == ([], [])


# --- Lists ------------------------------------------------------------------------------------


def test_late_ones_come_the_longest_first_and_stopped_clocks_are_not_late():
    unit = cases.commune()
    newer = cases.received(unit, now=MONDAY - timedelta(days=60))
    older = cases.received(unit, now=MONDAY - timedelta(days=90))
    cases.received(unit)
    stopped = cases.received(unit, now=MONDAY - timedelta(days=30))
    duties.suspend(
        stopped.duty,
        reason="chờ giám định",
        decision="12/QĐ-UBND",
        by=factories.officer(unit, "head"),
        now=MONDAY - timedelta(days=29),
    )

    found = queries.public(cut=queries.Cut.LATE, today=TODAY)

    assert list(found) == [older, newer]
    assert list(queries.late_public(1)) == [older]


def test_pages_of_late_ones_follow_each_other():
    unit = cases.commune()
    made = [cases.received(unit, now=MONDAY - timedelta(days=60)) for _ in range(5)]
    late = queries.public(cut=queries.Cut.LATE, today=TODAY)

    first = queries.page(late, size=3)
    second = queries.page(late, after=first.next, size=3)

    assert first.items + second.items == made
    assert second.next == ""


def test_a_list_of_a_province_holds_its_communes():
    petition = cases.received()

    assert list(queries.public(unit=petition.unit.parent, today=TODAY)) == [petition]


def test_an_officer_lists_the_own_units_only():
    petition = cases.received()
    stranger = factories.officer(cases.commune("Mường Bú"), "clerk")
    clerk = factories.officer(petition.unit, "clerk")

    assert list(queries.waiting(clerk, today=TODAY)) == [petition]
    assert list(queries.readable(clerk, today=TODAY, text="na tau")) == [petition]
    assert list(queries.waiting(stranger, today=TODAY)) == []
    assert list(queries.readable(stranger, today=TODAY)) == []


def test_a_citizen_lists_nothing():
    cases.received()

    assert list(queries.readable(factories.citizen(), today=TODAY)) == []


def test_lists_leave_long_texts_in_the_table():
    cases.received()

    listed = Petition.objects.for_lists().get()

    assert {"text", "folded", "search"} <= listed.get_deferred_fields()
