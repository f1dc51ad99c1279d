"""What holds for any facts: parts sum to totals, and folding changes no figure."""

from datetime import date
from threading import Thread

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kheo.foundation.figures import queries, services
from kheo.foundation.figures.models import Fact, RollUp
from kheo.foundation.figures.queries import reading
from tests import factories
from tests.foundation.figures.conftest import CALLS, MARCH

YEAR = (date(2026, 1, 1), date(2027, 1, 1))
facts = st.lists(
    st.tuples(
        st.integers(1, 12),
        st.sampled_from(["asked", "told"]),
        st.sampled_from(["phone", "web"]),
        st.integers(-3, 9),
    ),
    max_size=12,
)
with_database = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def keep(unit, facts):
    Fact.objects.all().delete()
    RollUp.objects.all().delete()
    for month, kind, channel, number in facts:
        services.count(
            indicator="test.calls",
            unit=unit,
            on=date(2026, month, 7),
            breakdown={"kind": kind, "channel": channel},
            by=number,
        )


@pytest.fixture
def unit(db):
    return factories.unit()


@with_database
@given(facts)
def test_the_values_of_each_breakdown_sum_to_the_total(unit, facts):
    keep(unit, facts)

    total = queries.total("test.calls", unit, *YEAR)

    for key, values in CALLS.breakdowns.items():
        parts = [queries.total("test.calls", unit, *YEAR, {key: value}) for value in values]
        assert sum(parts) == total


@with_database
@given(facts, st.integers(1, 5))
def test_folding_keeps_every_sum(unit, facts, batch):
    keep(unit, facts)
    before = sorted(reading.sums(["test.calls"], [unit.pk], *YEAR, by="month"))

    services.fold(batch=batch)

    assert sorted(reading.sums(["test.calls"], [unit.pk], *YEAR, by="month")) == before
    assert not Fact.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_folding_while_others_fold_and_count_loses_nothing():
    unit = factories.unit()

    def count_and_fold():
        for _number in range(30):
            services.count(
                indicator="test.calls",
                unit=unit,
                on=MARCH,
                breakdown={"kind": "told", "channel": "web"},
            )
            services.fold(batch=3)
        connection.close()

    workers = [Thread(target=count_and_fold) for _worker in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    services.fold()

    assert queries.total("test.calls", unit, *YEAR) == 120
