"""A number that units returned opens the units, their cells, and who entered and approved them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kheo.foundation.figures import indicators
from kheo.foundation.figures import services as figures
from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.indicators import Gathering, Indicator, Scope
from kheo.foundation.figures.queries import Coverage
from kheo.foundation.figures.services import Stated
from kheo.insight.returns import queries, services
from kheo.insight.returns.models import Cell, Return
from tests import factories
from tests.factories import MONDAY
from tests.insight.returns import owed
from tests.insight.returns.test_approving import ASKED, JULY, sent

pytestmark = pytest.mark.django_db

HELD = Address("dialogues.held", "", "commune")
HALF = {"since": date(2026, 1, 1), "until": date(2026, 6, 30)}
REFORM = date(2025, 7, 1)


@pytest.fixture(autouse=True)
def _more_is_known():
    indicators.register(Indicator("test.poor", "Hộ nghèo", "hộ"))
    indicators.register(Indicator("test.all_homes", "Hộ", "hộ"))
    indicators.register(Indicator("test.helped", "Người", "người", counts_people=True))
    indicators.register(
        Indicator(
            "test.poor_share",
            "Tỷ lệ hộ nghèo",
            "%",
            gathers=Gathering.SHARE,
            numerator="test.poor",
            denominator="test.all_homes",
        )
    )


@pytest.fixture
def version():
    return owed.form(ASKED)


def approved(name, version):
    """A commune whose five dialogues were typed, sent and approved."""
    commune = factories.unit(name)
    factories.head(factories.body(commune))
    ret = owed.ret(commune, version=version)
    sent(ret, owed.officer(commune))
    head = factories.officer(commune.parent, "head")
    return services.approve(ret=ret, by=head, now=JULY)


def say(unit, code, value):
    row = Stated(code, unit, "", "all", date(2026, 1, 1), date(2026, 7, 1), Decimal(value))
    figures.state(source=f"test:{unit.pk}:{code}", rows=[row])


def scope_of(unit, code="dialogues.held", level="commune", on=None):
    return Scope(code, unit, date(2026, 1, 1), date(2026, 7, 1), {}, level, on)


def test_a_return_of_the_unit_itself_is_known_by_its_cell(version):
    ret = approved("An", version)

    found = queries.known([HELD], unit=ret.unit, **HALF)[HELD]

    assert (found.value, found.cell, found.coverage) == (5, ret.cells.get(), Coverage(1, 1))
    assert found.url == ret.cells.get().get_absolute_url()


def test_a_province_without_a_return_is_the_sum_and_says_of_how_many(version):
    ret = approved("An", version)
    approved("Bình", version)
    factories.unit("Cúc")

    found = queries.known([HELD], unit=ret.unit.parent, **HALF)[HELD]

    assert (found.value, found.cell, found.coverage) == (10, None, Coverage(2, 3))
    assert found.is_partial
    assert found.url == queries.origin_url(scope_of(ret.unit.parent))


def test_the_page_of_a_sum_lists_each_unit_with_its_own_page(version, client):
    ret = approved("An", version)
    factories.unit("Bình")

    said = client.get(queries.origin_url(scope_of(ret.unit.parent))).content.decode()

    assert "5 cuộc" in said
    assert "1 trên 2 đơn vị" in said
    assert "Cộng từ báo cáo đã duyệt" in said
    assert f"don-vi={ret.unit.pk}&amp;" in said
    assert "chưa có báo cáo" in said
    below = client.get(queries.origin_url(scope_of(ret.unit))).content.decode()
    assert f'href="{ret.cells.get().get_absolute_url()}"' in below
    assert "Biểu đối thoại, 6 tháng đầu năm 2026" in below


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_of_a_sum_takes_the_same_queries_for_one_and_three(
    many, client, django_assert_num_queries
):
    for number in range(many):
        unit = factories.unit(f"Xã {number}")
        say(unit, "test.poor", number)

    with django_assert_num_queries(7):
        client.get(queries.origin_url(scope_of(unit.parent, "test.poor", "")))


def test_many_units_are_turned_page_by_page(client):
    for number in range(30):
        unit = factories.unit(f"Xã {number:02}")
        say(unit, "test.poor", number)
    url = queries.origin_url(scope_of(unit.parent, "test.poor", ""))

    first = client.get(url).content.decode()
    after = queries.origin(scope_of(unit.parent, "test.poor", ""), sees_small=False).next_below
    second = client.get(f"{url}&sau={after}").content.decode()

    assert ("xã Xã 24" in first, "xã Xã 25" in first) == (True, False)
    assert ("xã Xã 24" in second, "xã Xã 25" in second) == (False, True)
    assert f"sau={after}" in first


def test_a_cell_says_who_entered_sent_and_approved_it(version, client):
    ret = approved("An", version)
    cell = ret.cells.get()

    public = client.get(cell.get_absolute_url()).content.decode()
    client.force_login(owed.officer(ret.unit))
    inside = client.get(cell.get_absolute_url()).content.decode()

    for who in (ret.entered_by, ret.sent_by, ret.approved_by):
        assert str(who) in public
    assert "Ô này đã đổi thế nào" not in public
    assert "Ô này đã đổi thế nào" in inside
    assert ret.get_absolute_url() in inside
    assert [(change.old, change.new) for change in queries.history(cell)] == [(None, 5)]


def test_a_cell_that_was_not_approved_is_closed_to_strangers(version, client):
    commune = factories.unit()
    ret = owed.ret(commune, version=version)
    owed.fill(ret, owed.officer(commune), cuoc__so="5")
    url = Cell.objects.get(origin=ret).get_absolute_url()

    assert client.get(url).status_code == 403
    client.force_login(owed.officer(commune))
    assert client.get(url).status_code == 200


def test_a_number_taken_back_is_known_no_more(version):
    ret = approved("An", version)
    Return.objects.filter(pk=ret.pk).update(state="approved")

    figures.state(source=f"return:{ret.pk}", rows=[])

    assert HELD not in queries.known([HELD], unit=ret.unit, **HALF)


def test_few_people_are_told_to_readers_of_reports_only(client):
    unit = factories.unit()
    say(unit, "test.helped", 3)
    url = queries.origin_url(scope_of(unit, "test.helped", ""))

    assert "3 người" not in client.get(url).content.decode()
    client.force_login(owed.officer(unit))
    assert "3 người" in client.get(url).content.decode()


def test_the_units_behind_a_number_of_people_are_not_told_to_strangers(client):
    one, other = factories.unit("An"), factories.unit("Bình")
    say(one, "test.helped", 3)
    say(other, "test.helped", 90)
    url = queries.origin_url(scope_of(one.parent, "test.helped", ""))

    said = client.get(url).content.decode()

    assert "93 người" in said
    assert "90 người" not in said


def test_a_share_opens_its_two_numbers(client):
    unit = factories.unit()
    say(unit, "test.poor", 1)
    say(unit, "test.all_homes", 8)
    found = queries.known([Address("test.poor_share", "", "all")], unit=unit, **HALF)
    [known] = found.values()

    said = client.get(known.url).content.decode()

    assert known.value == Decimal("12.5")
    assert "12,5%" in said
    assert "chi-so=test.poor&amp;" in said
    assert "chi-so=test.all_homes&amp;" in said


def test_todays_unit_opens_those_that_went_before_with_their_shares(client):
    old = factories.unit("Cũ", valid_to=REFORM - timedelta(days=1))
    large, small = (factories.unit(name, valid_from=REFORM) for name in ("Lớn", "Nhỏ"))
    factories.succession(old, large, REFORM, "0.75")
    factories.succession(old, small, REFORM, "0.25")
    row = Stated("test.poor", old, "", "all", date(2025, 1, 1), REFORM, Decimal(8))
    figures.state(source="test", rows=[row])
    asked = Address("test.poor", "", "all")

    found = queries.known(
        [asked], unit=small, since=date(2025, 1, 1), until=date(2025, 6, 30), on=MONDAY.date()
    )[asked]
    said = client.get(found.url).content.decode()

    assert (found.value, found.is_estimate) == (2, True)
    assert "Ước tính" in said
    assert "theo địa giới ngày 02/03/2026" in said
    assert "xã Cũ" in said
    assert "25%" in said


@pytest.mark.parametrize("until", ["2026-01-01", "2025-01-01"])
def test_a_period_that_ends_before_it_begins_names_no_number(client, until):
    query = {"chi-so": "test.poor", "don-vi": factories.unit().pk, "tu": "2026-01-01"}

    assert client.get("/so-lieu/nguon/", query | {"den": until}).status_code == 404
