"""The rooms of figures as officers and readers find them in the demo; their pictures are kept."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.journey


def test_a_commune_finds_its_return_given_back_with_remarks_and_history(arrive):
    officer = arrive(DESK)
    officer.sign_in("baocaoxa")
    page = officer.go("/so-lieu/cua-toi/")
    officer.screens("returns-mine", DESK)

    page.locator("main a[href*='/so-lieu/bao-cao/']").first.click()
    page.goto(page.url if page.url.endswith("/nhap/") else page.url + "nhap/")

    expect(page.locator("main")).to_contain_text("Trừ mô hình đã thôi hoạt động")
    expect(page.locator("[name='o.luot_nguoi.so']")).not_to_have_value("")
    # As the screen shows it: the bar with the buttons stays at its foot.
    officer.screens("return-grid", PHONE, DESK, full=False)
    address = page.url.replace("/nhap/", "/o/luot_nguoi.so/")
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Số lượt người gần gấp đôi")
    officer.screens("return-history", DESK)


def test_the_province_sees_who_sent_in_time(arrive):
    chair = arrive(DESK)
    chair.sign_in("chutichtinh")

    page = chair.go("/so-lieu/tinh-hinh/")

    said = page.locator("main tbody").first.inner_text()
    assert {"Đã duyệt", "Đã duyệt, muộn", "Đã khóa"} <= set(said.replace("\t", "\n").split("\n"))
    chair.screens("returns-standing", DESK)
    page = chair.go("/so-lieu/duyet/")
    assert page.locator("main a[href$='/duyet/']").count() > 3
    chair.screens("returns-approvals", DESK)


def test_the_maker_of_forms_finds_rows_and_rules(arrive):
    officer = arrive(DESK)
    officer.sign_in("baocao")

    page = officer.go("/so-lieu/bieu/dan-chu-dan-van/")
    officer.screens("form", DESK)
    page = officer.go("/so-lieu/bieu/dan-chu-dan-van/ban/1/")

    expect(page.locator("main")).to_contain_text("Hội nghị phải bằng tổng")
    officer.screens("form-version", DESK)


def test_readers_find_targets_and_open_data(arrive):
    reader = arrive(DESK)

    page = reader.go("/chi-tieu/")
    expect(page.locator("main")).to_contain_text("95%")
    reader.screens("targets", PHONE, DESK)
    page = reader.go("/du-lieu-mo/")
    assert page.locator("main a[href^='/du-lieu-mo/']").count() >= 10
    reader.screens("open-data", DESK)
    reader.go("/du-lieu-mo/so-lieu-nam/")
    reader.screens("open-data-set", DESK)


def test_a_head_reads_the_board_at_night(arrive):
    head = arrive(DESK, dark=True)
    head.sign_in("chutichtinh")

    page = head.go("/bang-tong-hop/cua-toi/")

    assert page.locator(".kh-chart svg").count() > 0
    head.screens("board-night", DESK)
