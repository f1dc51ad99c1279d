"""An article from the first word to the reader: written, looked at, sent in, approved, planned."""

import re
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from kheo.demo import pictures
from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.journey

# Words of the editor's library that a Vietnamese editor must never meet.
ENGLISH = re.compile(
    r"\b(Add|Save|Publish|Search|Edit|Delete|Page|Pages|Images|Upload|Choose|Draft|Submit|Cancel|"
    r"Settings|Status|Comments|History|Preview|Home|Approve|Reject|Unpublish|Collections)\b"
)


def in_vietnamese(page):
    """Take what stands on a page of the editor; refuse words that nobody translated."""
    assert ENGLISH.findall(page.locator("body").inner_text()) == [], page.url


def approved_first(head, office):
    """From now on the head looks at each article before it is published."""
    page = head.go("/toa-soan/cach-dang/")
    row = page.locator("main form .kh-field", has_text=office["name"])
    row.locator("[value=approved]").check()
    page.click("main form button.btn-primary")
    expect(row.locator("[value=approved]")).to_be_checked()


def drawing():
    """Another one each time: the editor asks again about a picture that it has already."""
    drawn = pictures.scene("họp bản", seed=uuid4().int % 10_000)
    return {"name": "hop-ban.jpg", "mimeType": "image/jpeg", "buffer": drawn.read()}


def block(page, name):
    """Add a block at the end of the article."""
    page.locator(".c-sf-add-button").last.click()
    page.locator(".w-combobox__option", has_text=name).first.click()


def write(editor, title):
    """Write an article with a photo; return its address in the editor."""
    page = editor.go("/bien-tap/")
    in_vietnamese(page)
    page = editor.go("/bien-tap/pages/")
    in_vietnamese(page)
    page.locator("a[href*='add_subpage']").first.click()
    page.locator("a[href*='/pages/add/news/newspage/']").first.click()
    page.fill("#id_title", title)
    page.fill("#id_lead", "Cả bản góp ngày công, xã lo ống nước.")
    block(page, "Đoạn văn")
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.type("Bà con họp tối qua, ai cũng nhất trí.")
    block(page, "Ảnh có chú thích")
    page.get_by_role("button", name="Chọn một hình ảnh").last.click()
    page.locator(".modal [role=tab]", has_text="Đăng tải").click()
    in_vietnamese(page)
    page.locator(".modal input[type=file]").set_input_files([drawing()])
    page.locator(".modal [name$=title]").fill("Họp bản")
    page.locator(".modal [type=submit]", has_text="Đăng tải").click()
    expect(page.locator(".modal")).to_have_count(0)
    page.get_by_role("button", name="Lưu nháp").first.click()
    page.wait_for_url(re.compile(r"/pages/\d+/edit/"))
    return page.url.replace(editor.demo.address, "")


def act(page, selector):
    """Press one of the buttons below the article, where the smaller ones are folded."""
    button = page.locator(f"footer {selector}").first
    if not button.is_visible():
        page.locator(
            "footer button[aria-label='Việc khác'], footer button:has-text('Việc khác')"
        ).first.click()
    button.click()


def shown(reader, title):
    """Everybody reads it; a page is kept for a second or so."""
    for _look in range(30):
        page = reader.go("/tin/")
        if title in page.locator("main").inner_text():
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"not shown: {title}")


def test_an_article_is_written_approved_and_read_by_all(arrive, office):
    editor, second, head, reader = arrive(DESK), arrive(DESK), arrive(DESK), arrive(PHONE)
    title = f"Họp bản bàn nước sạch {uuid4().hex[:6]}"
    for visitor, name in ((editor, "editor"), (second, "second"), (head, "head")):
        visitor.sign_in(office[name])
    editor.go("/bien-tap/")
    approved_first(head, office)
    edit = write(editor, title)

    pk = re.search(r"/pages/(\d+)/", edit)[1]
    page = editor.go(f"/toa-soan/kiem-tra/{pk}/")
    expect(page.locator("main")).to_contain_text("Ảnh chưa có lời tả.")
    page = editor.go(edit)
    page.locator("[name$='-value-alt']").fill("Người dân ngồi họp trong nhà văn hóa")
    in_vietnamese(page)
    editor.screens("newsroom-edit", DESK)
    beside = second.go(edit)
    told = beside.locator("#w-editing-sessions")
    told.locator(".w-editing-sessions__session").hover()
    expect(beside.get_by_role("tooltip", name=office["editor_name"])).to_be_visible()
    act(page, "[name=action-submit]")
    expect(page.locator("body")).to_contain_text(title)
    assert title not in reader.go("/tin/").content()

    page = second.go(edit)
    expect(page.locator("body")).to_contain_text(title)
    in_vietnamese(page)
    page = head.go("/ban-lam-viec/don-vi/")
    page.locator("main a", has_text=title).first.click()
    page = head.go(edit)
    in_vietnamese(page)
    act(page, "[data-workflow-action-name=approve]")
    page.wait_for_load_state()
    shown(reader, title)
    month = f"{datetime.now(ZoneInfo('Asia/Ho_Chi_Minh')):%Y-%m-%d}"
    page = editor.go(f"/toa-soan/?ngay={month}")
    expect(page.locator("main")).to_contain_text(title)
    editor.screens("newsroom-calendar", DESK)
