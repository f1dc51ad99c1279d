"""A denunciation goes from the counter to its published conclusion; all others see a code."""

import re

import pytest
from playwright.sync_api import expect

from kheo.demo.people import PASSPHRASE
from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.journey

OWN = {
    "tocaotinh": "chín con trâu lội qua khe đá xám buổi sớm",
    "chutichtinh": "mây trắng ngủ quên trên mái nhà sàn gỗ nghiến",
}
DENOUNCER, NUMBER = "Giàng Thị Khuê Mão", "0977 123 604"
ACCUSED = "Ngô Đắc Thuyên"
DEED = "nhận tiền của mười bốn hộ để cho vào danh sách vay vốn"
FOUND = f"Tố cáo của {DENOUNCER} ({NUMBER}) là đúng: đã thu 42.000.000 đồng."
PUBLIC = "Tố cáo đúng: đã thu trái quy định 42.000.000 đồng, buộc trả lại cho các hộ."


def make_key(officer, name):
    page = officer.go("/to-cao/khoa/")
    page.fill("[name=sealed-first]", OWN[name])
    page.fill("[name=sealed-again]", OWN[name])
    page.locator("main form").last.locator("button").click()
    expect(page.locator("main")).to_contain_text("Dãy số của khóa")


def enter(officer):
    page = officer.go("/to-cao/nhap/")
    form = page.locator("main form")
    officer.screens("denunciation-enter")
    officer.fill(
        form,
        {
            "sealed-denouncers": f"{DENOUNCER}; bản Lọng Sày; {NUMBER}",
            "sealed-accused": f"{ACCUSED}; tổ trưởng tổ vay vốn",
            "sealed-text": f"Ông {ACCUSED} {DEED}.",
        },
    )
    form.locator("button.btn-primary").click()
    expect(page.locator("body")).to_contain_text("Đã niêm phong. Mã hồ sơ:")
    found = re.search(r"Mã hồ sơ: (TC-\d\d-\d+)", page.locator("body").inner_text())
    assert found
    return found[1]


def act(officer, name, code, key, **typed):
    """Do one thing with a case; it asks for the passphrase each time."""
    page = officer.go(f"/to-cao/ho-so/{code}/{key}/")
    form = page.locator(f"form[action$='/{key}/']")
    said = {f"sealed-{field}": value for field, value in typed.items()}
    officer.fill(form, {**said, "sealed-passphrase": OWN[name]})
    form.locator("button").last.click()
    expect(page.locator("body")).to_contain_text(f"Đã ghi vào hồ sơ {code}.")


def read(officer, passphrase, code, why):
    page = officer.go(f"/to-cao/ho-so/{code}/")
    page.locator(f"[name=sealed-why][value={why}]").check(force=True)
    page.fill("[name=sealed-passphrase]", passphrase)
    page.locator("main form button.btn-primary").first.click()
    return page


def redact(officer, name, code):
    """Begin with what is suggested; what still tells who it was is refused, the rest is kept."""
    page = officer.go(f"/to-cao/ho-so/{code}/che/")
    page.fill("#propose-passphrase", OWN[name])
    page.click("form[action*='de-xuat-che'] button")
    proposed = page.locator("[name=sealed-text]").input_value()
    assert DENOUNCER not in proposed
    assert NUMBER not in proposed
    officer.screens("denunciation-redact")
    form = page.locator("form[action$='/che/']")
    typed = {"sealed-title": "Kết luận về việc thu tiền vay vốn", "sealed-text": FOUND}
    officer.fill(form, {**typed, "sealed-passphrase": OWN[name]})
    form.locator("button").last.click()
    expect(page.locator(".kh-error, .kh-alert-late, .invalid-feedback").first).to_be_visible()
    act(officer, name, code, "che", title="Kết luận về việc thu tiền vay vốn", text=PUBLIC)


def test_a_denunciation_goes_from_the_counter_to_its_published_conclusion(arrive):
    officer, head, clerk = arrive(DESK), arrive(DESK), arrive(DESK)
    stranger = arrive(PHONE)
    for visitor, name in ((officer, "tocaotinh"), (head, "chutichtinh")):
        visitor.sign_in(name)
        make_key(visitor, name)
    officer.screens("denunciation-key")
    clerk.sign_in("vanthu")

    code = enter(officer)
    page = officer.go(f"/to-cao/ho-so/{code}/trao-khoa/")
    decider = page.locator("[name=sealed-person] option").nth(1).get_attribute("value")
    act(
        officer, "tocaotinh", code, "trao-khoa",
        person=decider, role="decider", knows_identity=True,
    )  # fmt: skip
    page = read(head, OWN["chutichtinh"], code, "decide")
    expect(page.locator("main")).to_contain_text(DENOUNCER)
    act(head, "chutichtinh", code, "thu-ly", decision="77/QĐ-UBND", text="Đủ điều kiện thụ lý.")
    act(officer, "tocaotinh", code, "ghi", kind="evidence", text="Sổ thu của mười bốn hộ.")
    act(officer, "tocaotinh", code, "da-lam", kind="notify", text="Đã gửi thông báo thụ lý.")
    act(head, "chutichtinh", code, "ket-luan", ruling="right", decision="9/KL-UBND", text=FOUND)
    redact(officer, "tocaotinh", code)
    act(officer, "tocaotinh", code, "soat", is_read=True)
    assert "Kết luận về việc thu tiền vay vốn" not in stranger.go("/to-cao/ket-luan/").content()
    act(head, "chutichtinh", code, "soat", is_read=True)
    officer.go("/to-cao/ban/")
    officer.screens("denunciation-desk")
    officer.go(f"/to-cao/ho-so/{code}/")
    officer.screens("denunciation-case")
    act(officer, "tocaotinh", code, "cong-khai")

    page = stranger.go("/to-cao/ket-luan/")
    page.click("text=Kết luận về việc thu tiền vay vốn")
    expect(page.locator("main")).to_contain_text(PUBLIC)
    stranger.screens("denunciation-conclusion")
    assert not_told(page.content())
    others_see_only_a_code(clerk, stranger, code)


def not_told(content: str) -> bool:
    return not any(word in content for word in (DENOUNCER, NUMBER, ACCUSED, DEED))


def others_see_only_a_code(clerk, stranger, code):
    """Neither a stranger nor a clerk finds the case, nor any name of it."""
    for visitor in (clerk, stranger):
        page = visitor.go(f"/to-cao/ho-so/{code}/")
        assert page.locator("[name=sealed-passphrase]").count() == 0
        assert not_told(page.content())
        for path in ("/tim/?q=", "/phan-anh/?q=", "/phan-anh/ban-tiep-nhan/?q=", "/khieu-nai/?q="):
            page = visitor.go(path + DENOUNCER.replace(" ", "+"))
            rows = page.locator("tbody tr, main li.kh-hit, main ul.kh-list > li")
            assert all(DENOUNCER not in row.inner_text() for row in rows.all())


def share_of(member):
    """Show one's share of the recovery key, as it would be copied on paper."""
    page = member.go("/to-cao/hoi-dong/")
    page.fill("form[action*='phan-khoa'] [name=sealed-passphrase]", PASSPHRASE)
    page.click("form[action*='phan-khoa'] button")
    return " ".join(page.locator("ol.kh-code li").all_inner_texts())


def test_the_board_gives_back_what_a_lost_passphrase_closed(arrive):
    officer, member, other = arrive(DESK), arrive(DESK), arrive(DESK)
    for visitor, name in ((officer, "tocao"), (member, "thanhtra"), (other, "thanhtra2")):
        visitor.sign_in(name)
    code = officer.go("/to-cao/ban/").locator("a.kh-title.kh-code").first.inner_text()
    page = officer.go("/to-cao/khoa/")
    form = page.locator("form[action$='/khoa/']")
    new = "nương ngô chín vàng bên kia dòng sông lạnh"
    typed = {"sealed-first": new, "sealed-again": new, "sealed-gives_up": True}
    officer.fill(form, typed)
    form.locator("button").click()
    expect(page.locator("main")).to_contain_text("Dãy số của khóa")
    page = read(officer, new, code, "verify")
    expect(page.locator("main")).not_to_contain_text("Đang mở.")
    holder = page.locator("li", has_text="— Người được giao").first.inner_text().split(" — ")[0]

    shares = [share_of(member), share_of(other)]
    page = member.go("/to-cao/hoi-dong/")
    member.screens("denunciation-board")
    form = page.locator("form[action*='khoi-phuc']")
    person = form.locator("[name=sealed-person] option", has_text=holder).get_attribute("value")
    member.fill(form, {"sealed-person": person, "sealed-compared": True})
    for field, words in zip(form.locator("[name*=share]").all(), shares, strict=False):
        field.fill(words)
    form.locator("button").click()
    expect(page.locator("body")).to_contain_text(holder)

    page = read(officer, new, code, "verify")
    expect(page.locator("main")).to_contain_text("Đang mở.")
