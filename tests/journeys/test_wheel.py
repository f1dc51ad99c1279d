"""The wheel turns once: from a phone to an answer, a rating, a reopening and a report."""

import re
from uuid import uuid4

import pytest
from docx import Document
from playwright.sync_api import expect

from kheo.demo import pictures
from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.journey

TROUBLE = "Cống thoát nước đầu bản Nà Tâu bị tắc, nước tràn vào ba nhà. Đề nghị xã cho nạo vét."


def photo(*, done: bool = False) -> dict[str, object]:
    drawn = pictures.scene("cống tắc", seed=7, done=done)
    return {"name": "cống tắc.jpg", "mimeType": "image/jpeg", "buffer": drawn.read()}


def send(visitor, text=TROUBLE, commune="xã Ngọc Chiến", with_photo=True):
    """Send feedback as a person without an account; return code and the sender's own address."""
    page = visitor.go("/")
    page.click("text=Gửi thẳng phản ánh, kiến nghị")
    page.fill("textarea[name=text]", text)
    page.fill("input[name=commune]", commune)
    page.fill("[name=place]", "gần cầu treo")
    page.check("input[name=wants_public]")
    if with_photo:
        page.set_input_files("input[name=photos]", [photo()])
    page.click("main form button.kh-gold")
    expect(page.locator(".kh-num.kh-code")).to_have_text(re.compile(r"SL-\d\d-\d{5}"))
    code = page.locator(".kh-num.kh-code").inner_text()
    own = page.locator("a[href*='khoa=']").first.get_attribute("href")
    return code, own.replace(visitor.demo.address, "")


def accept(clerk, code, handler):
    """The clerk finds it on the desk, publishes it and gives it to a handler."""
    page = clerk.go("/phan-anh/ban-tiep-nhan/?q=" + code)
    page.locator("main a.kh-title").first.click()
    page.click("text=Phân loại, chuyển")
    page.check("input[name=is_public]")
    page.select_option("select[name=handler]", label=handler)
    return page


def test_one_matter_goes_round_the_whole_wheel(arrive, names):
    citizen, clerk, handler = arrive(PHONE), arrive(DESK), arrive(DESK)

    citizen.go("/phan-anh/gui/")
    citizen.picture("phone-form")
    code, own = send(citizen)
    citizen.picture("receipt")
    page = citizen.go(own)
    expect(page.locator("main")).to_contain_text("Vì sao là ngày này?")
    expect(page.locator("main")).to_contain_text("Chủ tịch UBND xã Ngọc Chiến")

    clerk.sign_in("vanthu")
    clerk.go("/phan-anh/ban-tiep-nhan/")
    clerk.picture("desk")
    page = accept(clerk, code, names["xuly"])
    clerk.picture("triage")
    page.click("button:has-text('Tiếp nhận')")
    page = clerk.go(f"/phan-anh/{code}/")
    expect(page.locator("main")).to_contain_text("Đã chuyển xử lý")

    page = handler.sign_in("xuly")
    handler.picture("duties")
    page = handler.go("/phan-anh/" + code + "/")
    page.click("text=Mở trang làm việc")
    page.click("summary:has-text('Ghi tiến độ')")
    page.locator("form[action*='tien-do'] textarea").fill("Đã xem tại chỗ, sáng mai nạo vét.")
    page.click("form[action*='tien-do'] button")
    handler.picture("work")
    page.locator("form[action*='tra-loi'] textarea[name=text]").fill("Đã nạo vét 30 m cống.")
    page.set_input_files("form[action*='tra-loi'] input[type=file]", [photo(done=True)])
    page.click("form[action*='tra-loi'] button")
    expect(page.locator("body")).to_contain_text("Đã trả lời")

    page = citizen.go(own)
    expect(page.locator("main")).to_contain_text("Đã nạo vét 30 m cống.")
    citizen.picture("answered")
    page.check("input[name=rating][value='2']", force=True)
    page.click("button:has-text('Chấm điểm')")
    expect(page.locator("main")).to_contain_text("2")
    citizen.picture("rated")

    citizen.go(own).click("summary:has-text('Đề nghị làm lại')")
    citizen.page.locator("form[action*='mo-lai'] textarea").fill("Mưa xuống lại tắc như cũ.")
    citizen.page.click("form[action*='mo-lai'] button")
    expect(citizen.page.locator("main")).to_contain_text("Mưa xuống lại tắc như cũ.")
    citizen.picture("reopened")
    expect(citizen.go(own).locator("summary:has-text('Đề nghị làm lại')")).to_have_count(0)

    stranger = arrive(DESK)
    page = stranger.go(f"/phan-anh/{code}/")
    expect(page.locator("main")).to_contain_text("Cống thoát nước đầu bản Nà Tâu bị tắc")
    assert page.locator("form[action*='cham-diem'], form[action*='mo-lai']").count() == 0


def test_everything_a_citizen_needs_works_without_javascript(arrive):
    citizen = arrive(PHONE, script=False)

    code, own = send(citizen, text="Đèn đường trước trạm y tế không sáng.", with_photo=False)
    page = citizen.go("/")
    page.fill("main input[name=code], main input[name=ma]", code.lower().replace("-", " "))
    page.locator("main form button").first.click()

    expect(page.locator("main")).to_contain_text(code)
    expect(citizen.go(own).locator("main")).to_contain_text("Đèn đường trước trạm y tế")


def test_the_phone_says_where_it_is(arrive):
    citizen = arrive(PHONE)
    page = citizen.go("/phan-anh/gui/")

    page.fill("textarea[name=text]", "Biển báo ở ngã ba bị đổ, xe hay đi lạc.")
    page.click("[data-kh-locate]")
    expect(page.locator("#found-place")).to_contain_text("Đã lấy vị trí")
    page.click("main form button.kh-gold")

    expect(page.locator("main")).to_contain_text("Mã theo dõi")
    expect(page.locator("main")).to_contain_text("km")


def test_a_draft_survives_a_reload_and_an_error_keeps_every_word(arrive):
    citizen = arrive(PHONE)
    page = citizen.go("/phan-anh/gui/")
    page.fill("textarea[name=text]", "Chuyện dài phải viết hai lần.")
    page.wait_for_timeout(800)
    page.reload()
    assert page.input_value("textarea[name=text]") == "Chuyện dài phải viết hai lần."

    page.fill("input[name=commune]", "xã Không Có Thật")
    page.fill("input[name=phone]", "12")
    page.click("main form button.kh-gold")

    assert page.input_value("textarea[name=text]") == "Chuyện dài phải viết hai lần."
    assert page.input_value("input[name=commune]") == "xã Không Có Thật"
    assert page.locator(".kh-error, .invalid-feedback").count() >= 2


def test_pressing_twice_sends_once(arrive):
    citizen, clerk = arrive(PHONE), arrive(DESK)
    mark = f"lan{uuid4().hex[:12]}"
    page = citizen.go("/phan-anh/gui/")
    page.fill("textarea[name=text]", f"Bấm hai lần vẫn chỉ là một việc, dấu {mark}.")
    page.fill("input[name=commune]", "xã Ngọc Chiến")

    page.locator("main form button.kh-gold").dblclick()
    expect(page.locator(".kh-num.kh-code")).to_be_visible()

    clerk.sign_in("vanthu")
    rows = clerk.go(f"/phan-anh/ban-tiep-nhan/?q={mark}").locator("tbody tr")
    expect(rows).to_have_count(1)


def test_a_clerk_enters_paper_at_the_counter_and_prints_a_receipt(arrive):
    clerk = arrive(DESK)
    page = clerk.sign_in("vanthu")
    page = clerk.go("/phan-anh/nhap-tai-quay/")

    page.fill("textarea[name=text]", "Ông An đến quầy báo mương bản Nà Tâu tắc bùn.")
    page.fill("input[name=commune]", "xã Ngọc Chiến")
    page.fill("[name=name]", "Lò Văn An")
    page.click("main form button.btn-primary")

    expect(page.locator("main")).to_contain_text("In biên nhận")
    expect(page.locator(".kh-num.kh-code")).to_have_text(re.compile(r"SL-\d\d-\d{5}"))


def test_the_head_sees_what_is_late(arrive):
    head = arrive(DESK)
    head.sign_in("chutich")

    page = head.go("/ban-lam-viec/qua-han/")
    head.picture("head")

    expect(page.locator("h1")).to_be_visible()
    assert page.locator("tr, .kh-empty, .kh-sheet").count() > 0


def test_an_editor_reaches_the_articles(arrive):
    editor = arrive(DESK)
    editor.sign_in("bientap")

    editor.page.goto(editor.demo.url("/bien-tap/"))

    expect(editor.page.locator("body")).to_contain_text("Tin tức")
    editor.complaints.clear()


def test_the_report_opens_its_sources_and_comes_as_word(arrive):
    reader = arrive(DESK)
    page = reader.go("/bao-cao/nghi-quyet-25/")
    reader.picture("report", full=False)

    expect(page.locator("main")).to_contain_text("1.191 ≠ 8 + 156 + 947 = 1.111")
    with page.expect_download() as download:
        page.click("a:has-text('Word')")
    words = "\n".join(p.text for p in Document(download.value.path()).paragraphs)
    assert "6.495" in words

    page.click("main a:text-is('6.495')")
    expect(page.locator("main")).to_contain_text("ban hành 6.495 văn bản")


def test_the_house_speaks_english_when_asked(arrive):
    reader = arrive(DESK)
    page = reader.go("/")

    page.click("text=EN")

    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.locator("h1")).not_to_contain_text("Việc của dân")
    reader.picture("english", full=False)


def test_pictures_of_the_front_door(arrive):
    visitor, night, phone = arrive(DESK), arrive(DESK, dark=True), arrive(PHONE)

    visitor.go("/")
    visitor.picture("home", full=False)
    night.go("/")
    night.picture("dark", full=False)
    page = phone.go("/phan-anh/?tinh-trang=da-tra-loi")
    page.locator("main a[href*='/phan-anh/SL-']").first.click()
    page.click("summary:has-text('Vì sao là ngày này?')")
    phone.picture("track")

    expect(page.locator("main")).to_contain_text("Mã theo dõi")
