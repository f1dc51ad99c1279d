"""A commune fills in a return in Excel and on the page, is given it back, sends it again; the
province approves it: the way of the numbers in a real browser."""

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, ask

pytestmark = pytest.mark.journey

# A form of the journey's own, and what one commune owes on it, with an officer who enters it.
OWED = """
import json
from datetime import timedelta
from django.utils import timezone
from kheo.demo.people import PASSWORD
from kheo.foundation.accounts import services as accounts
from kheo.foundation.accounts.models import User
from kheo.foundation.units import queries, services
from kheo.insight.returns import periods
from kheo.insight.returns.definition import Column, Definition, Row, Section
from kheo.insight.returns.models import Form, FormVersion, Return
from kheo.insight.returns.services import open_due
now = timezone.now()
today = timezone.localdate(now)
communes = queries.communes(queries.here(on=today), on=today)
unit = communes.exclude(name="Ngọc Chiến").order_by("pk").last()
body = queries.responsible_body(unit)
people = []
for username, name in (("so-lieu-1", "Lò Thị Lả"), ("so-lieu-2", "Vì Văn Tâm")):
    person, is_new = User.objects.get_or_create(
        username=username, defaults={"full_name": name, "is_demo": True})
    if is_new:
        post = services.add_post(
            body=body, title="Công chức thống kê", role="reporting_officer", by="", now=now)
        accounts.appoint(person=person, post=post, since=today, by=None, now=now)
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    people.append(person)
commune = {"level": "commune"}
asked = Definition(
    columns=(
        Column("tong", "Tổng số"),
        Column("cap_uy", "Cấp ủy", "convener=party_committee_head"),
        Column("chinh_quyen", "Chính quyền", "convener=authority")),
    sections=(
        Section("doi_thoai", "I. Đối thoại", (
            Row("cuoc", "Cuộc đối thoại với nhân dân", "dialogues.held", **commune,
                help="Đếm cả cuộc đột xuất.", compulsory=("tong",)),
            Row("phan_bien", "Hội nghị phản biện xã hội", "criticism.conferences", **commune,
                columns=("tong",)))),
        Section("thon", "II. Thôn, bản", (
            Row("ty_le", "Tỷ lệ bí thư chi bộ là trưởng bản",
                "villages.secretary_is_head_percent", **commune, columns=("tong",),
                decimals=1),))))
form, _ = Form.objects.get_or_create(
    key="journey-doi-thoai", defaults={"title": "Đối thoại và phản biện"})
version, _ = FormVersion.objects.get_or_create(
    form=form, number=1, defaults={
        "definition": asked.write(), "published_at": now, "published_by": people[0]})
period = periods.kind("half_year").ended(today)
ret, _ = Return.objects.get_or_create(
    unit=unit, form=form, period_start=period.start, period_end=period.end,
    defaults={"version": version, "sender": "commune", "period_kind": "half_year",
              "due_on": today + timedelta(days=4), "grace_until": today + timedelta(days=9),
              "step": "commune", "entered_at": now})
open_due(now=now, form=form)
print(json.dumps({"pk": ret.pk, "unit": unit.full_name}))
"""


@pytest.fixture(scope="module")
def owed(demo):
    """The return that the commune owes: its number."""
    return ask(demo, OWED)


def save(path, **cells):
    """Fill in the workbook as an officer does at home."""
    book = load_workbook(path)
    for address, value in cells.items():
        book.worksheets[0][address].value = value
    book.save(path)


def cell(page, name):
    return page.locator(f"[name='o.{name}']")


def test_a_return_goes_from_excel_to_approval(arrive, demo, owed, tmp_path):
    lan, chair = arrive(DESK), arrive(DESK)
    lan.sign_in("so-lieu-1")
    enter = f"/so-lieu/bao-cao/{owed['pk']}/nhap/"
    page = lan.go(enter)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải tệp Excel mẫu").click()
    path = tmp_path / "bieu.xlsx"
    taken.value.save_as(path)

    # Eight and five make thirteen; the total was typed with Excel's comma.
    save(path, E8="1,190", F8=8, G8=5, E9=2, E11=96.4)
    page.get_by_text("Tải tệp Excel đã điền lên").click()
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Xem trước").click()
    expect(page.locator("main")).to_contain_text("Có phải là 1.190?")
    lan.screens("return-upload")
    page.get_by_role("button", name="Nhận các số này").click()
    expect(cell(page, "cuoc.cap_uy")).to_have_value("8")

    # The total is typed by hand, wrong first: the page says what it should be.
    cell(page, "cuoc.tong").fill("12")
    cell(page, "cuoc.tong").press("Enter")
    expect(page.locator("[data-kh-entry-summary]")).to_contain_text("12")
    lan.screens("return-entry")
    cell(page, "cuoc.tong").fill("13")
    cell(page, "cuoc.tong").press("Tab")
    expect(page.locator("[data-kh-entry-state]")).to_contain_text("Đã lưu")
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.locator("main")).to_contain_text("Đã gửi báo cáo.")

    # The province looks, and asks about one cell.
    chair.sign_in("chutichtinh")
    page = chair.go(f"/so-lieu/bao-cao/{owed['pk']}/duyet/")
    chair.screens("return-review")
    remark = page.locator("[name='nx.cuoc.tong']")
    fold = remark.locator("xpath=ancestor::details[not(@open)]/summary")
    if fold.count():
        fold.first.click()
    remark.fill("Đếm cả cuộc ngày 12/6.")
    page.locator("button[name=lam][value=tra-lai]").click()
    expect(page.locator("body")).to_contain_text("Đã trả lại")

    # The officer sees it at the cell, corrects on a phone, sends again; the province approves.
    phone = arrive(PHONE)
    phone.sign_in("so-lieu-1")
    page = phone.go(enter)
    expect(page.locator("main")).to_contain_text("Đếm cả cuộc ngày 12/6.")
    phone.screens("return-given-back")
    cell(page, "cuoc.tong").fill("14")
    cell(page, "cuoc.chinh_quyen").fill("6")
    cell(page, "cuoc.chinh_quyen").press("Enter")
    expect(page.locator("[data-kh-entry-state]")).to_contain_text("Đã lưu")
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.locator("main")).to_contain_text("Đã gửi báo cáo.")
    page = chair.go(f"/so-lieu/bao-cao/{owed['pk']}/duyet/")
    page.locator("button[name=lam][value=duyet]").click()
    expect(page.locator("body")).to_contain_text("Đã duyệt")
    page = lan.go(f"/so-lieu/bao-cao/{owed['pk']}/in/")
    expect(page.locator("main")).to_contain_text("Đã duyệt")
    expect(page.get_by_role("cell", name="14", exact=True)).to_be_visible()
    lan.screens("return-paper")
