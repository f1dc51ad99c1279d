"""What a province tells is what open data tell, and only what changed is written again."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import QuerySet

from kheo.foundation.figures import services as figures
from kheo.foundation.units.models import Unit
from kheo.insight.hub import queries, services
from kheo.insight.hub.models import HubArea, HubFigure, HubIndicator, HubProvince
from kheo.insight.opendata import queries as opendata
from tests import factories

NOW = datetime(2026, 7, 20, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def commune(db) -> Unit:
    factories.province()
    return factories.unit("Ngọc Chiến")


def comments() -> QuerySet[HubFigure]:
    return HubFigure.objects.filter(indicator="comments.received", value__gt=0)


def count(unit: Unit, number: int = 1, day: date = date(2026, 3, 4)) -> None:
    figures.count(indicator="comments.received", unit=unit, on=day, by=number)


def test_the_rows_are_those_of_open_data(commune: Unit) -> None:
    count(commune, 7)

    gathered = services.gather(now=NOW)

    told = list(opendata.figures_by_year(NOW))
    kept = {(one.indicator, one.area, one.breakdown, one.year) for one in HubFigure.objects.all()}
    assert gathered.told == gathered.changed == len(told) == len(kept) > 0
    assert kept == {
        (one["indicator"], one["area"], one["breakdown"], int(str(one["year"]))) for one in told
    }
    assert HubProvince.objects.get().name == "tỉnh Sơn La"
    assert set(HubArea.objects.values_list("level", flat=True)) == {"province", "commune"}
    assert HubIndicator.objects.get(code="comments.received").name == "Bình luận đã nhận"


def test_what_did_not_change_is_not_written_again(commune: Unit) -> None:
    count(commune, 7)
    services.gather(now=NOW)

    again = services.gather(now=NOW)
    count(commune)
    after = services.gather(now=NOW)

    assert again.changed == 0
    # The commune's number and the province's.
    assert after.changed == 2
    assert set(comments().values_list("value", flat=True)) == {8}


def test_what_is_no_longer_told_leaves_but_only_within_the_years_looked_at(commune: Unit) -> None:
    count(commune, day=date(2024, 1, 1))
    count(commune)
    services.gather(now=NOW)
    count(commune, -1)
    count(commune, -1, day=date(2024, 1, 1))
    figures.fold()

    services.gather(now=NOW, since_year=2026)
    assert set(comments().values_list("year", flat=True)) == {2024}

    services.gather(now=NOW)
    assert not comments().exists()


def test_a_database_without_a_province_tells_nothing(db) -> None:
    assert services.gather(now=NOW) == services.Gathered(0, 0)


def test_nobody_is_told_before_a_hub_was_let_in(db) -> None:
    assert not queries.is_published()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE PUBLICATION {queries.PUBLICATION} FOR TABLE hub_hubfigure")
    assert queries.is_published()
