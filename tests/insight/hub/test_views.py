"""The hub's pages show every province side by side, and each with its communes."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from kheo.insight.hub.models import HubArea, HubFigure, HubIndicator, HubProvince

NOW = datetime(2026, 7, 20, tzinfo=UTC)


def tell(province: str, name: str, *values: int | None, year: int = 2026) -> None:
    HubProvince.objects.update_or_create(code=province, defaults={"name": name, "told_at": NOW})
    HubIndicator.objects.get_or_create(
        province=province,
        code="dialogues.held",
        defaults={"name": "Cuộc đối thoại", "unit_of_count": "cuộc"},
    )
    for at, value in enumerate(values):
        level = "commune" if at else "province"
        area = f"{level}-{province}-{at}"
        HubArea.objects.get_or_create(
            province=province,
            area=area,
            defaults={"code": str(at), "name": f"xã {at}" if at else name, "level": level},
        )
        HubFigure.objects.create(
            province=province,
            indicator="dialogues.held",
            area=area,
            breakdown="",
            year=year,
            value=None if value is None else Decimal(value),
            source="records",
            is_estimate=False,
        )


@pytest.mark.django_db
def test_a_hub_without_provinces_says_so(client: Client) -> None:
    page = client.get(reverse("hub:all"))

    assert page.status_code == 200
    assert "Chưa có tỉnh nào gửi số liệu" in page.content.decode()


@pytest.mark.django_db
def test_provinces_stand_side_by_side_with_their_numbers(client: Client) -> None:
    tell("14", "tỉnh Sơn La", 57)
    tell("42", "tỉnh Hà Tĩnh", 31)

    page = client.get(reverse("hub:all"))

    lines = [(line.name, line.value) for line in page.context["lines"]]
    assert lines == [("tỉnh Hà Tĩnh", 31), ("tỉnh Sơn La", 57)]
    assert "/toan-quoc/14/?chi-so=dialogues.held&amp;nam=2026" in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("provinces", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_provinces(
    client: Client, provinces: int, django_assert_num_queries
) -> None:
    for code in range(provinces):
        tell(str(code), f"tỉnh {code}", 5)

    with django_assert_num_queries(5):
        client.get(reverse("hub:all"))


@pytest.mark.django_db
def test_another_year_or_one_that_nobody_tells(client: Client) -> None:
    tell("14", "tỉnh Sơn La", 57)
    tell("14", "tỉnh Sơn La", 40, year=2025)

    values = [
        client.get(reverse("hub:all"), {"nam": year}).context["lines"][0].value
        for year in ("2025", "1999", "²")
    ]

    assert values == [40, 57, 57]


@pytest.mark.django_db
def test_a_province_shows_its_communes_and_its_years(client: Client) -> None:
    tell("14", "tỉnh Sơn La", 57, 3, None)
    tell("14", "tỉnh Sơn La", 40, year=2025)

    page = client.get(reverse("hub:province", args=["14"]))

    assert [(line.name, line.value) for line in page.context["lines"]] == [
        ("xã 1", 3),
        ("xã 2", None),
    ]
    (series,) = page.context["years"].chart.series
    assert [(point.label, point.value) for point in series.points] == [("2025", 40), ("2026", 57)]


@pytest.mark.django_db
def test_a_province_that_tells_nothing_is_not_found(client: Client) -> None:
    assert client.get(reverse("hub:province", args=["99"])).status_code == 404
