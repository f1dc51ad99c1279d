"""A conference is announced, people sign in by the code at the door, its result is read by all."""

import re
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from kheo.foundation import qr
from tests.journeys.conftest import DESK, PHONE, ask

pytestmark = pytest.mark.journey

# Where the code at the door leads now.
DOOR = """
import json
from django.urls import reverse
from django.utils import timezone
from kheo.know.dissemination import door
from kheo.know.dissemination.models import Conference
conference = Conference.objects.get(pk={pk})
path = reverse("dissemination:sign_in", args=[conference.pk])
print(json.dumps(path + "?ma=" + door.code(conference, now=timezone.now())))
"""


def announce(officer, title):
    page = officer.go("/tuyen-truyen/lam-viec/them/")
    soon = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")) - timedelta(minutes=1)
    typed = {
        "title": title,
        "body": "UBND xã Ngọc Chiến",
        "on": f"{soon:%d/%m/%Y}",
        "starts": f"{soon:%H:%M}",
        "place": "Nhà văn hóa bản Lướt",
        "invited": "40",
    }
    officer.fill(page.locator("main form[method=post]"), typed)
    page.click("main form button.btn-primary")
    found = re.search(r"/hoi-nghi/(\d+)/", page.url)
    assert found
    return found[1]


def scan(officer, demo, pk):
    """Read the code on the screen: what it should say, drawn again, is what is there."""
    for _minute in range(3):
        address = ask(demo, DOOR.format(pk=pk))
        officer.page.reload()
        drawn = re.findall(r' d="([^"]+)"', qr.drawn(demo.url(address)))
        if officer.page.locator(".kh-qr path").last.get_attribute("d") == drawn[-1]:
            return address
    raise AssertionError("the code on the screen leads elsewhere")


def sign_in(person, address, name):
    page = person.go(address)
    page.fill("[name=name]", name)
    page.fill("[name=organisation]", "Chi hội phụ nữ bản Lướt")
    page.click("main form button.kh-gold")
    return page


def test_people_sign_in_at_the_door_once_and_everybody_reads_the_result(arrive, demo):
    officer, one, other, reader = arrive(DESK), arrive(PHONE), arrive(PHONE), arrive(PHONE)
    title = f"Hội nghị quán triệt nước sạch {uuid4().hex[:6]}"
    officer.sign_in("chutich")
    pk = announce(officer, title)
    expect(reader.go("/tuyen-truyen/").locator("main")).to_contain_text(title)
    page = officer.go(f"/tuyen-truyen/lam-viec/hoi-nghi/{pk}/")
    page.click("a:has-text('Mở mã ở cửa')")
    expect(page.locator(".kh-qr svg")).to_be_visible()
    officer.screens("conference-door", DESK)
    address = scan(officer, demo, pk)

    expect(sign_in(one, address, "Cà Thị Xuân").locator("h1")).to_contain_text("Đã ghi tên")
    expect(sign_in(other, address, "Tòng Văn Hặc").locator("h1")).to_contain_text("Đã ghi tên")
    page = sign_in(one, address, "Cà Thị Xuân")
    expect(page.locator("h1")).to_contain_text("Chỉ tính một lần")
    expect(officer.go(page_of(pk)).locator("main")).to_contain_text("2/40")

    officer.submit("da-hop", text="Nhất trí góp công đào 300 m mương, khởi công ngày chủ nhật.")
    page = reader.go(f"/tuyen-truyen/hoi-nghi/{pk}/")
    expect(page.locator("main")).to_contain_text("Nhất trí góp công đào 300 m mương")
    expect(page.locator("main")).to_contain_text("2 trên 40")
    assert "Cà Thị Xuân" not in page.content()


def page_of(pk):
    return f"/tuyen-truyen/lam-viec/hoi-nghi/{pk}/"


def test_a_commune_shows_who_brings_matters_to_its_villages(arrive):
    officer, reader = arrive(DESK), arrive(PHONE)
    officer.sign_in("chutich")
    page = reader.go("/tuyen-truyen/tuyen-truyen-vien/")
    address = page.locator("tr a.kh-title", has_text="Ngọc Chiến").first.get_attribute("href")
    code = address.rstrip("/").split("/")[-1]
    names = ("Lường Thị Hặc", "Bạc Cầm Dũng") if uuid4().int % 2 else ("Vì Thị Ơn", "Cầm Văn Pâng")
    open_name, kept_name = (f"{name} {uuid4().hex[:4]}" for name in names)

    since = f"{datetime.now(ZoneInfo('Asia/Ho_Chi_Minh')):%d/%m/%Y}"
    officer.go(f"/tuyen-truyen/lam-viec/xa/{code}/")
    officer.submit("them", name=open_name, since=since, may_be_named=True)
    officer.go(f"/tuyen-truyen/lam-viec/xa/{code}/")
    officer.submit("them", name=kept_name, since=since)

    page = reader.go(address)
    expect(page.locator("main")).to_contain_text(open_name)
    assert kept_name not in page.content()
    reader.go("/tuyen-truyen/tuyen-truyen-vien/")
    reader.screens("communicators", DESK)
