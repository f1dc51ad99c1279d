"""Clerks plan, call, write the book and print it, on pages that open to their posts only."""

import uuid
from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties.models import Duty
from kheo.oversee.receptions import queries, services
from kheo.oversee.receptions.models import Booking, Matter, Session, Ticket, Visit
from tests import factories
from tests.foundation.documents import samples
from tests.oversee.receptions import cases
from tests.oversee.receptions.cases import NOW, THEN

pytestmark = pytest.mark.django_db
WORK = "/tiep-cong-dan/lam-viec/"


@pytest.fixture
def body():
    return cases.body()


@pytest.fixture
def clerk(body):
    return cases.clerk(body)


@pytest.fixture
def desk(clerk):
    return signed_in(clerk)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def words(response):
    return response.content.decode()


def today(body, clerk, **said) -> Session:
    """A sitting that runs now."""
    now = timezone.now()
    said = {"starts_at": time(0, 1), "ends_at": time(23, 58), **said}
    return cases.posted(
        body, by=clerk, now=now, on=timezone.localdate(now), kind=Session.Kind.UNSCHEDULED, **said
    )


# --- Doors ------------------------------------------------------------------------------------


def pages(session, visit):
    body = session.body
    return [
        f"{WORK}lich/{body.pk}/",
        f"{WORK}lich/{body.pk}/them/",
        f"{WORK}buoi/{session.pk}/",
        f"{WORK}ban/{session.pk}/",
        f"{WORK}so/ghi/{body.pk}/",
        f"{WORK}so/tu-choi/{body.pk}/",
        f"{WORK}so/{visit.pk}/",
        f"{WORK}so/{visit.pk}/bien-ban/",
    ]


def test_the_office_is_closed_to_visitors_and_to_other_communes(body):
    session, visit = cases.posted(body), cases.visit(body)
    stranger = signed_in(cases.clerk(cases.body("Mường Bú")))

    for address in pages(session, visit):
        assert Client().get(address)["Location"].startswith("/tai-khoan/")
        assert stranger.get(address).status_code == 403, address


def test_every_page_opens_to_the_clerk_and_to_the_head(body, desk):
    session, visit = cases.posted(body), cases.visit(body)
    head = signed_in(factories.officer(body.unit, "head"))

    for address in [WORK, f"{WORK}so/", f"{WORK}so/xuat/", *pages(session, visit)]:
        assert desk.get(address).status_code == 200, address
        assert head.get(address).status_code == 200, address


def test_the_book_of_others_is_not_shown(body):
    cases.visit(body)
    stranger = signed_in(cases.clerk(cases.body("Mường Bú")))

    assert "Lò Thị Xuân" not in words(stranger.get(f"{WORK}so/"))
    assert "Lò Thị Xuân" not in stranger.get(f"{WORK}so/xuat/").getvalue().decode()


def test_a_handler_keeps_no_receptions(body):
    assert signed_in(factories.officer(body.unit, "handler")).get(WORK).status_code == 403


# --- The plan ---------------------------------------------------------------------------------


def next_month() -> date:
    return queries.month_of(queries.month_of(timezone.localdate())[1])[1]


def test_the_plan_proposes_days_that_become_drafts_and_are_posted(body, desk):
    month = f"{next_month():%Y-%m}"
    address = f"{WORK}lich/{body.pk}/"
    page = words(desk.get(address, {"thang": month}))
    days = [one.on for one in queries.proposals(body, *queries.month_of(next_month()))]

    desk.post(f"{address}lap/?thang={month}", {"on": [str(day) for day in days], "place": "Phòng"})
    drafts = list(Session.objects.values_list("pk", flat=True))
    done = desk.post(f"{address}niem-yet/?thang={month}", {"day": drafts}, follow=True)

    assert all(f'value="{day:%Y-%m-%d}"' in page for day in days)
    assert "Đã niêm yết 2 ngày." in words(done)
    assert set(Session.objects.values_list("state", "on")) == {("posted", day) for day in days}


def test_the_plan_shows_a_quarter_and_that_the_chair_may_not_delegate(body, desk):
    page = words(desk.get(f"{WORK}lich/{body.pk}/?thang={next_month():%Y-%m}&quy=1"))

    assert "6 ngày" in page
    assert "không được" in page
    assert "136/2025/QH15" in page


def sitting(**said):
    return {
        "kind": "periodic",
        "on": "22/10/2099",
        "starts_at": "8h",
        "ends_at": "11:00",
        "place": "Phòng tiếp công dân",
        "capacity": "5",
        "mode": "direct",
        **said,
    }


def test_a_day_is_typed_as_people_write_it(body, desk):
    on = next_month() + timedelta(days=14)
    typed = sitting(kind="unscheduled", on=f"{on.day}/{on.month}/{on.year}")

    desk.post(f"{WORK}lich/{body.pk}/them/", typed)

    made = Session.objects.get()
    assert (made.on, made.starts_at, made.capacity) == (on, time(8), 5)


def test_a_wrong_day_is_said_at_its_field_and_nothing_is_lost(body, desk):
    page = words(
        desk.post(
            f"{WORK}lich/{body.pk}/them/",
            sitting(on="31/2/2027", ends_at="7:00", mode="online", capacity="0"),
        )
    )

    assert "Giờ kết thúc phải sau giờ bắt đầu." in page
    assert "Ít nhất 1 chỗ." in page
    assert "Tiếp trực tuyến thì cần đường dẫn." in page
    assert 'value="31/2/2027"' in page
    assert not Session.objects.exists()


def act(client, session, name, **said):
    return client.post(f"{WORK}buoi/{session.pk}/{name}/", said, follow=True)


def test_a_day_is_moved_called_off_and_explained_from_its_page(body, clerk, desk):
    session = cases.posted(
        body, by=clerk, now=timezone.now(), on=next_month(), kind=Session.Kind.UNSCHEDULED
    )
    to = next_month() + timedelta(days=8)

    assert "Xin ghi ngày mới" in words(act(desk, session, "doi", reason="Họp tỉnh"))
    act(desk, session, "doi", to=f"{to:%d/%m/%Y}", reason="Họp tỉnh")
    assert Session.objects.get().on == to
    act(desk, session, "huy", reason="Bão")
    assert Session.objects.get().state == Session.State.CALLED_OFF
    assert "đã đổi trạng thái" in words(act(desk, session, "huy", reason="Bão"))
    assert desk.post(f"{WORK}buoi/{session.pk}/khong-co/").status_code == 404


def test_a_missed_day_stands_on_the_desk_until_it_is_explained(body, clerk, desk):
    session = cases.posted(body, by=clerk)

    act(desk, session, "ly-do", reason="Chống bão.")

    assert "Chống bão." in words(Client().get(f"/tiep-cong-dan/buoi/{session.pk}/"))


def test_the_page_says_that_a_chair_may_not_send_a_deputy(body, clerk, desk):
    session = cases.posted(
        body, by=clerk, now=timezone.now(), on=next_month(), kind=Session.Kind.UNSCHEDULED
    )
    deputy = factories.post(body, title="Phó Chủ tịch")

    page = words(desk.get(f"{WORK}buoi/{session.pk}/"))
    refused = words(act(desk, session, "tiep-thay", post=deputy.pk, basis="Văn bản 5"))

    assert "phải tự tiếp, không được ủy quyền" in page
    assert Session.objects.get().substitute is None
    assert "phải tự tiếp" in refused


# --- The day ----------------------------------------------------------------------------------


def test_a_morning_at_the_counter(body, clerk, desk):
    session = today(body, clerk)
    now = timezone.now()
    booking = Booking.objects.create(
        session=session,
        code="TD-22222222",
        submission_key=uuid.uuid4(),
        secret_hash="0" * 64,
        state="confirmed",
        place=1,
        name="Vừ A Páo",
        made_at=now,
        changed_at=now,
    )
    address = f"{WORK}ban/{session.pk}/"

    desk.post(f"{address}lay-so/", {"submission_key": uuid.uuid4(), "ban": "3"})
    desk.post(f"{WORK}den/{booking.pk}/", {"ban": "3"})
    desk.post(f"{address}goi/", {"ban": "3", "after": "0"})
    page = words(desk.get(f"{address}?ban=3"))

    ticket = Ticket.objects.get(booking=booking)
    assert (ticket.counter, ticket.number) == (3, 2)
    assert "Vừ A Páo" in page
    assert f"so={ticket.pk}" in page

    done = words(desk.post(f"{address}ket-thuc/", follow=True))
    assert "buổi tiếp đã diễn ra" in done


def test_the_day_costs_the_same_for_one_booking_and_for_three(
    body, clerk, desk, django_assert_num_queries
):
    session = cases.posted(body, by=clerk)
    cases.confirmed(session)
    desk.get(f"{WORK}ban/{session.pk}/")
    with django_assert_num_queries(DAY_PAGE):
        desk.get(f"{WORK}ban/{session.pk}/")

    for _n in range(2):
        cases.confirmed(session)
    with django_assert_num_queries(DAY_PAGE):
        desk.get(f"{WORK}ban/{session.pk}/")


# Who signed in, the posts held, the day, its bookings, its numbers; and what the frame asks.
DAY_PAGE = 6


# --- The book ---------------------------------------------------------------------------------


def entry(**said):
    today = timezone.localdate()
    return {
        "submission_key": uuid.uuid4(),
        "name": "Lò Thị Xuân",
        "address": "Bản Nà Tâu",
        "people": "1",
        "kind": "proposal",
        "content": cases.ROAD,
        "on": f"{today.day}/{today.month}/{today.year}",
        "at": "0:01",
        **said,
    }


def test_a_visit_is_written_with_its_papers(body, desk):
    typed = entry(papers="Đơn 2 tờ", scans=samples.upload(samples.picture(), "don.jpg"))

    done = desk.post(f"{WORK}so/ghi/{body.pk}/", typed, follow=True)

    visit = Visit.objects.get()
    assert "Đã vào sổ, số 1/" in words(done)
    assert visit.kind == Session.Kind.REGULAR
    assert Matter.objects.get().papers == "Đơn 2 tờ"
    assert StoredFile.objects.filter(holder="reception.papers").count() == 1


def test_what_is_missing_is_said_at_its_field(body, desk):
    page = words(desk.post(f"{WORK}so/ghi/{body.pk}/", entry(address="", people="0", content="")))

    assert "Xin ghi địa chỉ." in page
    assert "Ít nhất 1 người." in page
    assert "Xin ghi nội dung" in page
    assert 'value="Lò Thị Xuân"' in page


def test_too_many_speakers_are_said_at_their_field(body, desk):
    page = words(desk.post(f"{WORK}so/ghi/{body.pk}/", entry(people="6", speakers="A\nB\nC")))

    assert "6 người cử nhiều nhất 2 người đại diện." in page


def test_an_earlier_visit_of_the_name_is_offered_and_linked(body, desk):
    first = Matter.objects.get(visit=cases.visit(body))

    page = words(desk.post(f"{WORK}so/ghi/{body.pk}/", entry(content="")))
    desk.post(f"{WORK}so/ghi/{body.pk}/", entry(earlier=str(first.pk)))

    assert "Đã tiếp người tên này" in page
    assert Matter.objects.latest("pk").earlier == first


def test_the_result_and_a_promise_are_written_from_the_visit(body, clerk, desk):
    matter = Matter.objects.get(visit=cases.visit(body, by=clerk))
    handler = factories.officer(body.unit, "handler")
    until = timezone.localdate() + timedelta(days=20)

    promised = desk.post(
        f"{WORK}vu-viec/{matter.pk}/hua/",
        {
            "submission_key": uuid.uuid4(),
            "words": "Cho máy xúc vào bản.",
            "until": f"{until:%d/%m/%Y}",
            "person": handler.pk,
        },
        follow=True,
    )
    wrong = desk.post(f"{WORK}vu-viec/{matter.pk}/ket-qua/", {"handling": "guided"})
    desk.post(
        f"{WORK}vu-viec/{matter.pk}/ket-qua/",
        {"handling": "guided", "text": "Gửi Sở Xây dựng."},
    )

    assert "Cho máy xúc vào bản." in words(promised)
    assert "Xin viết kết quả bằng lời." in words(wrong)
    assert set(Duty.objects.values_list("kind", "due_on")) >= {("reception.promise", until)}
    matter.refresh_from_db()
    assert matter.result == "Gửi Sở Xây dựng."
    assert "Gửi Sở Xây dựng." in words(desk.get(f"{WORK}so/{matter.visit_id}/bien-ban/"))


def test_a_refusal_is_written_with_its_ground(body, desk):
    address = f"{WORK}so/tu-choi/{body.pk}/"

    missing = words(desk.post(address, {"submission_key": uuid.uuid4(), "note": "Dọa đánh."}))
    done = desk.post(
        address,
        {"submission_key": uuid.uuid4(), "ground": "threatens", "note": "Dọa đánh."},
        follow=True,
    )

    assert "Xin chọn một căn cứ." in missing
    assert "Điều 9 khoản 2" in words(done)


def test_the_book_is_searched_without_marks_and_paged(body, clerk, desk):
    cases.visit(body, by=clerk)
    cases.visit(body, by=clerk, name="Vừ A Páo", matter=cases.told(content="Xin cấp sổ đỏ."))

    found = words(desk.get(f"{WORK}so/", {"q": "vu a pao so do"}))

    assert "Vừ A Páo" in found
    assert "Lò Thị Xuân" not in found
    assert desk.get(f"{WORK}so/", {"sau": "vớ vẩn~x"}).status_code == 200
    first = queries.page(queries.book(clerk, today=THEN.date()), size=1)
    second = queries.page(queries.book(clerk, today=THEN.date()), after=first.next, size=1)
    assert [str(one) for one in first.items + second.items] == ["2/2026", "1/2026"]
    assert second.next == ""


def test_the_book_costs_the_same_for_one_visit_and_for_three(
    body, clerk, desk, django_assert_num_queries
):
    cases.visit(body, by=clerk)
    desk.get(f"{WORK}so/")
    with django_assert_num_queries(BOOK):
        desk.get(f"{WORK}so/")

    for _n in range(2):
        cases.visit(body, by=clerk)
    with django_assert_num_queries(BOOK):
        desk.get(f"{WORK}so/")


# Who signed in, the posts held, the units, the visits, their matters, the bodies.
BOOK = 7


def test_the_export_is_one_line_a_visit_without_formulas_and_without_denouncers(body, clerk, desk):
    cases.visit(body, by=clerk, name="=1+1")
    services.seal(
        came=cases.came(body, name="Lò Văn Bí"),
        code="TC-7K3M9QXA",
        submission_key=uuid.uuid4(),
        by=clerk,
        now=THEN,
    )

    lines = desk.get(f"{WORK}so/xuat/").getvalue().decode("utf-8-sig").splitlines()

    assert len(lines) == 3
    assert "'=1+1" in "".join(lines)
    assert "Lò Văn Bí" not in "".join(lines)
    assert "TC-7K3M9QXA" in "".join(lines)


def test_papers_are_read_by_the_officers_of_the_unit_only(body, clerk, desk):
    matter = Matter.objects.get(visit=cases.visit(body, by=clerk))
    file = StoredFile.objects.create(
        holder="reception.papers",
        subject=matter.subject,
        name="don.pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        path="0",
        stored_at=NOW,
    )
    stranger = signed_in(cases.clerk(cases.body("Mường Bú")))

    assert "don.pdf" in words(desk.get(matter.visit.get_absolute_url()))
    assert stranger.get(f"/tep/{file.key}/").status_code in (403, 404)
    assert Client().get(f"/tep/{file.key}/").status_code in (302, 403, 404)
