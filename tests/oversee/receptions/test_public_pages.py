"""Anybody sees who receives when, books with a phone, and comes back by code and key."""

import re
import uuid
from datetime import time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from kheo.oversee.receptions import services
from kheo.oversee.receptions.models import Booking, Session
from tests import factories
from tests.oversee.receptions import cases

pytestmark = pytest.mark.django_db
ROOT = "/tiep-cong-dan/"


def soon(of=None, *, days=30, **said) -> Session:
    """A day that a real clock still lets people book."""
    now = timezone.now()
    said.setdefault("kind", Session.Kind.UNSCHEDULED)
    return cases.posted(of, now=now, on=timezone.localdate(now) + timedelta(days=days), **said)


def words(response) -> str:
    return response.content.decode()


def month_of(session) -> str:
    return f"?thang={session.on:%Y-%m}"


def hold(client, session, **said):
    form = {"submission_key": uuid.uuid4(), **said}
    return client.post(f"{ROOT}buoi/{session.pk}/giu-cho/", form)


# --- Schedule ---------------------------------------------------------------------------------


def test_the_province_sees_the_posted_days_of_all_communes(client):
    session = soon()
    cases.drafted(cases.body("Mường Bú"), now=timezone.now(), on=session.on, kind="unscheduled")

    page = words(client.get(ROOT + month_of(session)))

    assert "Chủ tịch UBND xã Ngọc Chiến" in page
    assert "còn 3 chỗ" in page
    assert "Mường Bú" not in page.split("<main", 1)[1].split("</datalist>", 1)[1]


def test_the_list_costs_the_same_for_one_day_and_for_three(client, django_assert_num_queries):
    first = soon()
    client.get(ROOT + month_of(first))
    with django_assert_num_queries(LIST):
        client.get(f"{ROOT}{month_of(first)}&n=1")

    for name in ("Mường Bú", "Chiềng Sơ"):
        soon(cases.body(name))
    with django_assert_num_queries(LIST):
        client.get(f"{ROOT}{month_of(first)}&n=2")


# The province, the communes to type from, the days, the days owed.
LIST = 4


def test_a_commune_is_found_by_name_without_marks(client):
    session = soon()

    page = words(client.get(ROOT, {"xa": "ngoc chien"}))

    assert f"{ROOT}don-vi/{session.unit.code}/" in page


def test_a_commune_shows_what_was_missed_and_what_was_owed(client):
    body = cases.body()
    cases.posted(body)

    page = words(client.get(f"{ROOT}don-vi/{body.unit.code}/?thang=2026-10"))

    assert "bỏ lỡ" in page
    assert "0 / 2" in page
    assert "không đủ" in page


def test_an_unknown_place_is_not_found(client):
    factories.province()

    assert client.get(f"{ROOT}don-vi/99999999/").status_code == 404
    assert client.get(f"{ROOT}?thang=9999-99").status_code == 200


def test_a_draft_has_no_page(client):
    draft = cases.drafted()

    assert client.get(f"{ROOT}buoi/{draft.pk}/").status_code == 404
    assert hold(client, draft).status_code == 404


def test_phones_subscribe_to_the_days(client):
    session = soon()

    feed = client.get(f"{ROOT}don-vi/{session.unit.code}/lich.ics")
    calendar = Calendar.from_ical(feed.content)
    event = calendar.walk("VEVENT")[0]

    assert feed["Content-Type"].startswith("text/calendar")
    assert event.start == session.begins
    assert str(event["SUMMARY"]) == "Tiếp công dân: Chủ tịch UBND xã Ngọc Chiến"


def test_a_day_that_was_called_off_is_cancelled_in_the_feed(client):
    session = soon()
    clerk = cases.clerk(session.body)
    services.call_off(session=session, reason="Bão.", by=clerk, now=timezone.now())

    feed = Calendar.from_ical(client.get(f"{ROOT}lich.ics").content)

    assert str(feed.walk("VEVENT")[0]["STATUS"]) == "CANCELLED"


def test_the_notice_is_a_page_with_a_code_a_pdf_and_a_word_file(client):
    session = soon()
    address = f"{ROOT}don-vi/{session.unit.code}/niem-yet/{month_of(session)}"

    assert "<svg" in words(client.get(address))
    assert client.get(f"{address}&kieu=pdf").content.startswith(b"%PDF")
    assert client.get(f"{address}&kieu=docx").content.startswith(b"PK")


# --- Booking ----------------------------------------------------------------------------------


def test_three_steps_from_the_day_to_the_slip(client):
    session = soon()

    page = client.get(f"{ROOT}buoi/{session.pk}/")
    held = hold(client, session, place="2")
    form = client.get(held["Location"])
    booking = Booking.objects.get()
    done = client.post(
        f"{ROOT}dat-cho/{booking.code}/xac-nhan/",
        {"khoa": cases.secret(booking), "phone": "0912 345 678", "name": ""},
        follow=True,
    )

    assert "Bước 1 trên 3" in words(page)
    assert "Bước 2 trên 3" in words(form)
    assert "Bạn đã có chỗ" in words(done)
    booking.refresh_from_db()
    assert (booking.state, booking.place, booking.phone) == ("confirmed", 2, "0912345678")


def test_a_wrong_phone_is_said_at_its_field_and_nothing_is_lost(client):
    session = soon()
    held = hold(client, session)
    booking = Booking.objects.get()

    page = client.post(
        f"{ROOT}dat-cho/{booking.code}/xac-nhan/",
        {"khoa": cases.secret(booking), "phone": "12", "name": "Lò Văn Nam"},
    )

    assert held.status_code == 302
    assert "Số điện thoại chưa đúng" in words(page)
    assert 'value="Lò Văn Nam"' in words(page)


def test_a_full_day_offers_the_waiting_list(client):
    session = soon(capacity=1)
    hold(client, session)

    page = words(client.get(f"{ROOT}buoi/{session.pk}/?n=1"))
    waiting = words(client.get(hold(client, session)["Location"]))

    assert "Vào danh sách chờ" in page
    assert "Trước bạn còn 0 người" in waiting


def test_a_place_that_was_just_taken_says_so(client):
    session = soon()
    hold(client, session, place="2")

    page = client.post(
        f"{ROOT}buoi/{session.pk}/giu-cho/",
        {"submission_key": uuid.uuid4(), "place": "2"},
        follow=True,
    )

    assert "vừa có người khác đặt" in words(page)


def test_nonsense_in_the_form_is_no_error_page(client):
    session = soon()

    assert hold(client, session, place="x" * 50).status_code == 302
    assert (
        client.post(
            f"{ROOT}buoi/{session.pk}/giu-cho/", {"submission_key": "không phải khóa"}
        ).status_code
        == 302
    )


def test_the_page_of_a_booking_opens_with_the_key_only(client):
    booking = cases.held(soon(), now=timezone.now())
    address = booking.get_absolute_url()

    assert client.get(address).status_code == 403
    assert client.get(f"{address}?khoa=SAI").status_code == 403
    assert client.get(f"{address}?khoa={cases.secret(booking)}").status_code == 200


def test_a_slip_is_found_by_code_and_key_as_people_type_them(client):
    booking = cases.held(soon(), now=timezone.now())
    typed = {"code": booking.code.lower().replace("-", " "), "khoa": cases.secret(booking).lower()}

    found = client.get(f"{ROOT}tra-cuu/", typed)
    wrong = client.get(f"{ROOT}tra-cuu/", typed | {"khoa": "SAI"})

    assert booking.code in found["Location"]
    assert "Không thấy mã và khóa này" in words(wrong)


def test_somebody_changes_the_day_and_then_cancels(client):
    session = soon()
    other = soon(session.body, days=37)
    booking = cases.confirmed(session, now=timezone.now())
    khoa = {"khoa": cases.secret(booking)}

    client.post(f"{ROOT}dat-cho/{booking.code}/doi/", khoa | {"session": other.pk})
    booking.refresh_from_db()
    assert booking.session_id == other.pk

    page = client.post(f"{ROOT}dat-cho/{booking.code}/huy/", khoa, follow=True)
    assert "Chỗ của bạn đã nhường" in words(page)


def test_the_online_link_is_shown_near_the_hour_to_who_has_a_place(client):
    link = "https://hop.example.vn/phong-1"
    now = timezone.localtime()
    session = soon(mode=Session.Mode.ONLINE, online_link=link)
    booking = cases.confirmed(session, now=now)
    address = f"{booking.get_absolute_url()}?khoa={cases.secret(booking)}"
    far = words(client.get(address))
    # The hour comes near: the day is today and the sitting runs.
    Session.objects.filter(pk=session.pk).update(
        on=now.date(), starts_at="00:00:00", ends_at="23:59:59"
    )

    assert link not in far
    assert link in words(client.get(address))
    assert link not in words(client.get(f"{ROOT}buoi/{session.pk}/?n=2"))


def test_a_draw_takes_a_phone_and_shows_no_name(client):
    session = soon(draws_at=timezone.now() + timedelta(days=3))

    without = hold(client, session)
    with_phone = hold(client, session, phone="0912345678")

    assert "Xin ghi số điện thoại" in words(without)
    assert "Chờ bốc thăm" in words(client.get(with_phone["Location"]))
    page = words(client.get(f"{ROOT}buoi/{session.pk}/boc-tham/"))
    assert Booking.objects.get().code in page
    assert "0912345678" not in page


def test_the_screen_shows_numbers_and_counters_and_no_name():
    session = soon(days=0, starts_at=time(0, 1), ends_at=time(23, 58))
    clerk, now = cases.clerk(session.body), timezone.now()
    services.walk_in(session=session, submission_key=uuid.uuid4(), by=clerk, now=now)
    services.call_next(session=session, counter=4, after=0, by=clerk, now=now)

    page = words(Client().get(f"{ROOT}buoi/{session.pk}/man-hinh/"))
    part = words(Client().get(f"{ROOT}buoi/{session.pk}/man-hinh/", headers={"HX-Request": "true"}))

    assert 'http-equiv="refresh"' in page
    assert re.search(r'kh-call-number">\s*1\s*<', page)
    assert "Bàn số 4" in part
    assert "<html" not in part
