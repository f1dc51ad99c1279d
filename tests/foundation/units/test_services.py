"""Villages, bodies, posts and changes: what is allowed, what is refused, what is written down."""

from datetime import date
from decimal import Decimal

import pytest

from kheo.foundation.log import queries as log
from kheo.foundation.units import queries, services
from kheo.foundation.units.models import Unit
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def add_village(commune: Unit, name: str = "Đông Xuông", **more) -> Unit:
    return services.add_village(
        commune=commune, name=name, kind="bản", by="quan-tri", now=MONDAY, **more
    )


def test_a_village_lies_in_its_commune_under_a_code_of_ours() -> None:
    commune = factories.unit(code="03820")

    first, second = add_village(commune), add_village(commune, "  Nà   Tâu ")

    assert (first.code, second.code, second.name) == ("03820-001", "03820-002", "Nà Tâu")
    assert (first.path, first.full_name) == (f"{commune.path}{first.pk}/", "bản Đông Xuông")
    assert first.folded == "ban dong xuong"
    assert [e.action for e in log.about(f"unit:{first.pk}")] == ["unit.added"]


def test_a_village_is_found_by_name_at_once() -> None:
    commune = factories.unit(valid_from=None)
    assert queries.lookup("dong xuong", on=DAY) == []

    village = add_village(commune)

    [match] = queries.lookup("ban dong xuong", on=DAY)
    assert (match.unit, match.place) == (village, "xã Ngọc Chiến, tỉnh Sơn La")


def test_a_village_lies_in_no_province() -> None:
    with pytest.raises(services.NotACommune):
        add_village(factories.province())


def test_a_village_code_is_taken_once() -> None:
    commune = factories.unit()
    add_village(commune, code="B1")

    with pytest.raises(services.UnitExists):
        add_village(commune, code="B1")


def test_a_merged_unit_ends_the_day_before_and_goes_on_in_its_heir() -> None:
    old, new = factories.unit("Cũ"), factories.unit("Mới", valid_from=DAY)

    services.pass_on(
        unit=old, to=[(new, Decimal(1))], on=DAY, legal_basis="NQ 1", by="quan-tri", now=MONDAY
    )

    old.refresh_from_db()
    assert old.valid_to == date(2026, 2, 28)
    assert [part.unit for part in queries.successors(old, on=DAY)] == [new]


def test_a_unit_passes_on_once() -> None:
    old, new = factories.unit(valid_to=DAY), factories.unit()

    with pytest.raises(services.NotOpen):
        services.pass_on(
            unit=old, to=[(new, Decimal(1))], on=DAY, legal_basis="", by="", now=MONDAY
        )


def test_the_parts_of_a_unit_make_the_whole() -> None:
    old, new = factories.unit(), factories.unit()

    with pytest.raises(services.SharesDoNotAddUp):
        services.pass_on(
            unit=old, to=[(new, Decimal("0.9"))], on=DAY, legal_basis="", by="", now=MONDAY
        )


def test_an_ended_village_is_no_longer_found() -> None:
    commune = factories.unit()
    old, new = add_village(commune, "Nà Tâu"), add_village(commune, "Nà Sàng")
    assert len(queries.lookup("na tau", on=DAY)) == 1

    services.pass_on(
        unit=old, to=[(new, Decimal(1))], on=DAY, legal_basis="NQ 1", by="", now=MONDAY
    )

    [match] = queries.lookup("na tau", on=DAY)
    assert (match.unit, match.reason) == (new, "trước đây là bản Nà Tâu")


def test_a_remote_commune_is_marked_under_its_decision() -> None:
    unit = services.mark_remote(unit=factories.unit(), basis="QĐ 861", by="x", now=MONDAY)

    unit.refresh_from_db()
    assert (unit.is_remote, unit.remote_basis) == (True, "QĐ 861")


def test_a_body_is_established_once_with_its_head() -> None:
    commune = factories.unit()

    body = services.establish(commune, by="quan-tri", now=MONDAY)
    again = services.establish(commune, by="quan-tri")

    head = queries.current_head(body)
    assert (again, body.name, body.kind) == (body, "UBND xã Ngọc Chiến", "people_committee")
    assert head is not None
    assert (head.title, head.role) == ("Chủ tịch UBND xã Ngọc Chiến", "head")
    assert body.posts.count() == 1
    assert [entry.action for entry in log.about(f"body:{body.pk}")] == ["body.added", "post.added"]


def test_the_head_of_a_village_is_its_village_head() -> None:
    village = add_village(factories.unit())

    body = services.establish(village, kind="village", by="", now=MONDAY)

    head = queries.current_head(body)
    assert head is not None
    assert (head.title, head.role) == ("Trưởng bản Đông Xuông", "village_head")


@pytest.mark.parametrize("kind", ["inspectorate", "ministry"])
def test_a_commune_has_no_body_that_the_law_does_not_name(kind: str) -> None:
    with pytest.raises(services.NoSuchBodyKind):
        services.establish(factories.unit(), kind=kind, by="", now=MONDAY)


def test_a_body_of_unknown_kind_is_refused() -> None:
    with pytest.raises(services.NoSuchBodyKind):
        services.add_body(unit=factories.unit(), kind="club", name="X", by="", now=MONDAY)


def test_a_body_of_the_same_name_is_refused() -> None:
    body = factories.body()

    with pytest.raises(services.BodyExists):
        services.add_body(unit=body.unit, kind=body.kind, name=body.name, by="", now=MONDAY)


def test_a_second_head_is_refused_until_the_first_post_is_closed() -> None:
    body = services.establish(factories.unit(), by="", now=MONDAY)
    add = {"body": body, "title": "Q. Chủ tịch", "role": "head", "by": "", "now": MONDAY}
    with pytest.raises(services.HeadExists):
        services.add_post(**add, is_head=True)

    services.close_post(post=body.posts.get(), until=DAY, by="", now=MONDAY)

    assert queries.current_head(body) is None
    assert services.add_post(**add, is_head=True) == queries.current_head(body)


def test_the_body_of_the_unit_itself_is_responsible() -> None:
    commune = factories.unit()
    factories.body(factories.province())
    body = factories.body(commune)

    assert queries.responsible_body(add_village(commune)) == body


def test_where_there_is_none_the_body_above_is_responsible() -> None:
    body = factories.body(factories.province())

    assert queries.responsible_body(factories.unit()) == body


def test_the_body_of_the_heir_is_responsible_for_what_has_ended() -> None:
    old, small, large = (factories.unit(valid_to=DAY), factories.unit("Nhỏ"), factories.unit("Lớn"))
    factories.succession(old, small, DAY, "0.3")
    factories.succession(old, large, DAY, "0.7")
    factories.body(factories.province())
    factories.body(small)
    body = factories.body(large)

    assert queries.responsible_body(old) == body


def test_without_heir_the_body_above_is_responsible_for_what_has_ended() -> None:
    body = factories.body(factories.province())

    assert queries.responsible_body(factories.unit(valid_to=DAY)) == body


def test_somebody_must_be_responsible() -> None:
    with pytest.raises(queries.NobodyResponsible):
        queries.responsible_body(factories.unit())


def test_this_deployment_serves_its_province(settings) -> None:
    settings.KHEO_PROVINCE = "14"
    assert queries.here(on=DAY) is None

    province = factories.province()

    assert queries.here(on=DAY) == province


def test_a_unit_is_remote_no_longer_by_a_decision_that_the_log_names():
    unit = services.mark_remote(unit=factories.unit(), basis="QĐ 861", by="x", now=MONDAY)

    unit = services.unmark_remote(unit=unit, basis="QĐ 33", by="x", now=MONDAY)

    assert (unit.is_remote, unit.remote_basis) == (False, "")
    assert [(entry.action, entry.detail["basis"]) for entry in log.about(f"unit:{unit.pk}")] == [
        ("unit.marked_remote", "QĐ 861"),
        ("unit.unmarked_remote", "QĐ 33"),
    ]


def test_a_remote_place_without_a_decision_is_refused():
    for change in (services.mark_remote, services.unmark_remote):
        with pytest.raises(services.BasisMissing):
            change(unit=factories.unit(), basis=" ", by="x", now=MONDAY)
