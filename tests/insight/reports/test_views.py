"""A reader opens the report, follows a number to its source, and takes the Word file along."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from docx import Document

from kheo.insight.reports import permissions
from kheo.insight.reports.definitions import all_reports
from kheo.insight.returns.models import Cell
from tests import factories

REPORT = all_reports()["nghi-quyet-25"]
URL = "/bao-cao/nghi-quyet-25/"


def test_each_of_the_figures_is_a_link_to_its_cell(son_la, client):
    page = client.get(URL).content.decode()

    for cell in Cell.objects.filter(origin__unit=son_la):
        assert f'href="{cell.get_absolute_url()}"' in page
    assert "1.191 ≠ 8 + 156 + 947 = 1.111" in page
    assert page.count("≠") == 2  # in the box of checks, and in the annex before anybody signs


def test_the_page_takes_two_queries_and_sets_no_cookie(son_la, client, django_assert_num_queries):
    with django_assert_num_queries(2):
        response = client.get(URL)

    assert response.status_code == 200
    assert not response.cookies


def test_a_small_group_of_people_is_told_only_to_those_who_read_reports(son_la, client):
    cell = Cell.objects.get(origin__unit=son_la, indicator="pledges.signed")
    cell.value = 3
    cell.save()
    officer = factories.officer(of=son_la, role="head")

    for path in (URL, f"{URL}word/"):
        strangers = _words(client.get(path))
        assert "[ít người, không nêu số] cán bộ chủ chốt" in strangers
    page = client.get(URL).content.decode()
    client.force_login(officer)
    told = client.get(URL).content.decode()

    assert f'href="{cell.get_absolute_url()}"' not in page
    assert f'href="{cell.get_absolute_url()}"' in told


def _words(response):
    if response["Content-Type"].startswith("text/html"):
        return re.sub(r"<[^>]+>", "", response.content.decode())
    return "\n".join(one.text for one in Document(BytesIO(response.content)).paragraphs)


def test_the_list_leads_to_the_report(son_la, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = client.get(reverse("reports:list")).content.decode()

    assert f'href="{URL}"' in page
    assert "10 năm thực hiện Nghị quyết 25-NQ/TW tại Sơn La" in page


def test_the_word_file_has_the_period_that_was_asked_for(son_la, client):
    response = client.get(f"{URL}word/", {"tu": "01/2016", "den": "12/2020"})

    document = Document(BytesIO(response.content))
    values = [row.cells[2].text for row in document.tables[-1].rows[1:]]
    assert response["Content-Disposition"] == ('attachment; filename="nghi-quyet-25-son-la.docx"')
    assert [value for value in values if value[0] != "["] == [
        "2.665", "149", "01", "01", "13", "99",
    ]  # fmt: skip


@pytest.mark.parametrize("path", [URL, f"{URL}word/"])
@pytest.mark.parametrize(
    ("tu", "den", "words"),
    [
        ("13/2016", "12/2020", "Tháng phải viết như 06/2013."),
        ("<script>", "12/2020", "Tháng phải viết như 06/2013."),
        ("01/2020", "12/2016", "Tháng cuối phải sau tháng đầu."),
    ],
)
def test_wrong_months_are_explained_beside_the_field(son_la, client, path, tu, den, words):
    response = client.get(path, {"tu": tu, "den": den})

    assert response.status_code == 422
    assert words in response.content.decode()
    assert "<script>" not in response.content.decode().partition("<main")[2].partition("</main")[0]


@pytest.mark.parametrize("path", ["khong-co/", "khong-co/word/"])
def test_a_report_that_does_not_exist_is_not_found(db, client, path):
    assert client.get(f"/bao-cao/{path}").status_code == 404


@pytest.mark.parametrize("path", ["/bao-cao/", URL])
def test_before_the_units_are_loaded_nothing_is_found(db, client, path):
    assert client.get(path).status_code == 404


def test_a_report_that_is_not_public_is_closed_to_strangers(db):
    closed, unit = replace(REPORT, is_public=False), factories.province()

    assert permissions.may_read(AnonymousUser(), REPORT, unit)
    assert not permissions.may_read(AnonymousUser(), closed, unit)
    assert not permissions.may_read(factories.citizen(), closed, unit)
    assert permissions.may_read(factories.officer(of=unit, role="reporting_officer"), closed, unit)


def test_a_stranger_sees_why_a_closed_report_is_closed(son_la, client, monkeypatch):
    monkeypatch.setitem(
        all_reports(), "nghi-quyet-25", replace(REPORT, is_public=False, since=date(2013, 6, 1))
    )

    response = client.get(URL)

    assert response.status_code == 403
    assert "Báo cáo này chỉ dành cho cán bộ có quyền xem." in response.content.decode()
