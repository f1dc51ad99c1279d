"""A complaint goes through both instances, from a phone to the decision everybody may read."""

import re
from datetime import datetime, timedelta
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.journey

NAME, PHONE_NUMBER = "Phàn Thị Sểnh", "0912 345 670"
TROUBLE = "Quyết định thu hồi đất ghi 150 m² nhưng cắm mốc lấy 190 m² vườn nhà tôi."


def today() -> datetime:
    return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))


def day(moment=None) -> str:
    return f"{moment or today():%d/%m/%Y}"


def lodge(citizen):
    """Answer one group of questions after another, as the phone shows them."""
    page = citizen.go("/phan-anh/chon-duong/")
    citizen.screens("guide")
    for chosen_so_far in ("wronged", "wronged.commune", "wronged.commune.never"):
        page.locator(f".kh-ways a[href$='chon={chosen_so_far}']").click()
    citizen.screens("guide-result")
    page.click("main a.kh-gold")
    expect(page.locator("h1")).to_have_text("Gửi khiếu nại")
    form = page.locator("main form[method=post]")
    recently = today() - timedelta(days=9)
    citizen.screens("complaint-form")
    citizen.fill(
        form,
        {
            "against_whom": "UBND xã Ngọc Chiến",
            "commune": "xã Ngọc Chiến",
            "against_number": "88/QĐ-UBND",
            "against_on": day(recently),
            "knew_on": day(recently),
        },
    )
    page.click("button[value=next]")
    wanted = "Đo lại và trả phần đất lấy thừa."
    said = {"text": TROUBLE, "reason": "Mốc số 2 lệch vào vườn nhà tôi.", "request": wanted}
    citizen.fill(form, said)
    page.click("button[value=next]")
    citizen.fill(form, {"name": NAME, "address": "Bản Lướt", "phone": PHONE_NUMBER})
    page.click("button[value=next]")
    expect(page.locator("main h2").first).to_contain_text("Ai cùng khiếu nại")
    page.click("button[value=next]")
    page.click("button[value=send]")
    return received(page)


def received(page):
    expect(page.locator(".kh-num.kh-code")).to_have_text(re.compile(r"SL-\d\d-\d{5}"))
    own = page.locator("a[href*='khoa=']").first.get_attribute("href")
    return page.locator(".kh-num.kh-code").inner_text(), own


def open_case(officer, code):
    page = officer.go(f"/phan-anh/{code}/")
    page.click("main a:has-text('Mở trang làm việc')")
    expect(page.locator("main .kh-split")).to_be_visible()
    return page


def chosen(page, name, words):
    return page.locator(f"[name={name}] option", has_text=words).first.get_attribute("value")


def settle(handler, head, code, *, verifier, differ, ruling, words):
    """Accept, verify, talk where the law wants it, decide, hand over."""
    page = open_case(handler, code)
    handler.submit("thu-ly", confirmed=True)
    expect(page.locator("body")).to_contain_text("Đã thụ lý.")
    page = open_case(head, code)
    head.submit("giao", verifier=chosen(page, "verifier", f"({verifier})"))
    open_case(handler, code)
    handler.submit(
        "xac-minh",
        asked_whom="Trưởng bản, hai hộ liền kề",
        found="Đo lại: mốc số 2 lệch 2,1 m, thừa 38 m².",
        positions_differ="1" if differ else "0",
    )
    if differ:
        talk(handler)
    handler.screens(f"complaint-work-{verifier}")
    page = open_case(head, code)
    head.submit("quyet-dinh", number="51/QĐ-UBND", ruling=ruling, text=words)
    expect(page.locator("body")).to_contain_text("Đã ra quyết định.")
    page = open_case(handler, code)
    handler.submit("gui", way="hand", on=day())
    expect(page.locator("body")).to_contain_text("Đã ghi ngày gửi.")


def talk(handler):
    """Invite for a few seconds from now, and enter the minutes when they have passed."""
    soon = today() + timedelta(seconds=4)
    handler.submit(
        "moi",
        day=day(soon),
        hour=f"{soon:%H:%M:%S}",
        place="Trụ sở tiếp công dân của tỉnh",
        invited="Người khiếu nại, UBND xã Ngọc Chiến",
    )
    expect(handler.page.locator("body")).to_contain_text("Đã mời đối thoại.")
    handler.page.wait_for_timeout(5_000)
    handler.page.reload()
    handler.submit(
        "doi-thoai", state="held", attended="Các bên đủ mặt", minutes="Thống nhất số đo mới."
    )
    expect(handler.page.locator("body")).to_contain_text("Đã ghi biên bản.")


def take_letter(officer, code, tmp_path):
    """Write the decision as an official paper and take it home as Word and as PDF."""
    page = open_case(officer, code)
    page.click("main a:has-text('Soạn văn bản')")
    page.locator("main a.stretched-link", has_text="Quyết định giải quyết").first.click()
    form = page.locator("main form[method=post]")
    for field in form.locator("input[required]:visible, textarea[required]:visible").all():
        if not field.input_value():
            field.fill("theo hồ sơ")
    officer.screens("letter")
    form.locator("button.btn-primary").click()
    for ending, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        with page.expect_download() as download:
            page.locator(f"main a[href$='/{ending}/']").first.click()
        kept = tmp_path / f"letter.{ending}"
        download.value.save_as(kept)
        assert kept.read_bytes().startswith(begins)
    with ZipFile(tmp_path / "letter.docx") as paper:
        assert NAME in paper.read("word/document.xml").decode()


def test_a_complaint_goes_through_both_instances(arrive, tmp_path):
    citizen, handler, head = arrive(PHONE), arrive(DESK), arrive(DESK)
    above, chair, stranger = arrive(DESK), arrive(DESK), arrive(PHONE)
    people = ((handler, "xuly"), (head, "chutich"), (above, "xulytinh"), (chair, "chutichtinh"))
    code, own = lodge(citizen)
    for visitor, name in people:
        visitor.sign_in(name)

    settle(
        handler,
        head,
        code,
        verifier="xuly",
        differ=False,
        ruling="wrong",
        words="Giữ nguyên quyết định thu hồi đất.",
    )
    take_letter(handler, code, tmp_path)
    page = citizen.go(own.replace(citizen.demo.address, ""))
    expect(page.locator("main")).to_contain_text("51/QĐ-UBND")
    citizen.screens("complaint-track")
    page.click("main a:has-text('Khiếu nại lần hai')")
    citizen.screens("complaint-again")
    page.fill("textarea[name=reason]", "Số đo lại đúng là thừa, sao vẫn giữ nguyên?")
    page.click("main form button.kh-gold")
    again, _own = received(page)
    assert again != code
    settle(
        above,
        chair,
        again,
        verifier="xulytinh",
        differ=True,
        ruling="right",
        words=f"Khiếu nại của {NAME} là đúng: trả lại 38 m² đất vườn, cắm lại mốc số 2.",
    )
    page = open_case(above, again)
    told = {"way": "web", "place": "Cổng thông tin của tỉnh", "since": day()}
    above.submit("cong-khai", **told, public_text=f"Khiếu nại của {NAME} là đúng.")
    expect(page.locator("main")).to_contain_text(NAME)
    assert NAME not in stranger.go(f"/phan-anh/{again}/?lan=1").content()
    public = "Khiếu nại đúng: trả lại 38 m² đất vườn, cắm lại mốc số 2."
    above.submit("cong-khai", **told, public_text=public)
    expect(page.locator("body")).to_contain_text("Đã ghi việc công khai.")

    page = stranger.go(f"/phan-anh/{again}/")
    expect(page.locator("main")).to_contain_text(public)
    assert NAME not in page.content()
    assert TROUBLE not in page.content()
    stranger.screens("complaint-public")
