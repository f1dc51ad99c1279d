"""What the database refuses of territories, bodies and posts."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection

from kheo.foundation.units.models import Succession, Unit
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)


def test_a_code_is_one_unit_per_first_day() -> None:
    factories.unit(code="03820", valid_from=DAY)
    factories.unit(code="03820")

    with pytest.raises(IntegrityError, match="one_unit_per_code_and_first_day"):
        factories.unit(code="03820")


def test_a_unit_does_not_end_before_it_begins() -> None:
    with pytest.raises(IntegrityError, match="unit_ends_after_it_begins"):
        factories.unit(valid_from=DAY, valid_to=date(2025, 6, 30))


def test_a_remote_unit_names_its_basis() -> None:
    with pytest.raises(IntegrityError, match="remote_unit_names_its_basis"):
        factories.unit(is_remote=True)


def test_two_units_have_two_paths() -> None:
    first, second = factories.unit(), factories.unit()
    second.path = first.path

    with pytest.raises(IntegrityError, match="path"):
        second.save()


def test_a_passage_is_written_once() -> None:
    old, new = factories.unit(), factories.unit()
    factories.succession(old, new, DAY, "0.5")

    with pytest.raises(IntegrityError, match="one_succession_per_pair_and_day"):
        factories.succession(old, new, DAY, "0.5")


@pytest.mark.parametrize("share", ["0", "1.1", "-0.1"])
def test_a_share_is_a_part_of_one(share: str) -> None:
    with pytest.raises(IntegrityError, match="succession_share_is_a_part_of_one"):
        factories.succession(factories.unit(), factories.unit(), DAY, share)


def test_a_body_has_one_name_in_its_unit() -> None:
    body = factories.body()

    with pytest.raises(IntegrityError, match="one_body_per_name_in_a_unit"):
        factories.body(body.unit, name=body.name)


def test_a_body_has_one_head_at_a_time() -> None:
    body = factories.body()
    factories.head(body)

    with pytest.raises(IntegrityError, match="one_current_head_per_body"):
        factories.post(body, is_head=True)


def test_a_post_does_not_end_before_it_begins() -> None:
    post = factories.post(factories.body())
    post.until = post.since

    with pytest.raises(IntegrityError, match="post_ends_after_it_begins"):
        post.save()


def test_days_are_counted_from_first_to_last() -> None:
    unit = factories.unit(valid_from=DAY, valid_to=date(2026, 4, 29))
    days = [date(2025, 6, 30), DAY, date(2026, 4, 29), date(2026, 4, 30)]

    alive = [Unit.objects.as_of(day).filter(pk=unit.pk).exists() for day in days]

    assert alive == [False, True, True, False]


def test_names_sort_as_in_a_vietnamese_dictionary() -> None:
    for name in ["Đà", "Dân", "Ấm", "An", "Ăn"]:
        factories.unit(name)

    names = Unit.objects.filter(level="commune").order_by("sort_key").values_list("name", flat=True)

    assert list(names) == ["An", "Ăn", "Ấm", "Dân", "Đà"]


def test_a_subtree_is_read_by_the_path_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Unit.objects.within(factories.unit()).explain()

    assert "Index Cond: (((path)::text ~>=~" in plan


def test_everything_says_its_name() -> None:
    body = factories.body(factories.unit())
    head, other = factories.head(body), factories.unit("Mường La")
    passage = Succession(predecessor=body.unit, successor=other, share=Decimal(1), on=DAY)

    assert [str(body.unit), str(body), str(head), str(passage)] == [
        "xã Ngọc Chiến",
        "UBND xã Ngọc Chiến",
        "Chủ tịch UBND xã Ngọc Chiến",
        "xã Ngọc Chiến → xã Mường La",
    ]
