"""The four counters and the list of what was read most."""

from collections import Counter
from datetime import date

import pytest

from kheo.foundation.visits import queries, services

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
LAST_MONTH = date(2026, 2, 28)


def test_the_counters_add_up_days(django_assert_num_queries):
    services.add(days=Counter({TODAY: 3, date(2026, 3, 1): 4, LAST_MONTH: 10}), pages=Counter())

    with django_assert_num_queries(1):
        found = queries.figures(today=TODAY)

    assert (found.today, found.month, found.total) == (3, 7, 17)


def test_a_new_site_shows_zeros():
    found = queries.figures(today=TODAY)

    assert (found.today, found.month, found.total) == (0, 0, 0)


def seen(**times):
    services.add(
        days=Counter(),
        pages=Counter({(TODAY, f"/tin/{name}/"): count for name, count in times.items()}),
    )


def test_most_seen_adds_days_and_orders_by_how_often(django_assert_num_queries):
    seen(a=2, b=5, c=1)
    services.add(days=Counter(), pages=Counter({(LAST_MONTH, "/tin/a/"): 9, (TODAY, "/khac/"): 99}))

    with django_assert_num_queries(1):
        since_then = queries.most_seen(below="/tin/", since=LAST_MONTH, limit=2)

    assert since_then == [("/tin/a/", 11), ("/tin/b/", 5)]
    assert queries.most_seen(below="/tin/", since=TODAY, limit=1) == [("/tin/b/", 5)]


def test_equals_keep_one_order():
    seen(b=1, a=1)

    found = queries.most_seen(below="/tin/", since=TODAY, limit=2)

    assert found == [("/tin/a/", 1), ("/tin/b/", 1)]
