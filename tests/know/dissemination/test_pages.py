"""Pages: everybody reads counts, participants sign in by phone, officers do the rest."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from kheo.know.dissemination import door
from kheo.know.dissemination.models import Attendance, Campaign, Communicator, Conference, Reach
from tests import factories


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def conference(commune):
    """One that began half an hour ago."""
    factories.head(factories.body(commune))
    return factories.conference(commune, starts_at=timezone.now() - timedelta(minutes=30))


def key_in(page):
    return re.search(r'name="submission_key" value="([^"]+)"', page.content.decode())[1]


def typed(commune, **more):
    return {
        "body": f"UBND {commune.full_name}",
        "kind": "study",
        "title": "Quán triệt Nghị quyết 25",
        "on": "9/11/2030",
        "starts": "8h",
        "place": "Hội trường",
        **more,
    }


def test_everybody_reads_what_comes_what_was_and_its_calendar(client, commune, conference):
    soon = factories.conference(commune, starts_at=timezone.now() + timedelta(days=1))
    Conference.objects.filter(pk=conference.pk).update(state="held", unnamed=41)

    page = client.get("/tuyen-truyen/").content.decode()
    calendar = Calendar.from_ical(client.get("/tuyen-truyen/lich.ics").content)

    assert soon.title in page
    assert "41 người dự" in page
    assert {str(event["status"]) for event in calendar.walk("VEVENT")} == {"CONFIRMED"}
    assert client.get(f"/tuyen-truyen/hoi-nghi/{soon.pk}/lich.ics").status_code == 200
    assert "Không thấy nơi này" in client.get("/tuyen-truyen/?noi=atlantis").content.decode()


def test_no_name_of_who_came_is_public(client, conference):
    Attendance.objects.create(
        conference=conference, name="Lò Văn An", key="an", way="door", signed_at=timezone.now()
    )

    assert "Lò Văn An" not in client.get(conference.get_absolute_url()).content.decode()
    assert (
        client.get(f"/tuyen-truyen/lam-viec/hoi-nghi/{conference.pk}/diem-danh/").status_code == 302
    )


def test_signing_in_by_the_code_at_the_door_twice_is_one(client, conference):
    code = door.code(conference, now=timezone.now())
    url = reverse("dissemination:sign_in", args=[conference.pk])
    page = client.get(url, {"ma": code}).content.decode()
    admitted = re.search(r'name="ve" value="([^"]+)"', page)[1]

    first = client.post(url, {"ve": admitted, "name": "Lò Văn An"}, follow=True)
    again = client.post(url, {"ve": admitted, "name": "lò văn an"}, follow=True)

    assert "Mời bạn vào họp" in first.content.decode()
    assert "Chỉ tính một lần" in again.content.decode()
    assert Attendance.objects.count() == 1


def test_an_old_code_or_an_empty_name_is_said(client, conference):
    url = reverse("dissemination:sign_in", args=[conference.pk])

    assert client.get(url, {"ma": "cu"}).status_code == 403
    assert client.post(url, {"ve": "x", "name": "An"}).status_code == 403
    assert "Xin ghi họ và tên." in client.post(url, {"ve": "x", "name": ""}).content.decode()


def test_an_officer_announces_and_a_conference_without_date_is_refused(desk, commune):
    factories.head(factories.body(commune))
    page = desk.get("/tuyen-truyen/lam-viec/them/")
    data = typed(commune, submission_key=key_in(page))

    wrong = desk.post("/tuyen-truyen/lam-viec/them/", data | {"on": "", "starts": "99"})
    right = desk.post("/tuyen-truyen/lam-viec/them/", data)
    desk.post("/tuyen-truyen/lam-viec/them/", data)

    assert "Xin ghi ngày" in wrong.content.decode()
    assert 'value="Hội trường"' in wrong.content.decode()
    assert right.status_code == 302
    assert Conference.objects.count() == 1


def test_documents_are_found_by_number_and_told_apart_by_day(desk, commune):
    factories.head(factories.body(commune))
    factories.official_document(factories.province())
    key = key_in(desk.get("/tuyen-truyen/lam-viec/them/"))
    data = typed(commune, submission_key=key)

    missing = desk.post("/tuyen-truyen/lam-viec/them/", data | {"documents": "99-X"})
    found = desk.post("/tuyen-truyen/lam-viec/them/", data | {"documents": "16-ctr/tu"})

    assert "Không thấy văn bản “99-X”" in missing.content.decode()
    assert found.status_code == 302
    assert Conference.objects.get().documents.count() == 1


@pytest.mark.parametrize(
    ("act", "data", "said"),
    [
        ("da-hop", {"text": "Đã thống nhất."}, "Đã ghi là đã họp."),
        ("khong-hop", {"text": "Bão."}, "Đã ghi là không họp."),
        ("so-nguoi", {"people": "40"}, "Đã ghi số người."),
        ("danh-sach", {"people": "1. Lò Văn An; Bản Lướt\nCầm Thị Ba\tBản Mường"}, "thêm 2 người"),
    ],
)
def test_an_officer_does_each_act(desk, conference, act, data, said):
    page = desk.post(f"/tuyen-truyen/lam-viec/hoi-nghi/{conference.pk}/{act}/", data, follow=True)

    assert said in page.content.decode()


@pytest.mark.parametrize(
    ("act", "data"),
    [
        ("khong-hop", {"text": ""}),
        ("so-nguoi", {"people": "-1"}),
        ("danh-sach", {"people": "; Bản Lướt"}),
        ("tai-lieu", {}),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(desk, conference, act, data):
    url = f"/tuyen-truyen/lam-viec/hoi-nghi/{conference.pk}/{act}/"

    assert desk.post(url, data).status_code == 422


def test_the_officers_pages_open_for_officers_alone(client, officer, commune, conference):
    Attendance.objects.create(
        conference=conference, name="=An", key="an", way="list", signed_at=timezone.now()
    )
    pages = [
        "/tuyen-truyen/lam-viec/",
        "/tuyen-truyen/lam-viec/them/",
        "/tuyen-truyen/lam-viec/dot/them/",
        f"/tuyen-truyen/lam-viec/hoi-nghi/{conference.pk}/",
        f"/tuyen-truyen/lam-viec/hoi-nghi/{conference.pk}/sua/",
        f"/tuyen-truyen/lam-viec/hoi-nghi/{conference.pk}/cua/",
        f"/tuyen-truyen/lam-viec/hoi-nghi/{conference.pk}/diem-danh/",
        f"/tuyen-truyen/lam-viec/xa/{commune.code}/",
        f"/tuyen-truyen/lam-viec/xa/{commune.code}/xuat/",
    ]
    stranger = factories.officer(of=factories.unit("Bình Minh"), role="auditor")

    client.force_login(stranger)
    assert {client.get(page).status_code for page in pages} == {403}
    client.force_login(officer)
    assert {client.get(page).status_code for page in pages} == {200}
    assert "'=An" in b"".join(client.get(pages[6]).streaming_content).decode()


def test_the_list_of_a_commune_from_first_to_last(desk, commune, villages):
    base = f"/tuyen-truyen/lam-viec/xa/{commune.code}/"
    key = key_in(desk.get(base))
    person = {"submission_key": key, "name": "Lò Văn An", "village": villages[0].pk}

    wrong = desk.post(f"{base}them/", person)
    desk.post(f"{base}them/", person | {"since": "1/1/2025", "may_be_named": "on"})
    made = Communicator.objects.get()
    desk.post(f"{base}tap-huan/", {"topic": "Nói", "held_on": "2/2/2026", "takers": made.pk})
    early = desk.post(f"{base}tap-huan/", {"topic": "x", "held_on": "1/1/2020", "takers": made.pk})

    assert "Xin ghi ngày" in wrong.content.decode()
    assert "trước ngày người đó làm tuyên truyền viên" in early.content.decode()
    page = desk.get(f"/tuyen-truyen/tuyen-truyen-vien/{commune.code}/").content.decode()
    assert "Lò Văn An" in page
    assert "1 thôn, bản chưa có tuyên truyền viên." in page
    desk.post(f"/tuyen-truyen/lam-viec/nguoi/{made.pk}/neu-ten/", {"dong-y": "0"})
    page = desk.get(f"/tuyen-truyen/tuyen-truyen-vien/{commune.code}/").content.decode()
    assert "Lò Văn An" not in page
    url = f"/tuyen-truyen/lam-viec/nguoi/{made.pk}/thoi/"
    assert desk.post(url, {"until": "1/1/2024"}).status_code == 422
    assert desk.post(url, {"until": "1/1/2026"}).status_code == 302


def test_the_table_of_the_province_as_page_and_sheet(client, commune):
    factories.communicator(commune)

    assert commune.full_name in client.get("/tuyen-truyen/tuyen-truyen-vien/").content.decode()
    sheet = b"".join(client.get("/tuyen-truyen/tuyen-truyen-vien/?csv").streaming_content).decode()
    assert sheet.startswith("\ufeffMã,")


def test_a_campaign_from_opening_to_a_struck_entry(desk, commune, client):
    factories.head(factories.body(commune))
    day = f"{timezone.localdate():%d/%m/%Y}"
    data = {"title": "Luật mới", "body": f"UBND {commune.full_name}", "since": day, "until": day}

    wrong = desk.post("/tuyen-truyen/lam-viec/dot/them/", data)
    desk.post("/tuyen-truyen/lam-viec/dot/them/", data | {"channels": ["web"], "target": "100"})
    campaign = Campaign.objects.get()
    work = f"/tuyen-truyen/lam-viec/dot/{campaign.pk}/"
    entry = {"channel": "web", "on": day, "people": "25", "how": "counted"}
    negative = desk.post(work, entry | {"people": "-1"})
    desk.post(work, entry)

    assert "Xin chọn ít nhất một kênh." in wrong.content.decode()
    assert negative.status_code == 422
    assert "25 lượt người" in client.get(campaign.get_absolute_url()).content.decode()
    assert desk.get(work).status_code == 200
    assert "25" in b"".join(desk.get(f"{work}xuat/").streaming_content).decode()
    desk.post(f"/tuyen-truyen/lam-viec/dot/so-nguoi/{Reach.objects.get().pk}/gach/")
    assert "0 lượt người" in client.get(campaign.get_absolute_url()).content.decode()
    assert client.get("/tuyen-truyen/dot/").status_code == 200


def test_what_does_not_exist_is_not_found(desk, commune):
    for url in ("hoi-nghi/99/", "dot/99/", "tuyen-truyen-vien/00/", "lam-viec/hoi-nghi/99/"):
        assert desk.get(f"/tuyen-truyen/{url}").status_code == 404
