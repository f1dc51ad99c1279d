"""The ten-year report: made of a Word template, frozen, approved; the checker reads its article."""

import re
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, ROOT

pytestmark = pytest.mark.journey

ARTICLE = next((ROOT / "kheo" / "know" / "news" / "seeds").glob("004_*.txt"))
# A report of ten years and its Word, PDF and Excel files; the machine may be busy.
LONG_WORK = 120_000


def downloaded(page, link, path):
    with page.expect_download() as taken:
        page.get_by_role("link", name=link).click()
    taken.value.save_as(path)
    return path


@pytest.fixture(scope="module")
def made(demo, browser):
    """Where the report made in this module stands."""
    return {}


def test_the_reporting_officer_makes_and_freezes_the_ten_year_report(arrive, made, tmp_path):
    officer = arrive(DESK)
    officer.sign_in("baocao")
    page = officer.go("/bao-cao/lap/")
    page.select_option("[name=mau]", "nghi-quyet-25")
    page.select_option("[name=don_vi]", "14")
    page.fill("[name=tu]", "06/2013")
    page.fill("[name=den]", "12/2023")
    officer.screens("report-make", DESK)
    page.get_by_role("button", name="Lập báo cáo").click()
    page.wait_for_url(re.compile(r"/bao-cao/da-lap/\d+/"))
    expect(page.get_by_role("link", name="Tải Word")).to_be_visible(timeout=LONG_WORK)
    made["path"] = re.sub(r"^https?://[^/]+", "", page.url)

    # Every figure of these ten years is known; what does not add up is told.
    page.reload()
    assert page.locator("article mark").count() == 0
    expect(page.locator("#soat-so-lieu")).to_contain_text("1.191")
    officer.screens("report-made", PHONE, DESK)

    page.locator("article").get_by_role("link", name="1.191").first.click()
    expect(page.locator("main")).to_contain_text("10 năm thực hiện Nghị quyết")
    page.go_back()

    page.get_by_role("button", name="Chốt số liệu").click()
    expect(page.locator("main")).to_contain_text("SHA-256")
    expect(page.locator("main")).to_contain_text("Không có số nào khác.")
    assert page.get_by_role("button", name="Duyệt báo cáo").count() == 0
    word = downloaded(page, "Tải Word", tmp_path / "a.docx")
    pdf = downloaded(page, "Tải PDF", tmp_path / "a.pdf")
    assert "word/document.xml" in ZipFile(word).namelist()
    assert pdf.read_bytes().startswith(b"%PDF")


def test_the_head_approves_what_another_froze(arrive, made):
    head = arrive(DESK)
    head.sign_in("chutichtinh")

    page = head.go(made["path"])
    page.get_by_role("button", name="Duyệt báo cáo").click()

    expect(page.locator("main")).to_contain_text("Đã duyệt báo cáo.")
    assert page.get_by_role("button", name="Duyệt báo cáo").count() == 0


def test_what_is_missing_is_marked_and_what_changed_since_stands_beside(arrive):
    officer = arrive(DESK)
    officer.sign_in("baocao")
    page = officer.go("/bao-cao/da-lap/")

    page.get_by_role("link", name="mẫu dựng thử").first.click()

    # What nobody counted is marked, never a zero.
    assert page.locator("article mark").count() > 0
    section = page.locator(".kh-section", has_text="Khác với số liệu hôm nay")
    assert section.locator("tbody tr").count() > 0
    officer.screens("report-frozen", DESK)


def test_every_figure_of_the_public_report_opens_its_source(arrive):
    page = arrive(PHONE).go("/bao-cao/nghi-quyet-25/")
    links = page.locator("article a[href*='/so-lieu/']")
    paths = {link.get_attribute("href") for link in links.all()}

    answered = {
        path: page.request.get(page.url.split("/bao-cao")[0] + path).status for path in paths
    }

    assert len(paths) >= 40
    assert set(answered.values()) == {200}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_checker_marks_the_wrong_sum_and_is_silent_on_the_right_ones(arrive, size):
    reader = arrive(size)
    page = reader.go("/soat-so-lieu/")
    page.fill("[name=van_ban]", ARTICLE.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Soát").click()

    wrong = page.locator(".kh-audit-wrong li")
    expect(wrong).to_have_count(1)
    expect(wrong).to_contain_text("1.111")
    marked = page.locator("mark.kh-mark-inconsistent")
    expect(marked.first).to_contain_text("1.191 hội nghị")
    # 46 + 564 + 2.075 make 2.685, and the page says so without alarm.
    right = page.locator(".kh-note-consistent")
    assert any("2.685" in said for said in right.all_inner_texts())
    reader.screens("checker", size)
