"""Workplaces have regulations that give way, conferences with enough people, and yearly duties."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import translation

from kheo.foundation.duties.models import Duty
from kheo.foundation.units.models import Body, Post
from kheo.know.workplaces import errors, queries, rules, services
from kheo.know.workplaces.models import Adopted, StaffConference, Workplace
from kheo.know.workplaces.services import Held, Paper
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db

PAPER = Paper(printed="Quyết định 12/QĐ-UBND")
ADOPTED = date(2024, 5, 6)
CONFERENCE = Held(year=2025, held_on=date(2026, 1, 20), summoned=30, present=20)


@pytest.fixture
def commune():
    return factories.unit()


@pytest.fixture
def officer(commune):
    return factories.officer(of=commune, role="head")


@pytest.fixture
def workplace(commune, officer):
    """The people's committee of the commune, which the officer heads."""
    return factories.workplace(factories.body(commune))


def adopt(workplace, by, on=ADOPTED, regulation="democracy", paper=PAPER):
    return services.adopt(
        workplace=workplace, regulation=regulation, adopted_on=on, paper=paper, by=by, now=MONDAY
    )


def hold(workplace, by, **change):
    held = Held(**{**CONFERENCE.__dict__, **change})
    return services.hold(workplace=workplace, held=held, by=by, now=MONDAY)


def standing(workplace, today=None):
    today = today or MONDAY.date()
    return queries.standings([queries.one(workplace.pk)], today=today)[0]


# --- Workplaces -------------------------------------------------------------------------------


def test_a_school_is_entered_with_its_head_who_has_no_right_anywhere(commune, officer):
    made = services.found(
        unit=commune,
        body_kind="public_service_unit",
        name="Trường Tiểu học Ngọc Chiến",
        head_title="Hiệu trưởng",
        by=officer,
        now=MONDAY,
    )

    assert (made.kind, made.body.kind) == ("public_service_unit", "public_service_unit")
    assert Post.objects.get(body=made.body).role == "workplace_head"


def test_a_body_that_is_known_is_followed_once(commune, officer):
    body = factories.body(commune)
    services.follow(body=body, by=officer, now=MONDAY)

    with pytest.raises(errors.AlreadyKnown):
        services.follow(body=body, by=officer, now=MONDAY)


def test_a_village_is_no_workplace(commune, officer):
    village = factories.body(commune, kind="village")

    with pytest.raises(errors.NotAWorkplace):
        services.follow(body=village, by=officer, now=MONDAY)
    with pytest.raises(errors.NotAWorkplace):
        services.found(
            unit=commune, body_kind="village", name="x", head_title="", by=officer, now=MONDAY
        )


def test_strangers_record_nothing(workplace):
    stranger = factories.officer(of=factories.unit("Bình Minh"), role="head")

    with pytest.raises(PermissionDenied):
        adopt(workplace, stranger)
    with pytest.raises(PermissionDenied):
        hold(workplace, stranger)
    with pytest.raises(PermissionDenied):
        services.follow(body=factories.body(workplace.unit), by=stranger, now=MONDAY)


# --- Regulations ------------------------------------------------------------------------------


def test_a_newer_regulation_takes_the_place_of_the_older(workplace, officer):
    adopt(workplace, officer)
    adopt(workplace, officer, ADOPTED + timedelta(days=365))
    adopt(workplace, officer, ADOPTED + timedelta(days=365))

    assert Adopted.objects.count() == 2
    assert [one.replaced_on for one in queries.history(workplace)] == [
        ADOPTED + timedelta(days=365)
    ]
    with pytest.raises(errors.OlderThanCurrent):
        adopt(workplace, officer)


def test_a_regulation_that_makes_no_sense_is_refused(workplace, officer):
    with pytest.raises(errors.NotTheirs):
        adopt(workplace, officer, regulation="labour")
    with pytest.raises(errors.InTheFuture):
        adopt(workplace, officer, MONDAY.date() + timedelta(days=1))
    with pytest.raises(errors.DocumentMissing):
        adopt(workplace, officer, paper=Paper())


def test_what_is_missing_and_what_is_to_be_reviewed_is_said(workplace, officer):
    assert [str(one.regulation) for one in standing(workplace).missing] == [
        "Quy chế thực hiện dân chủ",
        "Quy chế chi tiêu nội bộ",
        "Quy chế tiếp công dân",
    ]
    adopt(workplace, officer)
    due = rules.regulations()["democracy"].review_due(ADOPTED)

    assert standing(workplace, due - timedelta(days=1)).to_review == []
    assert [one.regulation.key for one in standing(workplace, due).to_review] == ["democracy"]


def test_a_review_moves_the_next_one(workplace, officer):
    adopt(workplace, officer)
    on = date(2026, 2, 1)

    services.review(workplace=workplace, regulation="democracy", on=on, by=officer, now=MONDAY)

    held = standing(workplace).regulations[0]
    assert held.review_due == date(2028, 2, 1)
    with pytest.raises(errors.ReviewedTooEarly):
        services.review(
            workplace=workplace, regulation="democracy", on=ADOPTED, by=officer, now=MONDAY
        )
    with pytest.raises(errors.NothingToReview):
        services.review(workplace=workplace, regulation="working", on=on, by=officer, now=MONDAY)


def test_a_leap_day_is_reviewed_on_the_day_before():
    assert rules.regulations()["spending"].review_due(date(2028, 2, 29)) == date(2029, 2, 28)


# --- Conferences and what is owed -------------------------------------------------------------


def test_a_year_that_ended_is_owed_once_by_the_rule_of_its_kind(workplace):
    assert services.open_due(now=MONDAY) == 1
    assert services.open_due(now=MONDAY) == 0

    duty = Duty.objects.get()
    assert (duty.rule_code, duty.subject) == ("DCCS-AGY-CONF-01", f"workplace:{workplace.pk}:2025")
    assert duty.due_on == date(2026, 3, 31)
    assert duty.work.startswith("Hội nghị cán bộ, công chức, viên chức, người lao động năm 2025")


def test_an_enterprise_owes_by_its_own_rule(commune, officer):
    services.found(
        unit=commune,
        body_kind="state_enterprise",
        name="Công ty Thủy lợi",
        head_title="Giám đốc",
        since=factories.LONG_AGO,
        by=officer,
        now=MONDAY,
    )

    services.open_due(now=MONDAY)

    assert Duty.objects.get().rule_code == "DCCS-SOE-CONF-01"


def test_a_workplace_without_head_owes_nothing_yet_and_says_so(commune):
    body = Body.objects.create(unit=commune, kind="agency", name="Trạm khuyến nông")
    workplace = factories.workplace(body)
    officer = factories.officer(of=commune, role="head")

    assert services.open_due(now=MONDAY) == 0
    assert not standing(workplace).has_head
    services.name_head(workplace=workplace, title="Trạm trưởng", by=officer, now=MONDAY)
    assert Duty.objects.get().head.title == "Trạm trưởng"


def test_years_before_it_was_followed_are_not_owed(commune, officer):
    factories.workplace(factories.body(commune), since=date(2026, 1, 1))

    assert services.open_due(now=MONDAY) == 0


def test_a_conference_with_two_thirds_closes_the_duty(workplace, officer):
    services.open_due(now=MONDAY)

    made = hold(workplace, officer)

    duty = Duty.objects.get()
    assert made.is_valid
    assert duty.result == "Đã họp ngày 20/01/2026, 20 trên 30 người dự."
    assert standing(workplace).is_held


def test_what_the_duty_keeps_is_written_in_the_language_of_the_records(workplace, officer):
    services.open_due(now=MONDAY)

    with translation.override("en"):
        hold(workplace, officer)

    duty = Duty.objects.get(kind=queries.CONFERENCE)
    assert duty.result == "Đã họp ngày 20/01/2026, 20 trên 30 người dự."


def test_a_conference_with_fewer_is_recorded_and_the_duty_stays_open(workplace, officer):
    services.open_due(now=MONDAY)

    made = hold(workplace, officer, present=19)

    assert not made.is_valid
    assert Duty.objects.open().count() == 1
    again = hold(workplace, officer, held_on=date(2026, 2, 10), present=30)
    assert again.is_valid
    assert not Duty.objects.open().exists()


def test_a_conference_held_before_the_year_ended_leaves_nothing_to_owe(workplace, officer):
    hold(workplace, officer, held_on=date(2025, 12, 28))

    assert services.open_due(now=MONDAY) == 0


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"held_on": MONDAY.date() + timedelta(days=1)}, errors.InTheFuture),
        ({"held_on": date(2025, 11, 30)}, errors.YearNotOver),
        ({"summoned": 0, "present": 0}, errors.NobodySummoned),
        ({"present": 31}, errors.MoreThanSummoned),
    ],
)
def test_a_conference_that_makes_no_sense_is_refused(workplace, officer, change, refusal):
    with pytest.raises(refusal):
        hold(workplace, officer, **change)


def test_the_conference_of_a_year_is_recorded_once(workplace, officer):
    hold(workplace, officer)

    with pytest.raises(errors.AlreadyHeld):
        hold(workplace, officer, held_on=date(2026, 2, 2))


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Workplace, {"until": factories.LONG_AGO}),
        (Workplace, {"end_month": 13}),
        (Adopted, {"printed": ""}),
        (Adopted, {"reviewed_on": ADOPTED - timedelta(days=1)}),
        (Adopted, {"replaced_on": ADOPTED}),
        (StaffConference, {"present": 31}),
    ],
)
def test_the_database_refuses_what_makes_no_sense(workplace, officer, model, fields):
    adopt(workplace, officer)
    hold(workplace, officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**fields)


# --- Lists and counts -------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_takes_the_same_queries_for_one_and_three(number, django_assert_num_queries):
    for at in range(number):
        factories.workplace(factories.body(factories.unit(f"Xã {at}")))
    province = factories.province()

    with django_assert_num_queries(4):
        found = list(queries.of_unit(province, today=MONDAY.date()))
        assert len(queries.standings(found, today=MONDAY.date())) == number


def test_the_officer_sees_the_own_ones_and_those_that_lack(workplace, officer):
    factories.workplace(factories.body(factories.unit("Bình Minh")))
    today = MONDAY.date()

    assert list(queries.of_officer(officer, today=today)) == [workplace]
    assert list(queries.of_officer(officer, today=today, kind="state_enterprise")) == []
    assert list(queries.of_officer(officer, today=today, lacking=True)) == [workplace]
    adopt(workplace, officer)
    hold(workplace, officer)
    assert list(queries.of_officer(officer, today=today, lacking=True)) == []


def test_everybody_sees_counts_by_kind_in_one_query(workplace, officer, django_assert_num_queries):
    adopt(workplace, officer)
    hold(workplace, officer)
    province = factories.province()

    with django_assert_num_queries(1):
        rows = queries.summary(province, today=MONDAY.date())

    assert [
        (row.kind.key, row.workplaces, row.with_democracy, row.with_conference) for row in rows
    ] == [("agency", 1, 1, 1), ("public_service_unit", 0, 0, 0), ("state_enterprise", 0, 0, 0)]
    assert rows[0].without_head == 0


def test_a_financial_year_may_end_in_the_middle_of_a_year(workplace):
    workplace.end_day, workplace.end_month = 31, 6

    assert workplace.year_end(2026) == date(2026, 6, 30)
    assert workplace.last_ended(date(2026, 6, 30)) == 2025
    assert workplace.last_ended(date(2026, 7, 1)) == 2026
