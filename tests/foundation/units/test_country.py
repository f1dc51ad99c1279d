"""Finding real units by name and by place, and following real chains of change."""

from datetime import date
from decimal import Decimal

import pytest

from kheo.foundation.units import queries
from kheo.foundation.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
TODAY = date(2026, 11, 22)


def labels(asked: str, **more) -> list[str]:
    return [match.label for match in queries.lookup(asked, on=TODAY, **more)]


@pytest.mark.parametrize(
    "asked",
    ["ngoc chien", "Ngọc Chiến", "NGỌC CHIẾN", "xa ngoc chien", "xa ngoc chien muong la",
     "ngoc chien son la", "ngọc chiến, tỉnh sơn la", "ngocchien", "ngoc chi", "goc chien"],
)  # fmt: skip
def test_ngoc_chien_is_found_however_it_is_typed(asked: str) -> None:
    assert labels(asked, limit=1) == ["xã Ngọc Chiến, tỉnh Sơn La"]


def test_a_name_of_several_says_which_is_which() -> None:
    found = queries.lookup("tan phu", on=TODAY, levels=["commune"], limit=5)

    assert [match.label for match in found] == [
        "phường Tân Phú, thành phố Đồng Nai",
        "xã Tân Phú, tỉnh Đồng Tháp",
        "phường Tân Phú, thành phố Hồ Chí Minh",
        "xã Tân Phú, tỉnh Nghệ An",
        "xã Tân Phú, tỉnh Tây Ninh",
    ]
    assert found[0].reason == "trước đây thuộc huyện Tân Phú"


def test_marks_if_typed_decide_between_names() -> None:
    assert labels("tân thành", levels=["commune"], limit=1) == ["phường Tân Thành, tỉnh Cà Mau"]
    assert labels("tân thanh", levels=["commune"], limit=1) == ["xã Tân Thanh, tỉnh Ninh Bình"]


def test_an_old_name_leads_to_what_the_commune_became() -> None:
    [first, *_rest] = queries.lookup("chieng muon", on=TODAY)

    assert first.label == "xã Mường La, tỉnh Sơn La"
    assert first.reason == "trước đây là xã Chiềng Muôn, huyện Mường La"


def test_a_divided_commune_is_named_as_a_part() -> None:
    found = queries.lookup("phuong bui huu nghia", on=TODAY, limit=2)

    assert [match.unit.full_name for match in found] == ["phường Bình Thủy", "phường Cái Khế"]
    assert {match.reason for match in found} == {
        "một phần trước đây là phường Bùi Hữu Nghĩa, quận Bình Thủy"
    }


def test_an_old_district_leads_to_its_communes() -> None:
    found = queries.lookup("huyen muong la", on=TODAY, limit=20)

    assert {match.unit.name for match in found[:5]} == {
        "Chiềng Hoa", "Chiềng Lao", "Mường Bú", "Mường La", "Ngọc Chiến",
    }  # fmt: skip


def test_a_lookup_stays_within_a_unit_and_its_levels() -> None:
    son_la = queries.province("14", on=TODAY)

    found = queries.lookup("son la", on=TODAY, within=son_la, levels=["commune"], limit=100)

    assert {match.place for match in found} == {"tỉnh Sơn La"}
    assert labels("son la", limit=1) == ["tỉnh Sơn La"]


def test_on_an_old_day_the_old_units_are_found() -> None:
    [match] = queries.lookup("ngoc chien", on=BEFORE)

    assert match.label == "xã Ngọc Chiến, huyện Mường La, tỉnh Sơn La"
    assert match.reason == ""


@pytest.mark.parametrize("asked", ["", "   ", "!!", "zzzz", "😀", "x" * 5000, "\x00"])
def test_what_is_no_name_finds_nothing(asked: str) -> None:
    assert labels(asked) == []


def test_the_longer_of_two_fitting_names_is_meant() -> None:
    assert labels("a luoi 3 hue", limit=1) == ["xã A Lưới 3, thành phố Huế"]


def test_the_nearest_commune_is_found_by_its_middle() -> None:
    found = queries.nearest_commune(21.6149, 104.3, on=TODAY)

    assert found is not None
    assert found.unit.full_name in {"xã Ngọc Chiến", "xã Nậm Có", "xã Púng Luông", "xã Tú Lệ"}
    assert found.km < 12


@pytest.mark.parametrize("code", ["03820", "20333", "22736", "30781", "04924", "28615"])
def test_the_middle_of_a_commune_is_nearest_to_itself(code: str) -> None:
    commune = queries.commune(code, on=TODAY)

    found = queries.nearest_commune(commune.latitude or 0, commune.longitude or 0, on=TODAY)

    assert found is not None
    assert (found.unit, found.km) == (commune, 0)


def test_the_nearest_of_all_is_what_a_search_of_all_finds() -> None:
    communes = queries.communes(queries.province("14", on=TODAY), on=TODAY)
    place = (21.33, 103.91)

    found = queries.nearest_commune(*place, on=TODAY)

    by_hand = min(
        communes, key=lambda c: (c.latitude - place[0]) ** 2 + 0.868 * (c.longitude - place[1]) ** 2
    )
    assert found is not None
    assert found.unit == by_hand


@pytest.mark.parametrize("place", [(48.85, 2.35), (-90.0, 0.0), (21.0, 180.0)])
def test_far_from_the_country_no_commune_is_near(place: tuple[float, float]) -> None:
    assert queries.nearest_commune(*place, on=TODAY) is None


def test_shares_multiply_through_a_chain_of_changes() -> None:
    old = Unit.objects.get(level="province", code="70", valid_from=None)

    [part] = queries.successors(old, on=TODAY)
    [halfway] = queries.successors(old, on=AFTER)

    assert (part.unit.full_name, part.share, part.is_estimate) == ("thành phố Đồng Nai", 1, False)
    assert halfway.unit.full_name == "tỉnh Đồng Nai"


def test_a_divided_commune_has_its_heirs_by_size_with_their_estimate() -> None:
    old = Unit.objects.get(level="commune", code="31178", valid_from=None)

    parts = queries.successors(old, on=TODAY)

    assert [(part.unit.name, part.is_estimate) for part in parts] == [
        ("Bình Thủy", True), ("Cái Khế", True),
    ]  # fmt: skip
    assert sum(part.share for part in parts) == 1
    assert parts[0].share > Decimal("0.5")


def test_the_parts_of_a_province_are_the_old_provinces_only() -> None:
    dong_nai = queries.province("75", on=TODAY)

    parts = queries.predecessors(dong_nai, on=BEFORE)

    assert [(part.unit.full_name, part.share) for part in parts] == [
        ("tỉnh Bình Phước", 1), ("tỉnh Đồng Nai", 1),
    ]  # fmt: skip


def test_what_existed_already_is_its_own_predecessor() -> None:
    son_la = queries.province("14", on=TODAY)

    assert [part.unit for part in queries.predecessors(son_la, on=BEFORE)] == [son_la]


def test_the_parts_of_a_new_commune_are_its_old_communes() -> None:
    parts = queries.predecessors(queries.commune("03820", on=TODAY), on=BEFORE)

    assert [(part.unit.full_name, part.unit.parent.full_name) for part in parts] == [
        ("xã Ngọc Chiến", "huyện Mường La")
    ]


def test_the_subtree_of_a_day_has_that_days_units_only() -> None:
    son_la = queries.province("14", on=TODAY)

    before = queries.subtree(son_la, on=BEFORE).values_list("level", flat=True)

    assert (before.filter(level="district").count(), before.filter(level="commune").count()) == (
        12, 200,
    )  # fmt: skip
    assert queries.communes(son_la, on=TODAY).count() == 75


def test_provinces_come_in_vietnamese_order() -> None:
    names = [province.name for province in queries.provinces(on=TODAY)]

    assert names[:6] == ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng"]
