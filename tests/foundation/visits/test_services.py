"""Counts are added, never overwritten, and pages of long ago are forgotten."""

from collections import Counter
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kheo.foundation.visits import services, tasks
from kheo.foundation.visits.models import PageDay, SiteDay

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def test_what_is_added_comes_on_top_of_what_is_there():
    for _ in range(2):
        services.add(days=Counter({DAY: 3}), pages=Counter({(DAY, "/tin/a/"): 2}))

    assert SiteDay.objects.get().seen == 6
    assert PageDay.objects.get().seen == 4


def test_nothing_seen_writes_nothing():
    services.add(days=Counter(), pages=Counter())

    assert (SiteDay.objects.count(), PageDay.objects.count()) == (0, 0)


def test_a_page_has_one_number_a_day():
    PageDay.objects.create(path="/tin/a/", day=DAY, seen=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        PageDay.objects.create(path="/tin/a/", day=DAY, seen=1)


def test_the_site_has_one_number_a_day():
    SiteDay.objects.create(day=DAY, seen=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        SiteDay.objects.create(day=DAY, seen=1)


def test_forgetting_pages_keeps_the_days():
    services.add(days=Counter({DAY: 3}), pages=Counter({(DAY, "/tin/a/"): 3}))

    removed = services.forget_pages(before=date(2026, 3, 3))

    assert (removed, PageDay.objects.count(), SiteDay.objects.get().seen) == (1, 0, 3)


def test_the_nightly_task_forgets_what_most_read_never_shows():
    services.add(days=Counter(), pages=Counter({(date(2020, 1, 1), "/tin/cu/"): 1}))

    tasks.forget(0)

    assert PageDay.objects.count() == 0
