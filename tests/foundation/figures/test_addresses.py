"""Figures are named in texts and rules in one way."""

import pytest

from kheo.foundation.figures.addresses import Address, MalformedAddress
from kheo.foundation.figures.breakdowns import MalformedBreakdown


def test_an_address_is_read_and_written():
    address = Address.parse(" awards.given[recipient=group;awarded_by=prime_minister]@all ")

    assert address == Address("awards.given", "awarded_by=prime_minister;recipient=group", "all")
    assert str(address) == "awards.given[awarded_by=prime_minister;recipient=group]@all"


def test_an_address_without_breakdown():
    assert str(Address.parse("villages.total@village")) == "villages.total@village"


@pytest.mark.parametrize("text", ["", "villages.total", "Bản@village", "a[b=c@all", "a@all@all"])
def test_what_names_no_figure_is_refused(text):
    with pytest.raises(MalformedAddress):
        Address.parse(text)


def test_a_malformed_breakdown_is_refused():
    with pytest.raises(MalformedBreakdown):
        Address.parse("documents.issued[loại]@all")
