"""Every number opens where it comes from."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from kheo.foundation.figures import indicators, services
from kheo.foundation.figures.indicators import Indicator, Row, Scope
from kheo.insight.returns import permissions, queries
from kheo.insight.returns.models import Cell
from kheo.know.news import services as news
from tests import factories

SINCE, UNTIL = date(2026, 1, 1), date(2026, 4, 1)


def rows(scope: Scope, first: int, count: int) -> list[Row]:
    return [Row(f"Hồ sơ {n}", f"/ho-so/{n}/") for n in range(first, min(first + count, 120))]


HEARD = Indicator(
    code="test.heard",
    label="Ý kiến nghe được",
    unit_of_count="ý kiến",
    breakdowns={"channel": {"web": "qua mạng", "phone": "qua điện thoại"}},
    rows="tests.insight.returns.test_views.rows",
)
SECRET = Indicator(code="test.secret", label="Số mật", unit_of_count="việc", is_public=False)


@pytest.fixture(autouse=True)
def _indicators_are_known():
    indicators.register(HEARD)
    indicators.register(SECRET)


def test_a_cell_shows_value_scope_period_and_marked_quotation(
    son_la, client, django_assert_num_queries
):
    cell = Cell.objects.get(key="sl17")

    with django_assert_num_queries(2):
        page = client.get(cell.get_absolute_url()).content.decode()

    assert "2.220 bản, tiểu khu, tổ dân phố" in page
    assert "<mark>2.220</mark>/2.303" in page
    assert "tỉnh Sơn La" in page
    assert "tại ngày 31/12/2023" in page
    assert "Tỉnh Sơn La qua 10 năm thực hiện Nghị quyết số 25-NQ/TW" in page


def test_every_cell_has_a_page(son_la, client):
    statuses = {client.get(cell.get_absolute_url()).status_code for cell in Cell.objects.all()}

    assert statuses == {200}


def test_a_cell_that_does_not_exist_is_not_found(db, client):
    assert client.get("/so-lieu/o/999999/").status_code == 404


def heard(unit, number=3, channel="web"):
    services.count(
        indicator="test.heard", unit=unit, on=SINCE, breakdown={"channel": channel}, by=number
    )


def test_a_number_opens_the_records_behind_it_page_by_page(db, client, django_assert_num_queries):
    unit = factories.unit()
    heard(unit, 120)
    heard(unit, 7, "phone")
    url = queries.origin_url(Scope("test.heard", unit, SINCE, UNTIL, {"channel": "web"}))

    with django_assert_num_queries(4):
        first = client.get(url).content.decode()
    last = client.get(f"{url}&bo-qua=100").content.decode()

    assert "120 ý kiến" in first
    assert "qua mạng" in first
    assert 'href="/ho-so/49/"' in first
    assert 'href="/ho-so/50/"' not in first
    assert "bo-qua=50" in first
    assert 'href="/ho-so/119/"' in last
    assert "bo-qua=150" not in last


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("chi-so", "test.unknown"),
        ("chi-so", ""),
        ("don-vi", "0"),
        ("don-vi", "x"),
        ("tu", "31/02/2026"),
        ("den", ""),
        ("phan-to", "channel=radio"),
        ("phan-to", "<script>"),
        ("chi-so", "\0"),
    ],
)
def test_an_address_that_names_no_number_is_not_found(db, client, name, value):
    query = {
        "chi-so": "test.heard",
        "don-vi": factories.unit().pk,
        "tu": "2026-01-01",
        "den": "2026-04-01",
    }

    assert client.get("/so-lieu/nguon/", query).status_code == 200
    assert client.get("/so-lieu/nguon/", query | {name: value}).status_code == 404


@pytest.mark.parametrize("first", ["-1", "x", "99999999999999999999", "²"])
def test_a_wrong_place_in_the_list_is_its_beginning(db, client, first):
    unit = factories.unit()
    url = queries.origin_url(Scope("test.heard", unit, SINCE, UNTIL))

    assert 'href="/ho-so/0/"' in client.get(f"{url}&bo-qua={first}").content.decode()


def test_records_behind_an_inner_figure_are_closed_to_strangers(db, client):
    unit = factories.unit()
    scope = Scope("test.secret", unit, SINCE, UNTIL)

    assert client.get(queries.origin_url(scope)).status_code == 403
    assert not permissions.may_open_rows(AnonymousUser(), scope)
    assert not permissions.may_open_rows(factories.citizen(), scope)
    assert permissions.may_open_rows(factories.officer(of=unit, role="reporting_officer"), scope)


def test_a_cell_leads_to_the_article_that_printed_it(son_la, client):
    index = news.ensure_site(hostname="testserver", port=80, title="Tin tức", unit=son_la)
    article = factories.article(index, source_key="seeds/004_170eef5b544920fa.txt")

    page = client.get(Cell.objects.get(key="sl24").get_absolute_url()).content.decode()

    assert f'<a href="{article.address}">{article.title}</a>' in page
