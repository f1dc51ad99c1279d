"""The inspectorate's tables for a quarter: chosen, read, opened to their rows, taken home."""

from datetime import datetime
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.journeys.conftest import DESK

pytestmark = pytest.mark.journey


def test_the_tables_of_a_quarter_open_their_rows_and_come_as_excel_and_word(arrive, tmp_path):
    officer = arrive(DESK)
    officer.sign_in("thanhtra")
    page = officer.go("/bieu-thanh-tra/")
    page.select_option("[name=ky]", quarter(datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()))
    page.click("main form.kh-filter button")
    officer.screens("inspection-list")
    page.locator("main ul.kh-list a.stretched-link").first.click()
    expect(page.locator("main table")).to_be_visible()
    officer.screens("inspection-table")

    for words, check in (("Tải Excel", is_excel), ("Tải Word", is_word)):
        with page.expect_download() as download:
            page.click(f"main a:has-text('{words}')")
        kept = tmp_path / words.replace(" ", "-")
        download.value.save_as(kept)
        check(kept)
    tables = [one.get_attribute("href") for one in page.locator("a.kh-other-table").all()]
    for address in [page.url.replace(officer.demo.address, ""), *tables]:
        cells = officer.go(address).locator("tbody td a")
        if cells.count():
            break
    number = cells.first.inner_text()
    cells.first.click()
    officer.screens("inspection-rows")
    expect(page.locator("main")).to_be_visible()
    assert number != "0"
    assert page.locator("main ul.kh-list li, main tbody tr").count() >= 1


def quarter(day):
    """The window of a quarter begins on the fifteenth of the month before it."""
    month = day.month + (day.day >= 15)
    return f"BC-TCD-Q{(month - 1) % 12 // 3 + 1}"


def is_excel(path):
    assert load_workbook(path.rename(path.with_suffix(".xlsx"))).worksheets[0].max_row > 5


def is_word(path):
    with ZipFile(path) as paper:
        assert "word/document.xml" in paper.namelist()
