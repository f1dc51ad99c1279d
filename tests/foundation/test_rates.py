"""What comes from one place is counted; the place itself is not kept."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from kheo.foundation import rates


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


def coming_from(address, settings):
    return RequestFactory().get("/", **{settings.KHEO_ADDRESS_HEADER: address})


def test_each_count_adds_one_under_its_name():
    assert [rates.add("a"), rates.add("a"), rates.add("b")] == [1, 2, 1]
    assert (rates.made("a"), rates.made("c")) == (2, 0)


def test_a_place_keeps_its_name_for_a_day_and_tells_no_address(settings):
    one = rates.place_of(coming_from("113.160.1.7", settings))

    assert one == rates.place_of(coming_from("113.160.1.7", settings))
    assert one != rates.place_of(coming_from("113.160.1.8", settings))
    assert len(one) == 32


def test_the_address_that_our_own_proxy_saw_counts(settings):
    claimed = coming_from("8.8.8.8, 113.160.1.7", settings)

    assert rates.place_of(claimed) == rates.place_of(coming_from("113.160.1.7", settings))


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.4", "", "no address"])
def test_an_address_that_everybody_shares_has_no_name(address, settings):
    assert rates.place_of(coming_from(address, settings)) == ""


def test_one_place_is_refused_before_all_are(settings):
    def ask(address):
        request = coming_from(address, settings)
        return rates.allows(request, "read", from_one=2, from_all=3)

    assert [ask("113.160.1.7") for _time in range(3)] == [True, True, False]
    assert [ask("113.160.1.8") for _time in range(2)] == [True, False]
