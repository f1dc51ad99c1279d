"""Whatever happens to the date or the place of a petition, its sender is told why."""

from datetime import date, timedelta

import pytest

from kheo.foundation.accounts import services as accounts
from kheo.foundation.accounts.models import Appointment
from kheo.foundation.clock.book import default_calendar
from kheo.foundation.duties import services as duties
from kheo.foundation.figures import queries as figures
from kheo.foundation.notices.models import Message
from kheo.oversee.petitions import services
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.factories import MONDAY
from tests.oversee.petitions import cases
from tests.oversee.petitions.cases import LATER

pytestmark = pytest.mark.django_db
CHANGE = date(2026, 3, 10)
AFTER = MONDAY + timedelta(days=8)


@pytest.fixture
def petition():
    return cases.received(phone="0912345678")


@pytest.fixture
def head(petition):
    return factories.officer(petition.unit, "head")


def told(event):
    return [m.body for m in Message.objects.filter(key__startswith=f"petition.{event}.")]


def test_an_extension_is_told_with_decision_reason_and_date(petition, head):
    duties.extend(
        petition.duty,
        code="complex",
        grounds="Phải đo lại",
        days=5,
        decision="12/QĐ-UBND ngày 02/03/2026",
        by=head,
        now=LATER,
    )

    (text,) = told("extended")
    assert text.startswith(
        f"{petition.code} được gia hạn từ 23/03/2026 đến 30/03/2026 "
        "theo quyết định 12/QĐ-UBND ngày 02/03/2026, vì Phải đo lại."
    )
    assert services.link(petition) in text


def test_stopping_and_going_on_are_told(petition, head):
    duties.suspend(petition.duty, reason="Mưa lũ.", decision="13/QĐ", by=head, now=LATER)
    duties.resume(petition.duty, by=head, now=LATER + timedelta(days=2))

    assert "tạm dừng tính hạn theo quyết định 13/QĐ, vì Mưa lũ." in told("suspended")[0]
    assert "Hạn mới: 25/03/2026" in told("resumed")[0]


def test_a_holiday_added_late_is_told_with_the_day(petition):
    calendar = default_calendar().with_holiday(date(2026, 3, 18), "Nghỉ bù")

    duties.redate_all(calendar=calendar, now=LATER)
    duties.redate_all(calendar=calendar, now=LATER)

    (text,) = told("redated")
    assert "từ 23/03/2026 thành 24/03/2026, vì thêm ngày nghỉ 18/03/2026 (Nghỉ bù)." in text


def test_who_left_no_address_reads_it_on_the_page():
    petition = cases.received()
    calendar = default_calendar().with_holiday(date(2026, 3, 18), "Nghỉ bù")

    duties.redate_all(calendar=calendar, now=LATER)

    assert told("redated") == []
    assert petition.duty.steps.filter(kind="redated", is_public=True).count() == 1


def test_an_answered_petition_is_told_nothing_more():
    petition = cases.answered(phone="0912345678")
    calendar = default_calendar().with_holiday(date(2026, 3, 18), "Nghỉ bù")

    duties.redate_all(calendar=calendar, now=LATER)

    assert told("redated") == []
    assert petition.is_open is False


def test_rerouting_is_told_once(petition, head):
    to = cases.commune("Mường Chùm")

    services.reroute(petition=petition, to=to, reason="Thuộc xã kia.", by=head, now=LATER)

    assert len(told("rerouted")) == 1
    assert told("handed_over") == []


# --- The unit is merged -----------------------------------------------------------------------


@pytest.fixture
def heir(petition):
    unit = factories.unit("Ngọc Chiến mới", valid_from=CHANGE)
    factories.head(factories.body(unit))
    old = petition.unit
    old.valid_to = CHANGE - timedelta(days=1)
    old.save()
    factories.succession(old, unit, CHANGE)
    return unit


def test_open_petitions_go_on_in_the_heir_with_their_clock(petition, heir):
    due_on = petition.due_on

    duties.succeed(now=AFTER)

    petition.refresh_from_db()
    assert (petition.unit, petition.duty.unit, petition.due_on) == (heir, heir, due_on)
    assert "nay là xã Ngọc Chiến mới. Hạn vẫn là 23/03/2026." in told("handed_over")[0]


def test_its_figure_moves_along_and_is_counted_once(petition, heir):
    duties.succeed(now=AFTER)

    until = AFTER.date() + timedelta(days=1)
    total = figures.total("petitions.received", petition.unit.parent, MONDAY.date(), until)
    assert total == 1
    petition.refresh_from_db()
    assert petition.entries.filter(unit=heir).count() == 1


def test_the_heirs_officers_answer_it(petition, heir):
    duties.succeed(now=AFTER)
    petition.refresh_from_db()

    petition = services.answer(
        petition=petition,
        text="Đã san.",
        no_proof_reason="x",
        by=factories.officer(heir),
        now=AFTER,
    )

    assert petition.state == Petition.State.ANSWERED


def test_moving_again_tells_nobody_again(petition, heir):
    duties.succeed(now=AFTER)
    duties.succeed(now=AFTER)

    assert len(told("handed_over")) == 1


# --- An officer leaves ------------------------------------------------------------------------


def test_what_a_dismissed_officer_held_is_with_the_head_who_is_told(petition, head):
    handler = factories.officer(petition.unit)
    services.progress(petition=petition, text="Đang xem.", by=handler, now=LATER)
    appointment = Appointment.objects.get(person=handler)
    accounts.dismiss(appointment=appointment, until=LATER.date(), by=None, now=LATER)

    duties.take_back(now=LATER)

    petition.refresh_from_db()
    letter = Message.objects.get(key__startswith="petition.returned")
    assert (petition.duty.person, letter.recipient) == (None, head.email)
    assert petition.is_open
