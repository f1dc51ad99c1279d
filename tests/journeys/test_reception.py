"""A place booked on a phone becomes a visit in the book, then a petition with its own clock."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.journey

ASKED = "Xin làm cống qua đường vào bản Lướt, mưa là nước tràn vào nhà văn hóa."


def post_today(clerk):
    """Post an unscheduled reception late today, so that it can still be booked now."""
    page = clerk.go("/tiep-cong-dan/lam-viec/")
    clerk.screens("reception-desk")
    page.locator("a[href*='loai=unscheduled']").first.click()
    form = page.locator("main form[method=post]")
    on = f"{datetime.now(ZoneInfo('Asia/Ho_Chi_Minh')):%d/%m/%Y}"
    hours = {"on": on, "starts_at": "23:57", "ends_at": "23:59", "place": "Phòng tiếp công dân"}
    clerk.fill(form, hours)
    form.locator("button.btn-primary").click()
    page.click("form[action*='niem-yet'] button")
    expect(page.locator("body")).to_contain_text("Đã niêm yết.")
    found = re.search(r"/buoi/(\d+)/", page.url)
    assert found
    return found[1]


def book(citizen, session):
    """Hold, confirm, and keep the slip: three small steps on a phone."""
    page = citizen.go("/tiep-cong-dan/")
    citizen.screens("reception-schedule")
    page = citizen.go(f"/tiep-cong-dan/buoi/{session}/")
    citizen.screens("reception-day")
    page.click("main form button.kh-gold")
    page.fill("input[name=name]", "Mùa A Chống")
    page.fill("input[name=phone]", "0912345671")
    page.click("main form button.kh-gold")
    expect(page.locator("h1")).to_have_text("Bạn đã có chỗ")
    citizen.screens("reception-slip")
    return page.locator("p.kh-num.kh-code").inner_text()


def test_a_booked_reception_becomes_a_petition(arrive):
    citizen, clerk, hall = arrive(PHONE), arrive(DESK), arrive(DESK)
    clerk.sign_in("vanthu")
    session = post_today(clerk)
    code = book(citizen, session)

    page = clerk.go(f"/tiep-cong-dan/lam-viec/ban/{session}/")
    page.locator("tr", has_text=code).locator("button").click()
    page.click("form[action*='/goi/'] button")
    clerk.screens("reception-calls")
    expect(
        hall.go(f"/tiep-cong-dan/buoi/{session}/man-hinh/").locator(".kh-call-now")
    ).to_contain_text("1")
    assert "Mùa A Chống" not in hall.page.content()
    hall.screens("reception-display")
    page.click("main a:has-text('Ghi sổ lượt này')")
    form = page.locator("main form[data-kh-keep=visit]")
    clerk.fill(form, {"address": "Bản Lướt", "kind": "proposal", "content": ASKED})
    clerk.screens("reception-book")
    form.locator("button.btn-primary").click()
    page.click("main a:has-text('Lập thành đơn')")
    page.check("input[name=wants_public]")
    page.click("main form button.btn-primary")
    made = page.locator("dd a.kh-code").inner_text()

    page = clerk.go(f"/phan-anh/{made}/")
    expect(page.locator("main")).to_contain_text("tiếp công dân")
    steps = page.locator(".kh-steps li, ol li").all_inner_texts()
    assert "iếp công dân" in steps[0], steps[:3]


def test_a_draw_shows_how_everybody_can_check_it(arrive):
    reader = arrive(PHONE)
    reader.go("/tiep-cong-dan/?xa=ngoc+chien").locator("main ul.kh-list a").first.click()

    page = reader.page
    links = [
        one.get_attribute("href")
        for one in page.locator("main a[href*='/tiep-cong-dan/buoi/']").all()
    ]
    page.click("main a[rel=next]")
    page.wait_for_load_state()
    links += [
        one.get_attribute("href")
        for one in page.locator("main a[href*='/tiep-cong-dan/buoi/']").all()
    ]
    for link in dict.fromkeys(links):
        draw = reader.go(link).locator("main a[href*='boc-tham']")
        if draw.count():
            draw.first.click()
            break
    expect(page.locator("main")).to_contain_text("SHA-256")
    reader.screens("reception-draw")
