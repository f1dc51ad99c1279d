"""A commune's year of disclosure, from an empty page to all fourteen items, and who watches."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from kheo.know.disclosure import rules
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_wheel import photo

pytestmark = pytest.mark.journey

DECIDED_BEFORE, LATE_BEFORE = timedelta(days=9), timedelta(days=70)
NAMED = "binh_xet_doi_tuong"
TABLE = """TT\tHọ và tên\tSố CCCD\tBản\tKết quả
1\tLò Thị Mại\t014099001234\tbản Lướt\tHộ nghèo
2\tQuàng Văn Ín\t014099001235\tbản Pú\tHộ cận nghèo
"""
WHERE = {
    "niem_yet": "Bảng tin trụ sở UBND xã",
    "truyen_thanh": "Đài truyền thanh xã, 5 giờ và 17 giờ",
    "truong_thon": "Trưởng bản đọc ở họp bản",
}


def today():
    return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))


def day(moment):
    return f"{moment:%d/%m/%Y}"


def listing():
    """The fourteen items as the law file has them."""
    return rules.book().lists["commune_2022"]


def number_of(item, number):
    return f"{number}{item.number}/QĐ-UBND"


def periods(item):
    """The periods that should be public by now: this year's plans, the last quarter and half."""
    found = {}
    for rhythm in item.rhythms:
        before = rules.around(rhythm.each, today().date())[0]
        running = rules.of_day(rhythm.each, today().date())
        found[rules.name_of(rhythm, running if rhythm.is_from_start else before)] = rhythm
    return list(found)


def content(item, *, decided=DECIDED_BEFORE, period=""):
    """What the clerk types for one item."""
    typed = {
        "title": f"{item.short} {period}".strip(),
        "numbered": f"3{item.number}/QĐ-UBND",
        "decided_on": day(today() - decided),
        "summary": f"{item.short}: xem tại trụ sở UBND xã, giờ hành chính.",
    }
    return typed | ({"period": period} if period else {})


def chips(page):
    return page.locator(".kh-contents .kh-chip").all_inner_texts()


def record(clerk, office, item, **more):
    """Record one content by its form; what the clock has opened knows its period already."""
    page = clerk.go(f"/cong-khai/lam-viec/don-vi/{office['pk']}/")
    page.locator("tr", has=page.locator(f"a[href$='/muc/{item.key}/']")).locator("a.btn").click()
    form = page.locator("main form[method=post]")
    wanted = periods(item)
    if wanted and form.locator("[name=period]").count():
        more["period"] = wanted[0]
    clerk.fill(form, content(item, **more))
    return page, form


def show(clerk, page, channel):
    """Say where it was shown, with a photo of the board."""
    page.locator(f"main a[href$='hinh-thuc={channel}']").click()
    form = page.locator("main form[method=post]")
    since = day(today() - timedelta(days=5))
    clerk.fill(form, {"place": WHERE[channel], "since": since, "done_by": "Lường Văn Pản"})
    page.set_input_files("input[name=proof]", [photo()])
    form.locator("button.btn-primary").click()


def token(html, name):
    found = re.search(rf'name="{name}"[^>]*value="([^"]+)"', html)
    return {name: found[1]} if found else {}


def send(clerk, path, files=(), **typed):
    """Send a form of the room as the same browser does, without drawing the pages between."""
    address = clerk.demo.url(path)
    html = clerk.context.request.get(address).text()
    fields = typed | token(html, "csrfmiddlewaretoken") | token(html, "submission_key")
    answer = clerk.context.request.post(address, multipart=fields | dict(files))
    assert answer.ok, (path, answer.status)
    return answer


def publish_quickly(clerk, office, item, period=""):
    """The same three steps for one of the many: content, the page here, each channel with proof."""
    made = send(
        clerk,
        f"/cong-khai/lam-viec/co-quan/{office['body']}/commune_2022/{item.key}/",
        **content(item, period=period),
        publish="on",
    )
    found = re.search(r"/noi-dung/(\d+)/", made.url)
    assert found, (item.key, re.findall(r"kh-error[^>]*>([^<]+)", made.text()))
    for channel in item.needs:
        if channel == "cong_tttt":
            continue
        send(
            clerk,
            f"/cong-khai/lam-viec/noi-dung/{found[1]}/noi/",
            files={"proof": photo()},
            channel=channel,
            place=WHERE[channel],
            since=day(today() - timedelta(days=5)),
            until="",
            done_by="Lường Văn Pản",
        )
    return found[1]


def publish_slowly(clerk, office, item):
    """One of the first three, every page looked at."""
    page, form = record(clerk, office, item)
    form.locator("button.btn-primary").click()
    expect(page.locator("main")).to_contain_text("chưa có")
    show(clerk, page, "niem_yet")
    expect(page.locator("body")).to_contain_text("Đã ghi nơi công khai.")
    if item.number == 1:
        clerk.screens("disclosure-work", DESK)


def publish_the_rest(clerk, office, item):
    """Every period of the item that is not there yet; what follows events alone, once."""
    page = clerk.go(f"/cong-khai/{office['code']}/muc/{item.key}/")
    there = page.locator("main article").all_inner_texts()
    if there and not item.is_periodic:
        return
    known = {number for one in there for number in periods(item) if is_of(one, item, number)}
    for period in periods(item) or [""]:
        if period not in known:
            publish_quickly(clerk, office, item, period)


def is_of(shown, item, period):
    """Say whether what a page shows is of this period: by our title, or by that of the clock."""
    found, rhythm = rules.named(period, item)
    return f"{item.short} {period}\n" in shown or rhythm.title(found) in shown


def name_people(clerk, office, item):
    """Paste a table: the column of identity numbers is refused by its name."""
    page, form = record(clerk, office, item)
    clerk.fill(form, {"names_people": True, "public_until": day(today() + timedelta(days=30))})
    page.uncheck("input[name=publish]")
    form.locator("button.btn-primary").click()
    page.locator("main a", has_text="Người được nêu tên").click()
    page.fill("textarea[name=table]", TABLE)
    page.click("button:has-text('Đọc bảng')")
    expect(page.locator("main")).to_contain_text("Cột “Số CCCD”")
    page.locator("[name=col_2]").select_option("result")
    page.locator("[name=col_4]").select_option("")
    page.click("button:has-text('Ghi danh sách')")
    expect(page.locator("main .kh-error").first).to_contain_text("không được công khai")
    page.locator("[name=col_2]").select_option("")
    page.locator("[name=col_4]").select_option("result")
    clerk.screens("disclosure-names", DESK)
    page.click("button:has-text('Ghi danh sách')")
    expect(page.locator("body")).to_contain_text("Đã ghi 2 người.")
    page.click(".kh-crumb a")
    page.click("button:has-text('Đăng lên trang này')")
    work = page.url.replace(clerk.demo.address, "")
    for channel in item.needs:
        if channel != "cong_tttt":
            show(clerk, clerk.go(work), channel)
    return work


def papers(clerk, work):
    """The sheet for the board as PDF, the words for the loudspeaker, the message."""
    page = clerk.go(f"{work}giay/")
    clerk.screens("disclosure-papers", DESK)
    sheet = clerk.context.request.get(clerk.demo.url(f"{work}giay/niem-yet.pdf"))
    assert sheet.body().startswith(b"%PDF")
    assert "Lò Thị Mại" not in page.locator(".kh-quote").inner_text()
    expect(page.locator("main")).to_contain_text(re.compile(r"Đọc hết khoảng .+ Phát 3 ngày liền"))
    message = page.locator("textarea[readonly]").first.input_value()
    assert 0 < len(message) <= 160


def test_a_commune_fills_its_year_and_everybody_sees_what_is_missing(arrive, office):
    citizen, clerk, head = arrive(PHONE), arrive(DESK), arrive(DESK)
    items = listing().items
    assert len(items) == 14
    page = citizen.go(f"/cong-khai/{office['code']}/")
    assert "Đang công khai" not in chips(page)
    assert len(chips(page)) == 14
    asked = ask_for_what_is_missing(citizen, office, items[0])

    clerk.sign_in(office["clerk"])
    head.sign_in(office["head"])
    late, form = record(clerk, office, items[3], decided=LATE_BEFORE)
    form.locator("button.btn-primary").click()
    expect(head.go("/ban-lam-viec/qua-han/").locator("main")).to_contain_text(items[3].short)
    head.go(f"/cong-khai/lam-viec/don-vi/{office['pk']}/")
    head.screens("disclosure-office", DESK)
    show(clerk, late, "niem_yet")
    for item in items[:3]:
        publish_slowly(clerk, office, item)
        publish_the_rest(clerk, office, item)
    named = next(item for item in items if item.key == NAMED)
    work = name_people(clerk, office, named)
    papers(clerk, work)
    for item in items[4:]:
        if item.key != NAMED:
            publish_the_rest(clerk, office, item)

    page = citizen.go(f"/cong-khai/{office['code']}/")
    assert chips(page) == ["Đang công khai"] * 14
    citizen.screens("disclosure-commune", PHONE)
    province = arrive(DESK)
    row = province.go("/cong-khai/").locator("tr", has_text=office["unit"])
    province.screens("disclosure-matrix", DESK)
    assert row.locator("td.kh-cell-done").count() == 14
    assert row.locator("td").last.inner_text() == "0"
    expect(clerk.go(f"/phan-anh/ban-tiep-nhan/?q={asked}").locator("main")).to_contain_text(asked)
    expect(head.go("/ban-lam-viec/qua-han/").locator("main")).not_to_contain_text(
        f"{items[3].short}"
    )
    correct_a_name(citizen, clerk, office, work)


def ask_for_what_is_missing(citizen, office, item):
    """A right, from the page that says what is not there; the words are there already."""
    page = citizen.page
    page.locator(f"#muc-{item.key} a", has_text="Yêu cầu cung cấp").click()
    expect(page.locator("textarea[name=text]")).to_have_value(re.compile(item.words[:30]))
    expect(page.locator("input[name=commune]")).to_have_value(office["unit"])
    form = page.locator("main form[method=post]")
    citizen.fill(form, {"name": "Giàng Thị Dợ", "phone": "0912345672", "address": "bản Lướt"})
    form.locator("button.kh-gold").click()
    expect(page.locator(".kh-num.kh-code")).to_have_text(re.compile(r"SL-\d\d-\d{5}"))
    return page.locator(".kh-num.kh-code").inner_text()


def correct_a_name(citizen, clerk, office, work):
    """Somebody whose name is wrong says so below the list; the officer mends it and answers."""
    published = f"/cong-khai/{office['code']}/{work.rstrip('/').split('/')[-1]}/"
    page = citizen.go(published)
    expect(page.locator("main")).to_contain_text("Lò Thị Mại")
    assert "014099001234" not in page.content()
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex, noarchive"
    citizen.screens("disclosure-people", PHONE)
    page.click("a:has-text('Tên bạn ở đây sai')")
    page.check("input[name=right][value=correct]")
    page.click("main button.kh-gold")
    expect(page.locator("[name=about]")).to_have_value(re.compile(published))
    expect(page.locator("main")).to_contain_text(office["unit"])
    page.click("main button.kh-gold")
    page.fill("[name=text]", "Tên tôi ghi sai dấu.")
    page.fill("[name=wished]", "Lò Thị Mai")
    page.click("main button.kh-gold")
    citizen.fill(page.locator("main form"), {"name": "Lò Thị Mai", "phone": "0912345673"})
    page.click("main button.kh-gold")
    code = page.locator(".kh-num.kh-code").inner_text()
    own = page.url.replace(citizen.demo.address, "")

    page = clerk.go("/du-lieu-ca-nhan/lam-viec/")
    page.locator("tr", has_text=code).locator("a.kh-title").click()
    settling = page.url.replace(clerk.demo.address, "")
    clerk.screens("own-data-work", DESK)
    page = clerk.go(f"{work}ten/")
    page.click("a:has-text('Lò Thị Mại')")
    page.fill("[name=name]", "Lò Thị Mai")
    page.click("main form button.btn-primary")
    clerk.go(settling)
    clerk.submit("tra-loi", outcome="granted", answer="Đã sửa tên thành Lò Thị Mai.")
    expect(citizen.go(own).locator("main")).to_contain_text("Đã sửa tên thành Lò Thị Mai.")
    expect(citizen.go(published).locator("main")).to_contain_text("Lò Thị Mai")
    assert "Lò Thị Mại" not in citizen.page.content()
