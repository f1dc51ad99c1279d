"""Days are posted in time, moved with a reason, held or missed in public."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kheo.foundation.log.models import Entry
from kheo.foundation.notices.models import Message
from kheo.oversee.receptions import queries, services
from kheo.oversee.receptions.models import Booking, Session
from tests import factories
from tests.factories import HANOI
from tests.oversee.receptions import cases
from tests.oversee.receptions.cases import DAY, NOW, THEN

pytestmark = pytest.mark.django_db
# Five working days before Thursday 22 October 2026.
LAST = datetime(2026, 10, 15, 16, tzinfo=HANOI)


@pytest.fixture
def body():
    return cases.body()


@pytest.fixture
def clerk(body):
    return cases.clerk(body)


def test_a_draft_is_seen_by_nobody_and_the_same_day_twice_is_one(body, clerk):
    first = cases.drafted(body, by=clerk)
    second = cases.drafted(body, by=clerk)

    assert first.pk == second.pk
    assert list(Session.objects.public()) == []


def test_a_day_is_posted_five_working_days_ahead(body, clerk):
    session = services.post(session=cases.drafted(body), by=clerk, now=LAST)

    assert session.state == Session.State.POSTED
    assert session.posted_at == LAST
    assert Entry.objects.filter(action="reception.posted").count() == 1


def test_a_day_later_is_too_late_for_a_planned_day(body, clerk):
    session = cases.drafted(body)

    with pytest.raises(services.PostedTooLate):
        services.post(session=session, by=clerk, now=LAST + timedelta(days=1))

    session.refresh_from_db()
    assert session.state == Session.State.DRAFT


def test_an_unscheduled_reception_may_be_posted_on_the_day(body, clerk):
    session = cases.drafted(body, kind=Session.Kind.UNSCHEDULED)

    posted = services.post(session=session, by=clerk, now=THEN)

    assert posted.state == Session.State.POSTED


def test_what_is_over_is_not_posted(body, clerk):
    session = cases.drafted(body, kind=Session.Kind.UNSCHEDULED)

    with pytest.raises(services.InThePast):
        services.post(session=session, by=clerk, now=THEN + timedelta(hours=9))


def test_posting_twice_is_posting_once(body, clerk):
    session = cases.posted(body, by=clerk)

    again = services.post(session=session, by=clerk, now=NOW + timedelta(hours=1))

    assert again.posted_at == NOW


def test_planned_days_are_working_days(body, clerk):
    with pytest.raises(services.NotAWorkingDay):
        cases.drafted(body, by=clerk, on=date(2026, 10, 25))
    with pytest.raises(services.InThePast):
        cases.drafted(body, by=clerk, on=date(2026, 10, 1))


def test_a_body_without_a_head_plans_nothing():
    headless = factories.body()

    with pytest.raises(services.NobodyHeads):
        cases.drafted(headless)


def test_a_clerk_of_another_commune_plans_nothing(body):
    stranger = cases.clerk(cases.body("Mường Bú"))
    session = cases.posted(body)

    for act in (
        lambda: cases.drafted(body, by=stranger),
        lambda: services.post(session=session, by=stranger, now=NOW),
        lambda: services.move(session=session, to=DAY, reason="Họp", by=stranger, now=NOW),
        lambda: services.call_off(session=session, reason="Họp", by=stranger, now=NOW),
        lambda: services.conclude(session=session, by=stranger, now=THEN),
        lambda: services.resize(session=session, capacity=9, by=stranger, now=NOW),
        lambda: services.discard(session=session, by=stranger, now=NOW),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_draft_may_be_edited_and_dropped(body, clerk):
    session = cases.drafted(body, by=clerk)

    edited = services.edit(session=session, sitting=cases.sitting(capacity=9), by=clerk, now=NOW)
    services.discard(session=edited, by=clerk, now=NOW)

    assert edited.capacity == 9
    assert not Session.objects.exists()


def test_a_posted_day_is_neither_edited_nor_dropped(body, clerk):
    session = cases.posted(body, by=clerk)

    with pytest.raises(services.AlreadyDecided):
        services.edit(session=session, sitting=cases.sitting(), by=clerk, now=NOW)
    with pytest.raises(services.AlreadyDecided):
        services.discard(session=session, by=clerk, now=NOW)


def test_moving_a_day_keeps_the_places_and_tells_who_booked(body, clerk):
    session = cases.posted(body, by=clerk)
    booking = cases.confirmed(session, phone="0912345678")
    cases.confirmed(session)
    before = Message.objects.count()

    moved = services.move(
        session=session, to=date(2026, 10, 29), reason="Họp HĐND tỉnh.", by=clerk, now=NOW
    )

    booking.refresh_from_db()
    message = Message.objects.latest("pk")
    assert (moved.on, moved.was_on, moved.reason) == (date(2026, 10, 29), DAY, "Họp HĐND tỉnh.")
    assert (booking.place, booking.state) == (1, "confirmed")
    assert Message.objects.count() == before + 1
    assert "29/10/2026" in message.body
    assert "Họp HĐND tỉnh" in message.body


def test_a_moved_day_is_posted_in_time_too(body, clerk):
    session = cases.posted(body, by=clerk)

    with pytest.raises(services.PostedTooLate):
        services.move(session=session, to=date(2026, 10, 9), reason="Họp", by=clerk, now=NOW)
    with pytest.raises(services.ReasonMissing):
        services.move(session=session, to=date(2026, 10, 29), reason=" ", by=clerk, now=NOW)


def test_two_days_do_not_meet_at_one_hour(body, clerk):
    cases.posted(body, by=clerk, on=date(2026, 10, 29))
    session = cases.posted(body, by=clerk)

    with pytest.raises(services.DayTaken):
        services.move(session=session, to=date(2026, 10, 29), reason="Họp", by=clerk, now=NOW)


def test_a_day_that_was_called_off_says_why_and_tells_who_booked(body, clerk):
    session = cases.posted(body, by=clerk)
    cases.confirmed(session, phone="0912345678")

    services.call_off(session=session, reason="Bão số 5.", by=clerk, now=NOW)

    session.refresh_from_db()
    assert session.is_missed(today=NOW.date())
    assert "Bão số 5" in Message.objects.latest("pk").body


def test_a_day_that_passed_is_missed_by_itself_and_stays_so_with_a_reason(body, clerk):
    session = cases.posted(body, by=clerk)
    after = THEN + timedelta(days=1)

    assert not session.is_missed(today=DAY)
    assert session.is_missed(today=after.date())

    explained = services.explain_missed(session=session, reason="Đi họp.", by=clerk, now=after)

    assert explained.is_missed(today=after.date())
    assert explained.reason == "Đi họp."


def test_a_day_is_not_missed_before_it_passed(body, clerk):
    with pytest.raises(services.AlreadyDecided):
        services.explain_missed(
            session=cases.posted(body, by=clerk), reason="Đi họp.", by=clerk, now=THEN
        )


def test_a_day_is_held_when_nobody_came_and_who_booked_is_absent(body, clerk):
    session = cases.posted(body, by=clerk)
    booking = cases.confirmed(session)

    services.conclude(session=session, by=clerk, now=THEN)
    services.conclude(session=session, by=clerk, now=THEN)

    session.refresh_from_db()
    booking.refresh_from_db()
    assert (session.state, session.held_at) == (Session.State.HELD, THEN)
    assert booking.state == Booking.State.ABSENT


def test_a_day_is_not_held_ahead(body, clerk):
    with pytest.raises(services.AlreadyDecided):
        services.conclude(session=cases.posted(body, by=clerk), by=clerk, now=NOW)


# --- Substitutes ------------------------------------------------------------------------------


def deputy(body):
    return factories.post(body, role="head", title="Phó Chủ tịch")


def test_since_july_2026_no_chair_lets_a_deputy_sit_in(body, clerk):
    session = cases.posted(body, by=clerk)

    with pytest.raises(services.DelegationRefused, match="136/2025/QH15"):
        services.substitute(
            session=session, post=deputy(body), basis="Văn bản 5", by=clerk, now=NOW
        )


def test_before_that_a_deputy_could_with_a_paper(body, clerk):
    june = datetime(2026, 6, 1, 8, tzinfo=HANOI)
    session = cases.posted(body, by=clerk, on=date(2026, 6, 25), now=june)

    with pytest.raises(services.BasisMissing):
        services.substitute(session=session, post=deputy(body), basis="", by=clerk, now=june)
    found = services.substitute(
        session=session, post=deputy(body), basis="Văn bản 5", by=clerk, now=june
    )
    back = services.substitute(session=found, post=None, basis="", by=clerk, now=june)

    assert str(found.receiver) == "Phó Chủ tịch"
    assert back.substitute is None


def test_the_province_is_bound_the_same_way():
    province = factories.body(factories.province())
    factories.head(province)
    session = cases.posted(province)

    with pytest.raises(services.DelegationRefused):
        services.substitute(
            session=session,
            post=deputy(province),
            basis="Văn bản 5",
            by=cases.clerk(province),
            now=NOW,
        )


def test_places_are_never_fewer_than_are_taken(body, clerk):
    session = cases.posted(body, by=clerk)
    for _n in range(3):
        cases.confirmed(session)

    with pytest.raises(services.TooFewPlaces):
        services.resize(session=session, capacity=2, by=clerk, now=NOW)
    assert services.resize(session=session, capacity=5, by=clerk, now=NOW).capacity == 5


# --- Held against owed ------------------------------------------------------------------------


def standing(body, today):
    return queries.standings(body.unit, DAY, today=today)[0]


def test_the_month_is_kept_when_both_days_were_held(body, clerk):
    first = cases.posted(body, by=clerk)
    cases.posted(body, by=clerk, on=date(2026, 10, 29))
    services.conclude(session=first, by=clerk, now=THEN)

    midway = standing(body, DAY)
    end = standing(body, date(2026, 11, 2))

    assert (midway.owed, midway.held, midway.to_come, midway.missed) == (2, 1, 1, 0)
    assert not midway.is_kept
    assert not midway.is_broken
    assert (end.held, end.to_come, end.missed) == (1, 0, 1)
    assert end.is_broken


def test_morning_and_afternoon_are_one_day(body, clerk):
    for hour in (8, 14):
        session = cases.posted(body, by=clerk, starts_at=time(hour), ends_at=time(hour + 2))
        services.conclude(session=session, by=clerk, now=THEN)

    assert standing(body, DAY).held == 1


def test_an_unscheduled_reception_pays_for_no_owed_day(body, clerk):
    cases.posted(body, by=clerk)
    extra = cases.posted(body, by=clerk, kind=Session.Kind.UNSCHEDULED, on=date(2026, 10, 20))
    services.conclude(session=extra, by=clerk, now=THEN)

    assert standing(body, DAY).held == 0
