"""A reader on a small phone with a slow line, then without JavaScript, reads and writes back."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.journey

# What measuring services call a slow 3G line: 400 kbit/s, 400 ms.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
READY = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"


def slow_phone(arrive):
    reader = arrive(PHONE)
    line = reader.context.new_cdp_session(reader.page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    return reader


def walk(reader):
    """From the first page to an article, its relatives, the pictures; nobody types an address."""
    page = reader.go("/")
    page.locator("main a[href='/tin/'], header a[href='/tin/'], footer a[href='/tin/']").filter(
        visible=True
    ).first.click()
    page.locator(".kh-columns a[href*='chuyen-muc']", has_text="Dân vận khéo").click()
    expect(page.locator("h1")).to_have_text("Dân vận khéo")
    page.locator("main h2 a, main h3 a").first.click()
    expect(page.locator("article h1")).to_be_visible()
    article = page.url.replace(reader.demo.address, "")
    reader.screens("article", PHONE)
    page.locator(
        "article .kh-meta a[href*='loat-bai'], main .kh-section a[href*='/tin/']"
    ).first.click()
    page.locator("main h2 a, main h3 a").first.click()
    expect(page.locator("article h1")).to_be_visible()
    reader.go("/tin/").locator(".kh-columns a[href='/tin/anh/']").click()
    reader.screens("albums", PHONE)
    page.locator("main a[href^='/tin/anh/']").first.click()
    expect(page.locator(".kh-photos img").first).to_be_visible()
    page.locator(".kh-photos a").first.click()
    expect(page.locator("figure img")).to_be_visible()
    assert page.locator("figure img").get_attribute("alt")
    return article


def comment(reader, article, words):
    """Write below an article and keep code and key."""
    page = reader.go(article)
    page.click("#write-comment a")
    page.fill("[name=text]", words)
    page.fill("[name=name]", "Mùa A Páo")
    return page


def sent(page):
    page.click("button:has-text('Gửi bình luận')")
    expect(page.locator("h1")).to_have_text("Đã nhận bình luận của bạn")
    code, key = page.locator(".kh-facts .kh-code").all_inner_texts()
    return code, key


def follow(reader, code, key):
    page = reader.go("/binh-luan/tra-cuu/")
    page.fill("[name=code]", code)
    page.fill("[name=khoa]", key)
    page.click("main form button")
    return page


def decline(moderator, code, words):
    page = moderator.go("/binh-luan/kiem-duyet/")
    moderator.screens("comments-desk", DESK)
    row = page.locator("li[data-kh-row]", has_text=code)
    row.locator("select[name=rule]").select_option(index=1)
    row.locator("input[name=reason]").fill(words)
    row.locator("button", has_text="Không đăng").click()
    expect(page.locator("li[data-kh-row]", has_text=code)).to_have_count(0)


def test_a_slow_phone_reads_and_its_comment_is_judged_twice(arrive):
    reader, moderator, head = slow_phone(arrive), arrive(DESK), arrive(DESK)
    article = walk(reader)
    words = f"Cách làm hay, mong các bản khác học theo. {uuid4().hex[:8]}"
    page = comment(reader, article, words)
    expect(page.locator("[data-kh-left]")).to_contain_text(str(500 - len(words)))
    reader.screens("comment", PHONE)
    code, key = sent(page)

    moderator.sign_in("bientap")
    decline(moderator, code, "Xin bớt lời quảng cáo.")
    page = follow(reader, code, key)
    expect(page.locator("main")).to_contain_text("Xin bớt lời quảng cáo.")
    reader.screens("comment-declined", PHONE)
    reader.submit("xem-lai", text="Tôi không quảng cáo gì, xin người khác đọc lại.")
    expect(page.locator("main")).to_contain_text("Bạn đã đề nghị xem lại")

    page = moderator.go("/binh-luan/kiem-duyet/?muc=xem-lai")
    work = page.locator("main a", has_text=code).first.get_attribute("href")
    assert moderator.go(work).locator("form[action*='xem-lai']").count() == 0
    head.sign_in("chutich")
    page = head.go(work)
    head.submit("xem-lai", verdict="dang", reason="Lời này không trái quy tắc nào.")
    expect(follow(reader, code, key).locator("main")).to_contain_text("không trái quy tắc nào")
    expect(arrive(PHONE).go(article).locator("#binh-luan")).to_contain_text(words)


def test_everything_is_read_and_written_without_javascript(arrive):
    reader = arrive(PHONE, script=False)

    article = walk(reader)
    page = reader.go(article)
    page.locator(".kh-share a", has_text="Gửi cho bạn bè").click()
    page.fill("[name=friend]", "ban-toi@example.vn")
    page.fill("[name=name]", "Mùa A Páo")
    page.click("main form button")
    # The demo has no mail server: it says so, and nothing typed is lost.
    expect(page.locator("main")).to_contain_text("Thư chưa gửi được")
    expect(page.locator("[name=friend]")).to_have_value("ban-toi@example.vn")
    assert page.locator("main a[href^='mailto:']").count() == 1
    page = comment(reader, article, f"Không có JavaScript vẫn gửi được. {uuid4().hex[:8]}")
    code, key = sent(page)
    expect(follow(reader, code, key).locator("h1")).to_have_text("Đã nhận bình luận của bạn")


def test_what_was_read_is_read_again_without_a_network_and_no_desk_is(arrive):
    reader = arrive(PHONE, offline_reading=True)
    page = reader.go("/")
    page.wait_for_function(f"async () => await {READY}")
    article = reader.go("/tin/").locator("main h2 a, main h3 a").first.get_attribute("href")
    title = reader.go(article).locator("h1").inner_text()
    page.wait_for_function(
        "async (path) => (await caches.keys()).includes('kheo-page-1 ' + path)", arg=article
    )
    reader.context.set_offline(True)
    expect(reader.go(article).locator("h1")).to_have_text(title)
    expect(page.locator(".kh-offline")).to_contain_text("Máy đang không có mạng")
    reader.screens("offline", PHONE)
    reader.context.set_offline(False)

    reader.sign_in("vanthu")
    reader.go("/cong-khai/lam-viec/")
    reader.context.set_offline(True)
    page = reader.go("/cong-khai/lam-viec/")
    expect(page.locator("main")).to_contain_text("đang không có mạng")
    assert "Chọn đơn vị của bạn" not in page.content()
    reader.context.set_offline(False)
    reader.complaints.clear()
