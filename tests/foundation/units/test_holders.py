"""The unit behind an address is known by the room that shows the page."""

import pytest

from kheo.foundation.units import holders

FOUND = "tests.foundation.units.test_holders.named"


def named(parts):
    return ("the unit", dict(parts))


@pytest.fixture(autouse=True)
def one_page(monkeypatch):
    monkeypatch.setattr(holders, "_holders", {"units:lookup": FOUND})


@pytest.mark.parametrize("address", ["/don-vi/tim/", "https://x.vn/don-vi/tim/?q=a#b"])
def test_the_room_of_a_page_says_which_unit_holds_it(address):
    assert holders.unit_of(address) == ("the unit", {})


def test_a_second_room_may_not_take_a_page():
    holders.register("units:lookup", FOUND)
    with pytest.raises(holders.KeyTaken):
        holders.register("units:lookup", "another.path")


@pytest.mark.parametrize("address", ["", "khong-co-trang-nay", "/khong-co/", "http://[", "/"])
def test_what_is_no_registered_page_has_no_unit(address):
    assert holders.unit_of(address) is None
