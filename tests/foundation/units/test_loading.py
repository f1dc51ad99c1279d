"""The loaded country is the source's country, no unit more and none less."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Count, Sum

from kheo.foundation.units import queries, services, source
from kheo.foundation.units.models import Succession, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
TODAY = date(2026, 11, 22)


def counts(on: date) -> dict[str, int]:
    rows = queries.as_of(on).order_by().values_list("level").annotate(Count("pk"))
    return dict(rows)


def test_the_old_country_has_every_unit_of_the_source() -> None:
    rows = source.old_rows()

    assert len(rows) == 10_040
    # Five island districts had no communes; the source lists each in one row without a commune.
    assert counts(BEFORE) == {"province": 63, "district": 696, "commune": 10_040 - 5}
    assert counts(BEFORE)["commune"] == sum(bool(row["wardCode"]) for row in rows)


@pytest.mark.parametrize("on", [AFTER, date(2026, 4, 30), TODAY])
def test_the_new_country_has_every_unit_of_the_source_on_any_later_day(on: date) -> None:
    assert counts(on) == {"province": 34, "commune": len(source.new_rows())}
    assert len(source.new_rows()) == 3_321


def test_provinces_have_their_official_codes() -> None:
    written = dict(queries.provinces(on=AFTER).values_list("code", "name"))

    assert written == source.law()["official_provinces"]
    assert written["24"] == "Bắc Ninh"


def test_a_province_that_the_reform_left_alone_stays_the_same_unit() -> None:
    untouched = set(
        queries.provinces(on=AFTER).filter(valid_from=None).values_list("code", flat=True)
    )

    assert untouched == {"01", "04", "11", "12", "14", "20", "22", "38", "40", "42", "46"}


def test_every_commune_keeps_its_kind_code_and_place() -> None:
    communes = Unit.objects.filter(level="commune", valid_from=AFTER)

    assert Counter(communes.values_list("kind", flat=True)) == {
        "xã": 2_621, "phường": 687, "đặc khu": 13,
    }  # fmt: skip
    assert not communes.filter(latitude=None).exists()
    assert not communes.exclude(code__regex=r"^\d{5}$").exists()
    assert communes.get(code="03820").full_name == "xã Ngọc Chiến"


def test_dong_nai_is_a_city_with_ten_more_wards_from_its_day() -> None:
    day = date(2026, 4, 30)
    before, city = queries.province("75", on=date(2026, 4, 29)), queries.province("75", on=day)

    assert (before.kind, city.kind) == ("tỉnh", "thành phố")
    assert queries.communes(before, on=date(2026, 4, 29)).filter(kind="phường").count() == 23
    assert queries.communes(city, on=day).filter(kind="phường").count() == 33
    assert queries.communes(city, on=day).count() == 95
    assert [part.unit for part in queries.successors(before, on=day)] == [city]


def test_every_old_unit_has_heirs_whose_shares_make_one() -> None:
    ended = Unit.objects.exclude(valid_to=None)
    sums = Succession.objects.values("predecessor").annotate(whole=Sum("share"))

    assert set(sums.values_list("predecessor", flat=True)) == set(
        ended.values_list("pk", flat=True)
    )
    assert set(sums.values_list("whole", flat=True)) == {Decimal(1)}


def test_every_new_unit_has_an_origin() -> None:
    new = Unit.objects.exclude(valid_from=None)

    assert not new.filter(origins=None).exists()


def test_only_divided_communes_have_estimated_shares() -> None:
    divided = Succession.objects.filter(is_estimate=True)

    assert not divided.filter(share=1).exists()
    assert not Succession.objects.filter(is_estimate=False).exclude(share=1).exists()
    assert divided.values("predecessor").distinct().count() == 442


def test_namesakes_far_away_inherit_nothing() -> None:
    old = Unit.objects.get(level="commune", code="31268", valid_from=None)

    assert [part.unit.code for part in queries.successors(old, on=AFTER)] == ["31288"]


def test_a_district_passes_to_the_province_that_took_its_province_in() -> None:
    old = Unit.objects.get(level="district", name="Mường La")

    assert [part.unit for part in queries.successors(old, on=TODAY)] == [
        queries.province("14", on=TODAY)
    ]


def test_the_way_from_the_province_down_is_written_in_the_path() -> None:
    commune = queries.commune("03820", on=TODAY)

    assert commune.parent is not None
    assert commune.path == f"/{commune.parent.pk}/{commune.pk}/"
    assert commune.ancestors == [commune.parent.pk, commune.pk]


def test_loading_again_changes_nothing() -> None:
    seen: list[int] = []

    again = services.load(progress=seen.append)

    assert (again.added, again.changed) == (0, 0)
    assert sum(seen) == again.successions


def test_loading_again_puts_right_what_differs_from_the_source_and_leaves_villages() -> None:
    commune = queries.commune("03820", on=TODAY)
    village = Unit.objects.create(
        code="x", name="Đông Xuông", kind="bản", level="village", parent=commune,
        path=f"{commune.path}x/", folded="ban dong xuong",
    )  # fmt: skip
    Unit.objects.filter(pk=commune.pk).update(name="Ngoc Chien")

    again = services.load()

    commune.refresh_from_db()
    assert (again.added, again.changed, commune.name) == (0, 1, "Ngọc Chiến")
    assert Unit.objects.filter(pk=village.pk).exists()


def test_a_source_with_another_code_than_the_official_one_is_refused() -> None:
    found = source.Territories()
    found.add(source.Record(("province", "27", AFTER), "tỉnh", "Bắc Ninh", None))

    with pytest.raises(source.SourceRefused, match="khác danh mục chính thức"):
        source.check_codes(found)


def test_a_name_of_no_known_kind_is_refused() -> None:
    with pytest.raises(source.SourceRefused, match="Ngọc Chiến: không rõ loại"):
        source.split_kind("Ngọc Chiến")


@pytest.mark.parametrize("written", ["Thị Trấn  Ái Tử", "thị trấn Ái Tử", "THỊ TRẤN Ái Tử"])
def test_a_kind_is_read_whatever_its_capitals(written: str) -> None:
    assert source.split_kind(written) == ("thị trấn", "Ái Tử")
