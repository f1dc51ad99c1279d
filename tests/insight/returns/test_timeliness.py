"""One rule of lateness for everybody: due, grace, locked, reopened; empty counts as empty."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from kheo.insight.returns import services
from kheo.insight.returns.definition import Column, Definition, Row, Section
from kheo.insight.returns.models import Assignment, Cell, Reopening, Return
from kheo.insight.returns.queries import Mark, Timeliness, tables, timeliness
from tests import factories
from tests.factories import HANOI, MONDAY
from tests.insight.returns import owed

pytestmark = pytest.mark.django_db
DUE, GRACE = date(2026, 7, 5), date(2026, 7, 15)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
LATER = date(2026, 8, 1)
ASKED = Definition(
    columns=(Column("so", ""),),
    sections=(
        Section(
            "a",
            "A",
            (
                Row("mot", "Một", "dialogues.held", compulsory=True),
                Row("hai", "Hai", "criticism.drafts", compulsory=True),
                Row("ba", "Ba", "criticism.conferences"),
            ),
        ),
    ),
)


def at(day, hour=9):
    return datetime(day.year, day.month, day.day, hour, tzinfo=HANOI)


def sent(on, *, version, numbers=("mot",), state="sent", unit=None, end=date(2026, 6, 30)):
    """A return that was sent on a day with these rows filled in; None: never."""
    by = factories.user()
    told = {"sent_at": at(on), "sent_by": by, "first_sent_at": at(on)} if on else {}
    if state in ("approved", "locked"):
        told |= {"approved_at": at(on), "approved_by": by}
    made = owed.ret(
        unit or factories.unit(), version=version, state=state if on else "draft",
        period_end=end, **told,
    )  # fmt: skip
    Cell.objects.bulk_create(
        Cell(origin=made, row=key, column="so", indicator=f"i.{key}", level="all", value=1,
             source="typed")
        for key in numbers
    )  # fmt: skip
    return made


@pytest.mark.parametrize(
    ("day", "is_late", "is_locked"),
    [
        (DUE, False, False),
        (DUE + timedelta(1), True, False),
        (GRACE, True, False),
        (GRACE + timedelta(1), True, True),
    ],
)
def test_unsent_it_is_late_after_its_date_and_locked_after_the_grace(day, is_late, is_locked):
    found = timeliness.standing(owed.ret(), at(day))

    assert (found.due_on, found.grace_until) == (DUE, GRACE)
    assert (found.is_late, found.is_locked) == (is_late, is_locked)


def test_sent_in_time_it_is_never_late_though_it_came_back():
    made = sent(DUE, version=owed.form(), state="returned")

    found = timeliness.standing(made, at(LATER))

    assert (found.sent_at, found.is_late, found.is_locked) == (at(DUE), False, False)


def test_a_reopening_unlocks_until_its_last_day_and_says_by_whom():
    made, head = owed.ret(), factories.user()
    Reopening.objects.create(
        origin=made, reason="Mất điện cả tuần", by=head, at=at(LATER), until=LATER + timedelta(3)
    )

    during = timeliness.standing(made, at(LATER + timedelta(3)))
    after = timeliness.standing(made, at(LATER + timedelta(4)))

    assert (during.is_locked, during.reopened_by) == (False, head)
    assert (after.is_locked, after.reopened_by) == (True, head)


@pytest.mark.parametrize(
    ("on", "state", "numbers", "today", "mark"),
    [
        (None, "draft", (), DUE, Mark.OPEN),
        (None, "draft", ("mot",), GRACE, Mark.LATE),
        (None, "draft", ("mot",), LATER, Mark.LOCKED),
        (DUE, "sent", ("mot",), LATER, Mark.SENT),
        (GRACE, "sent", ("mot",), LATER, Mark.SENT_LATE),
        (DUE, "sent", (), LATER, Mark.EMPTY),
        (DUE, "approved", ("mot",), LATER, Mark.APPROVED),
        (GRACE, "approved", ("mot",), LATER, Mark.APPROVED_LATE),
        (DUE, "approved", (), LATER, Mark.EMPTY),
        (DUE, "returned", ("mot",), LATER, Mark.RETURNED),
        (DUE, "reopened", ("mot",), LATER, Mark.REOPENED),
    ],
)
def test_a_return_stands_in_one_word(on, state, numbers, today, mark):
    made = sent(on, version=owed.form(ASKED), state=state, numbers=numbers)
    [found] = timeliness.with_filled(Return.objects.filter(pk=made.pk))

    assert tables.marked(found, today) == mark
    assert mark.label and mark.short


def test_a_unit_is_judged_by_what_came_in_time_with_numbers():
    version, unit = owed.form(ASKED), factories.unit()
    sent(DUE, version=version, unit=unit, numbers=("mot", "hai", "ba"))
    for number, (on, numbers) in enumerate([(GRACE, ("mot",)), (DUE, ()), (None, ("mot",))], 1):
        sent(on, version=version, unit=unit, numbers=numbers, end=date(2026, 6, 30 - number))

    found = timeliness.timeliness(unit, version.form, *YEAR, today=LATER)

    assert found == Timeliness(due=4, in_time=1, late=1, empty=1, missing=1, filled=4, asked=8)
    assert (found.percent, found.completeness) == (25, 50)
    assert timeliness.completeness(unit, version.form, *YEAR, today=LATER) == 50


def test_what_is_not_due_yet_and_what_was_taken_from_texts_judges_nobody():
    made = owed.ret()

    found = timeliness.timeliness(made.unit, None, *YEAR, today=DUE)

    assert (found.due, found.percent, found.completeness) == (0, None, None)


def test_all_units_are_judged_in_two_statements(django_assert_num_queries):
    version = owed.form(ASKED)
    units = [sent(DUE, version=version).unit for _number in range(3)]

    with django_assert_num_queries(2):
        one = timeliness.by_unit(units[:1], version.form, *YEAR, today=LATER)
    with django_assert_num_queries(2):
        found = timeliness.by_unit(units, version.form, *YEAR, today=LATER)

    assert found == {unit.pk: one[units[0].pk] for unit in units}


# --- Pages ------------------------------------------------------------------------------------


def followed(count=1):
    version = owed.form(ASKED)
    Assignment.objects.create(
        form=version.form, sender="commune", unit=factories.province(), period_kind="half_year",
        since=YEAR[0],
    )  # fmt: skip
    return version, [sent(DUE, version=version) for _number in range(count)]


def test_the_table_shows_each_unit_and_period_with_its_way_to_the_return(client):
    _version, [made] = followed()
    waiting = factories.unit("Chưa Mở")
    ended = factories.unit("Đã Thôi", valid_to=date(2025, 6, 30))
    client.force_login(factories.officer(of=factories.province(), role="auditor"))

    page = client.get(reverse("returns:standing"), {"nam": "2026"}).content.decode()

    assert f'href="{made.get_absolute_url()}"' in page
    assert "Đã gửi đúng hạn, chờ duyệt" in page
    assert waiting.full_name in page
    assert ended.full_name not in page


def test_the_table_can_show_only_those_who_are_late(client):
    version, [made] = followed()
    late = sent(None, version=version)
    client.force_login(factories.officer(of=factories.province(), role="auditor"))

    page = client.get(reverse("returns:standing"), {"nam": "2026", "loc": "chua"})

    rows = [row.unit for row in page.context["rows"]]
    assert rows == [late.unit]
    assert made.unit not in rows


def test_an_officer_of_a_commune_sees_the_own_commune_only(client):
    _version, made = followed(2)
    client.force_login(factories.officer(of=made[0].unit, role="reporting_officer"))

    page = client.get(reverse("returns:standing"), {"nam": "2026"})

    assert [row.unit for row in page.context["rows"]] == [made[0].unit]


def test_the_table_costs_the_same_for_many_units(client, django_assert_num_queries):
    version, _made = followed()
    client.force_login(factories.officer(of=factories.province(), role="auditor"))
    with django_assert_num_queries(TABLE):
        client.get(reverse("returns:standing"), {"nam": "2026"})
    for _number in range(2):
        sent(DUE, version=version)

    with django_assert_num_queries(TABLE):
        client.get(reverse("returns:standing"), {"nam": "2026"})


TABLE = 12


@pytest.mark.parametrize("asked", [{"nam": "x"}, {"ky": "x"}, {"bieu": "x"}, {"nam": "1800"}])
def test_nonsense_asks_for_the_first_form_and_this_year(client, asked):
    followed()
    client.force_login(factories.officer(of=factories.province(), role="auditor"))

    assert client.get(reverse("returns:standing"), asked).status_code == 200


def test_without_any_form_the_table_says_so_and_the_sheet_is_empty(client):
    client.force_login(factories.officer(of=factories.province(), role="auditor"))

    page = client.get(reverse("returns:standing")).content.decode()
    sheet = b"".join(client.get(reverse("returns:standing_sheet")).streaming_content)

    assert "Chưa giao ai gửi biểu nào" in page
    assert b"," not in sheet


def test_the_table_is_given_to_a_spreadsheet_with_all_units(client):
    _version, made = followed(2)
    client.force_login(factories.officer(of=factories.province(), role="auditor"))

    response = client.get(reverse("returns:standing_sheet"), {"nam": "2026"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")

    lines = text.splitlines()
    assert lines[0].startswith("Mã,Đơn vị,6 tháng đầu năm 2026")
    assert len(lines) == 3
    assert made[0].unit.code in text


def test_my_list_shows_what_the_own_unit_owes_and_what_it_sent(client, django_assert_num_queries):
    version, [done] = followed()
    open_one = sent(None, version=version, unit=done.unit, end=date(2026, 12, 31))
    sent(None, version=version)
    client.force_login(owed.officer(done.unit))

    todo = client.get(reverse("returns:mine"))
    sent_ones = client.get(reverse("returns:mine"), {"xem": "da-gui"})

    assert [ret for ret, _mark in todo.context["rows"]] == [open_one]
    assert [ret for ret, _mark in sent_ones.context["rows"]] == [done]


def test_my_list_holds_what_an_ended_unit_left_to_this_one(client):
    version, heir = owed.form(ASKED), factories.unit("Mường La")
    factories.head(factories.body(heir))
    old = factories.unit("Ít Ong", valid_to=date(2026, 3, 1))
    other = factories.unit("Nặm Păm", valid_to=date(2026, 3, 1))
    for one in (old, other):
        factories.succession(one, heir, date(2026, 3, 2))
    made = owed.ret(old, version=version)
    client.force_login(owed.officer(heir))
    assert not client.get(reverse("returns:mine")).context["rows"]

    services.open_due(now=at(DUE))

    assert [ret for ret, _mark in client.get(reverse("returns:mine")).context["rows"]] == [made]


def test_my_list_costs_the_same_for_many(client, django_assert_num_queries):
    version, unit = owed.form(ASKED), factories.unit()
    sent(None, version=version, unit=unit)
    client.force_login(owed.officer(unit))
    with django_assert_num_queries(MINE):
        client.get(reverse("returns:mine"))
    for year in (2027, 2028):
        sent(None, version=version, unit=unit, end=date(year, 6, 30))

    with django_assert_num_queries(MINE):
        client.get(reverse("returns:mine"))


MINE = 4


def test_strangers_see_neither(client):
    client.force_login(factories.citizen())

    for name in ("mine", "standing", "standing_sheet"):
        assert client.get(reverse(f"returns:{name}")).status_code == 403


# --- What the database refuses ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("return_is_from_a_text_or_on_a_form", {"due_on": None}),
        ("return_is_from_a_text_or_on_a_form", {"sender": ""}),
        ("states_of_a_form", {"state": "submitted"}),
        ("sent_return_says", {"state": "sent"}),
        ("approved_return_says", {"state": "approved", "sent_at": MONDAY, "first_sent_at": MONDAY}),
        ("locked_return_says", {"locked_at": MONDAY}),
        ("grace_is_not_before", {"grace_until": date(2026, 7, 4)}),
        ("part_lies_within", {"covers_since": date(2025, 12, 31)}),
    ],
)
def test_the_database_refuses_a_return_that_contradicts_itself(constraint, fields):
    made, by = owed.ret(), factories.user()
    if "sent_at" in fields:
        fields = {**fields, "sent_by": by}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Return.objects.filter(pk=made.pk).update(**fields)


def test_the_database_refuses_two_returns_of_one_unit_form_and_period():
    made = owed.ret()

    with pytest.raises(IntegrityError, match="one_return_per_unit_form"), transaction.atomic():
        owed.ret(made.unit, version=made.version)
