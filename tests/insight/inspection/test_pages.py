"""The pages: who comes in, what is chosen, what a cell opens."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from kheo.insight.inspection import queries
from kheo.insight.inspection.models import Snapshot
from kheo.insight.inspection.periods import period
from tests import factories
from tests.insight.inspection import year

pytestmark = pytest.mark.django_db
ASKED = {"ky": "BC-TCD-Q1", "nam": "2026"}


@pytest.fixture
def place():
    return year.cases.Place()


@pytest.fixture
def officer(client, place):
    person = factories.officer(place.province, "reporting_officer")
    client.force_login(person)
    return person


def get(client, name, *args, **asked):
    return client.get(reverse(f"inspection:{name}", args=args), ASKED | asked)


def test_strangers_and_officers_without_the_right_are_refused(client, place):
    assert get(client, "list").status_code == 302
    client.force_login(factories.officer(place.unit, "clerk"))

    for name, args in (
        ("list", ()), ("table", ("01-tcd",)), ("rows", ("01-tcd",)), ("workbook", ()),
        ("document", ()),
    ):  # fmt: skip
        assert get(client, name, *args).status_code == 403, name
    assert client.post(reverse("inspection:freeze"), ASKED).status_code == 403


def test_the_list_names_the_tables_and_the_window(client, officer):
    page = get(client, "list").content.decode()

    for form in ("01/TCD", "02/TCD", "01/XLD", "04/XLD", "01/KQGQ", "04/KQGQ"):
        assert form in page
    assert "15/12/2025" in page and "14/3/2026" in page.replace("14/03/2026", "14/3/2026")


def test_a_wrong_year_is_said_at_its_field(client, officer):
    answer = get(client, "list", nam="năm nay")

    assert answer.status_code == 422
    assert "Năm phải viết bằng số" in answer.content.decode()


def test_a_unit_outside_the_right_is_refused_at_its_field(client, place):
    client.force_login(factories.officer(place.unit, "head"))

    answer = get(client, "table", "01-tcd", **{"don-vi": place.province.code})

    assert answer.status_code == 422
    assert "không có đơn vị đó" in answer.content.decode()


def test_each_table_and_its_year_before_are_shown(client, officer):
    for key in year.forms().tables:
        page = get(client, "table", key).content.decode()
        assert "Cùng kỳ năm trước" in page
        assert 'role="region"' in page


def test_a_cell_opens_its_rows(client, officer, place):
    year.visit(place.body, year.at(2026, 1, 5), people=2)
    page = get(client, "table", "01-tcd").content.decode()
    assert "dong=tong&amp;cot=1" in page

    rows = get(client, "rows", "01-tcd", dong="tong", cot="1").content.decode()

    assert "Lượt tiếp số 1/2026" in rows
    assert "/tiep-cong-dan/so/" not in rows  # No right to the book: no way to it.


def test_rows_of_unknown_cells_are_not_there(client, officer):
    assert get(client, "rows", "01-tcd", cot="99").status_code == 404
    assert get(client, "rows", "01-tcd", cot="1", dong="x").status_code == 404
    assert get(client, "rows", "khong-co").status_code == 404


def test_a_report_is_frozen_once_and_shows_what_changed(client, officer, place):
    year.visit(place.body, year.at(2026, 1, 5), people=2)
    asked = ASKED | {"key": str(uuid.uuid4()), "don-vi": place.province.code}

    first = client.post(reverse("inspection:freeze"), asked)
    second = client.post(reverse("inspection:freeze"), asked)

    assert first.url == second.url
    snapshot = Snapshot.objects.get()
    assert "Không có số nào khác" in client.get(first.url).content.decode()
    year.visit(place.body, year.at(2026, 1, 6), people=3)
    page = client.get(first.url).content.decode()
    assert snapshot.sha256 in page
    assert "Tổng số / Lượt" in page


def test_another_communes_head_does_not_see_a_frozen_report(client, officer, place):
    client.post(reverse("inspection:freeze"), ASKED | {"key": str(uuid.uuid4())})
    client.force_login(factories.officer(place.unit, "head"))

    assert client.get(Snapshot.objects.get().get_absolute_url()).status_code == 403


def test_downloads_carry_their_names(client, officer, place):
    excel, word = get(client, "workbook", bieu="01-tcd"), get(client, "document", bieu="01-tcd")

    name = f"bieu-01-tcd-bc-tcd-q1-2026-{place.province.code}"
    assert excel["Content-Disposition"] == f'attachment; filename="{name}.xlsx"'
    assert word["Content-Disposition"] == f'attachment; filename="{name}.docx"'
    assert get(client, "workbook", bieu="khong").status_code == 404


@pytest.mark.parametrize("communes", [1, 3])
def test_a_table_costs_the_same_for_one_commune_and_three(
    client, officer, place, communes, django_assert_num_queries
):
    for number in range(communes):
        unit = factories.unit(f"Xã {number}", parent=place.province)
        factories.head(factories.body(unit))
        year.visit(factories.body(unit), year.at(2026, 1, 11))
    get(client, "table", "01-tcd")

    with django_assert_num_queries(18):
        get(client, "table", "01-tcd")


def test_heirs_report_for_what_their_unit_was(client, place, django_assert_max_num_queries):
    for number in range(3):
        old = factories.unit(f"Xã {number}", parent=place.province, valid_to=date(2026, 4, 30))
        factories.succession(old, place.unit, date(2026, 5, 1))
    client.force_login(factories.officer(place.unit, "head"))

    with django_assert_max_num_queries(12):
        page = get(client, "list").content.decode()

    assert all(f"xã Xã {number}" in page for number in range(3))
    assert "tỉnh Sơn La</option>" not in page


def test_rows_go_on_from_page_to_page(officer, place):
    for day in (5, 6, 7):
        year.visit(place.body, year.at(2026, 1, day))

    def page(before=None):
        return queries.behind(
            table=year.forms().tables["01-tcd"], number=1, row="tong",
            period=period("BC-TCD-Q1", 2026), unit=place.province, user=officer, today=year.TODAY,
            before=before, size=2,
        )  # fmt: skip

    first = page()
    second = page(first.older)

    numbers = [[row.label[:20] for row in one.rows] for one in (first, second)]
    assert numbers == [
        ["Lượt tiếp số 3/2026,", "Lượt tiếp số 2/2026,"],
        ["Lượt tiếp số 1/2026,"],
    ]
    assert second.older is None
