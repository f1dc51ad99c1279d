"""The clerk sorts, joins and turns; the handler asks for help and closes in part; many at once."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_wheel import send

pytestmark = pytest.mark.journey


def waiting(clerk, code):
    page = clerk.go(f"/phan-anh/ban-tiep-nhan/?q={code}")
    page.locator("main a.kh-title").first.click()
    page.locator("main a:has-text('Phân loại, chuyển')").first.click()
    expect(page.locator("#huong-xu-ly")).to_be_visible()
    return page


def sort(clerk, condition, **typed):
    """First what was found, then the action that the law has for it."""
    page = clerk.page
    page.check(f"#huong-xu-ly [name=conditions][value={condition}]", force=True)
    page.click("#huong-xu-ly button:has-text('Xem hướng xử lý')")
    form = page.locator("#huong-xu-ly form")
    clerk.fill(form, typed)
    clerk.screens(f"clerk-{condition}")
    form.locator("button:has-text('Quyết định')").click()


def sent(citizen, text):
    return send(citizen, text=text, with_photo=False)


def test_a_clerk_joins_what_two_people_wrote_and_one_answer_reaches_both(arrive):
    one, other, clerk, head = arrive(PHONE), arrive(PHONE), arrive(DESK), arrive(DESK)
    mark = f"bể nước số {uuid4().hex[:6]}"
    text = f"Mất nước sinh hoạt ba ngày liền ở {mark} bản Lướt, đường ống vỡ."
    lead, own = sent(one, text)
    second, other_own = sent(other, f"{text} Nhà tôi cũng mất nước.")
    clerk.sign_in("vanthu")
    head.sign_in("chutich")

    page = waiting(clerk, second)
    expect(page.locator("main")).to_contain_text("Nghi trùng")
    sort(clerk, "same_matter", lead=lead,
         action="join", reason="Cùng một đoạn ống vỡ.")  # fmt: skip
    page = head.go("/phan-anh/ban-tiep-nhan/?q=" + lead)
    page.locator("tbody input[name=don]").first.check()
    page.click("button:has-text('Trả lời chung')")
    page.fill("textarea[name=text]", "Đã thay 20 m ống, nước có lại từ chiều nay.")
    page.locator("[name=no_proof_reason]").fill("Biên bản có chữ ký của trưởng bản.")
    head.screens("bulk-reply")
    page.click("button:has-text('Trả lời tất cả')")
    expect(page.locator("main")).to_contain_text("Đã trả lời")

    for visitor, address in ((one, own), (other, other_own)):
        expect(visitor.go(address).locator("main")).to_contain_text("Đã thay 20 m ống")


def test_a_clerk_turns_feedback_into_what_it_is(arrive):
    citizen, clerk = arrive(PHONE), arrive(DESK)
    code, own = sent(citizen, "Tôi không đồng ý với quyết định xử phạt số 31 của xã.")
    clerk.sign_in("vanthu")

    page = waiting(clerk, code)
    clerk.submit("doi-loai", to="complaint", reason="Người gửi yêu cầu xem lại một quyết định")

    expect(page.locator("body")).to_contain_text("hiếu nại")
    expect(citizen.go(own).locator("main")).to_contain_text("hiếu nại")


def test_a_handler_asks_for_help_and_closes_in_part(arrive, names):
    citizen, clerk, handler, helper = arrive(PHONE), arrive(DESK), arrive(DESK), arrive(DESK)
    code, own = sent(citizen, "Cầu tràn bản Lướt nứt hai bên mố, xe tải không dám qua.")
    clerk.sign_in("vanthu")
    handler.sign_in("xuly")
    helper.sign_in("chutichtinh")
    page = waiting(clerk, code)
    page.locator("[name=handler]").select_option(label=names["xuly"])
    page.click("button:has-text('Tiếp nhận')")
    expect(clerk.go(f"/phan-anh/{code}/").locator("main")).to_contain_text("Đã chuyển xử lý")

    handler.go("/ban-lam-viec/")
    page = handler.go(f"/phan-anh/{code}/")
    page.click("main a:has-text('Mở trang làm việc')")
    bodies = page.locator("#bodies option").all()
    body = next(
        one.get_attribute("value")
        for one in bodies
        if "UBND tỉnh" in (one.get_attribute("value") or "")
    )
    brief = f"Xin kiểm định mố cầu tràn, việc {uuid4().hex[:8]}."
    handler.submit("nho", body=body, work="Kiểm định mố cầu", brief=brief)
    expect(page.locator("#phoi-hop")).to_contain_text("Kiểm định mố cầu")
    work = page.url.replace(handler.demo.address, "")
    handler.screens("handler-desk")
    page = helper.go("/ban-lam-viec/don-vi/")
    asked = page.locator("main a", has_text="Kiểm định mố cầu")
    while asked.count() == 0:  # The whole province owes much; the list comes in pages.
        page.locator("main a[href*='sau=']").last.click()
    asked.first.click()
    if page.locator("form[action*='ket-qua']").count() == 0:
        page.locator("main a[href*='phoi-hop']").first.click()
    expect(page.locator("main")).to_contain_text(brief)
    assert code not in page.content()
    helper.submit("ket-qua", result="Mố trái nứt bề mặt, mố phải phải gia cố.")

    page = handler.go(work)
    handler.fill(
        page.locator("form.kh-closing"),
        {
            "outcome": "partly",
            "text": "Đã gia cố tạm mố phải, cấm xe trên 5 tấn; sửa hẳn trong quý sau.",
            "no_proof_reason": "Biên bản kiểm định lưu tại xã.",
        },
    )
    page.click("form.kh-closing button.btn-primary")
    expect(citizen.go(own).locator("main")).to_contain_text("Đã gia cố tạm mố phải")
    citizen.screens("answered-partly")


def test_the_door_leads_to_the_right_form_without_sending_anything(arrive):
    citizen = arrive(PHONE, script=False)
    page = citizen.go("/")

    page.locator("main a[href*='chon-duong']").first.click()
    for _question in range(5):
        if page.locator("main a.kh-gold").count():
            break
        page.locator(".kh-ways a").first.click()

    expect(page.locator("h1")).to_be_visible()
    assert page.locator("main a.kh-gold, .kh-places").count() >= 1
