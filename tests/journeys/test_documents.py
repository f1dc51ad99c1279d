"""A document enters the register from a pasted line and its file, and is found below its parent."""

from datetime import datetime
from random import randint
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.journey

PAPER = """<meta charset=utf-8><h1>KẾ HOẠCH</h1>
<p>Về việc phát động phong trào ruộng bậc thang sạch cỏ ở xã Ngọc Chiến, gắn với {mark}.</p>
<p>Các bản tổ chức họp dân, phân công từng hộ.</p>"""


def written_on():
    return f"{datetime.now(ZoneInfo('Asia/Ho_Chi_Minh')):%d/%m/%Y}"


def paper(arrive, mark):
    """Print a paper as any office does; its words lie in the PDF."""
    printer = arrive(DESK).page
    printer.set_content(PAPER.format(mark=mark))
    return {"name": "ke-hoach.pdf", "mimeType": "application/pdf", "buffer": printer.pdf()}


def enter(officer, line, *, issuer, title, file=None):
    """Paste the line, let the machine fill in what it says, add the rest, save."""
    page = officer.go("/van-ban/lam-viec/ghi/")
    page.fill("[name=line]", line)
    page.click("button[value=line]")
    number = line.partition(" ")[0]
    expect(page.locator("[name=numbered]")).to_have_value(number)
    expect(page.locator("[name=kind]")).to_have_value("plan")
    if file:
        page.set_input_files("main input[type=file]", [file])
        page.click("button[value=file]")
        expect(page.locator("main")).to_contain_text("ke-hoach.pdf")
        expect(page.locator("[name=numbered]")).to_have_value(number)
        officer.screens("document-enter", DESK)
    page.fill("[name=issuer]", issuer)
    page.fill("[name=title]", title)
    page.click("button[value=save]")
    expect(page.locator("body")).to_contain_text("Đã vào sổ")
    return page.url.replace(officer.demo.address, "")


def relate(officer, source, number):
    officer.go(source).locator("main a", has_text="Ghi liên hệ").click()
    page = officer.page
    page.locator("[name=kind]").select_option("implements")
    page.fill("[name=typed]", number)
    page.click("button:has-text('Ghi liên hệ')")
    return page


def until(page, words, times=40):
    """Look again until the worker has read the file."""
    for _look in range(times):
        if words in page.locator("main").inner_text():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"never said: {words}")


def test_a_document_is_registered_read_found_and_seen_below_its_parent(arrive):
    province, clerk, reader = arrive(DESK), arrive(DESK), arrive(PHONE)
    above, below = f"{randint(500, 4999)}/KH-UBND", f"{randint(5000, 9999)}/KH-UBND"
    mark = f"chiến dịch {'ABCDEGHK'[randint(0, 7)]}{randint(1000, 9999)}"
    province.sign_in("chutichtinh")
    clerk.sign_in("vanthu")
    parent = enter(
        province,
        f"{above} ngày {written_on()}",
        issuer="UBND tỉnh Sơn La",
        title="Kế hoạch phát động phong trào vệ sinh đồng ruộng toàn tỉnh",
    )
    child = enter(
        clerk,
        f"{below} ngày {written_on()}",
        issuer="UBND xã Ngọc Chiến",
        title="Kế hoạch thực hiện phong trào trên địa bàn xã",
        file=paper(arrive, mark),
    )
    page = relate(clerk, child, above)
    expect(page.locator("main")).to_contain_text("thực hiện, cụ thể hóa")

    until(clerk.go(child), "Tải bản 1")
    until(reader.go(f"/van-ban/?tim={mark.replace('chiến dịch', 'chien dich')}"), below)
    page = reader.go("/van-ban/?tim=ruong+bac+thang+sach+co")
    page.locator("main h3 a", has_text=below).first.click()
    with page.expect_download() as download:
        page.click("a:has-text('Tải bản 1')")
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page = reader.go(parent)
    page.click("a:has-text('Xem cây thực hiện')")
    expect(page.locator("main")).to_contain_text(below)
    reader.screens("document-tree", PHONE)
    lacking = int(page.locator(".kh-num-late").inner_text())
    page.locator("dl a", has_text="chưa có văn bản").click()
    expect(page.locator("main .kh-lead")).to_contain_text(f"{lacking} trên {lacking + 1}")
    assert "xã Ngọc Chiến" not in page.locator("main .kh-list").inner_text()

    page = relate(province, parent, below)
    expect(page.locator("main")).to_contain_text("vòng tròn")
    expect(page.locator("main")).to_contain_text(f"{above} → ")
