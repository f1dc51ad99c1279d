"""Roll-ups stay true however facts are folded and wherever units move."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kheo.foundation.figures import queries, services
from kheo.foundation.figures.models import Fact, RollUp, Series
from kheo.foundation.units import services as units
from kheo.foundation.units.models import Unit
from tests import factories
from tests.factories import MONDAY
from tests.foundation.figures.conftest import MARCH

YEAR = (date(2026, 1, 1), date(2027, 1, 1))
ASKED = {"kind": "asked", "channel": "web"}


def call(unit, by=1, on=MARCH):
    services.count(indicator="test.calls", unit=unit, on=on, breakdown=ASKED, by=by)


def total(unit):
    return queries.total("test.calls", unit, *YEAR)


def move(unit, under):
    """Put a unit and all below it under another, as a load of new territories does."""
    before, after = unit.path, f"{under.path}{unit.pk}/"
    Unit.objects.filter(pk=unit.pk).update(parent=under)
    for one in Unit.objects.filter(path__startswith=before):
        one.path = after + one.path.removeprefix(before)
        one.save(update_fields=["path"])


def rebuilt():
    """Count the roll-ups anew from what units did themselves."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT target.id, own.is_year, above.id, own.start, sum(own.value)
            FROM figures_rollup own JOIN figures_series target ON target.id = own.series_id
                JOIN units_unit place ON place.id = own.unit_id AND place.level = target.level
                CROSS JOIN LATERAL unnest(
                    string_to_array(trim('/' FROM place.path), '/')::bigint[]) AS above (id)
            GROUP BY 1, 2, 3, 4 HAVING sum(own.value) <> 0 ORDER BY 1, 2, 3, 4
            """
        )
        return cursor.fetchall()


def kept():
    rows = RollUp.objects.exclude(value=0).order_by("series_id", "is_year", "unit_id", "start")
    return list(rows.values_list("series_id", "is_year", "unit_id", "start", "value"))


@pytest.mark.django_db
def test_a_commune_takes_its_numbers_and_those_of_its_villages_to_another_district():
    west, east = (factories.unit(name, level="district") for name in ("Tây", "Đông"))
    commune = factories.unit(parent=west)
    village = factories.unit(parent=commune, level="village")
    call(commune, 2), call(village, 3), call(west, 10)
    services.fold()
    call(village, 100)

    move(commune, east)

    assert [total(one) for one in (west, east, west.parent)] == [10, 105, 115]
    services.fold()
    assert [total(one) for one in (west, east, west.parent)] == [10, 105, 115]
    assert kept() == rebuilt()


@pytest.mark.django_db
def test_a_unit_that_changes_its_level_is_counted_at_the_new_one():
    district = factories.unit(level="district")
    call(district, 4)
    services.fold()

    Unit.objects.filter(pk=district.pk).update(level="commune")

    found = queries.by_value("test.calls", district.parent, *YEAR, "kind")
    assert found == {"asked": Decimal(4), "told": Decimal(0)}
    assert queries.own_sums(["test.calls"], district.parent, *YEAR) == [
        (district.pk, "test.calls", "channel=web;kind=asked", Decimal(4))
    ]
    assert set(Series.objects.values_list("level", flat=True)) == {"district", "commune"}
    assert kept() == rebuilt()


@pytest.mark.django_db
def test_a_unit_that_ends_keeps_its_numbers():
    old, new = factories.unit("Cũ"), factories.unit("Mới")
    call(old, 4)
    services.fold()

    units.pass_on(
        unit=old, to=[(new, Decimal(1))], on=date(2026, 7, 1), legal_basis="NQ", by="x", now=MONDAY
    )

    assert [total(old), total(new), total(old.parent)] == [4, 0, 4]


@pytest.mark.django_db
def test_units_that_only_change_their_names_touch_no_roll_up(django_assert_num_queries):
    unit = factories.unit()
    call(unit)
    services.fold()
    before = kept()

    with django_assert_num_queries(1):
        Unit.objects.filter(pk=unit.pk).update(name="Khác")

    assert kept() == before


@pytest.mark.django_db
def test_a_fold_that_is_broken_off_has_not_happened():
    unit = factories.unit()
    call(unit, 3)

    with pytest.raises(RuntimeError), transaction.atomic():
        services.fold()
        raise RuntimeError("killed")

    assert (Fact.objects.count(), RollUp.objects.count(), total(unit)) == (1, 0, 3)
    services.fold()
    assert (Fact.objects.count(), total(unit)) == (0, 3)


@pytest.mark.django_db(transaction=True)
def test_a_fold_whose_connection_is_cut_loses_and_doubles_nothing():
    unit = factories.unit()
    for _call in range(5):
        call(unit)

    with pytest.raises(Exception, match="terminat"), transaction.atomic():
        services.fold(batch=2)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    connection.close()

    assert total(unit) == 5
    services.fold(batch=2)
    assert (total(unit), Fact.objects.count(), kept()) == (5, 0, rebuilt())


steps = st.lists(
    st.one_of(
        st.tuples(st.just("count"), st.integers(0, 5), st.integers(-3, 9)),
        st.tuples(st.just("fold"), st.integers(1, 4), st.none()),
        st.tuples(st.just("move"), st.integers(2, 3), st.integers(0, 1)),
    ),
    max_size=14,
)


@pytest.fixture
def tree(db):
    """Two districts, two communes with a village each, all in one province."""
    districts = [factories.unit(name, level="district") for name in ("Tây", "Đông")]
    communes = [factories.unit(name, parent=districts[0]) for name in ("An", "Bình")]
    villages = [factories.unit(parent=one, level="village") for one in communes]
    return [one.pk for one in (*districts, *communes, *villages)]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
def test_however_facts_are_counted_folded_and_units_moved_the_sums_hold(tree, steps):
    with transaction.atomic():
        own = dict.fromkeys(tree, 0)
        for act, which, more in steps:
            match act:
                case "count":
                    call(Unit.objects.get(pk=tree[which]), more, date(2026, 1 + which, 1))
                    own[tree[which]] += more
                case "fold":
                    services.fold(batch=which)
                case "move":
                    move(Unit.objects.get(pk=tree[which]), Unit.objects.get(pk=tree[more]))
        for unit in Unit.objects.filter(pk__in=tree):
            below = Unit.objects.within(unit).values_list("pk", flat=True)
            assert total(unit) == sum(own[pk] for pk in below)
        services.fold()
        assert kept() == rebuilt()
        transaction.set_rollback(True)
