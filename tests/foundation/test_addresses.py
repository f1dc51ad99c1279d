"""A page of ours has an address that others can use, below the one the deployment says."""

from kheo.foundation.addresses import absolute


def test_an_address_is_below_that_of_the_deployment(settings):
    settings.KHEO_BASE_URL = "https://kheo.example.vn"

    assert absolute("/tin/a/") == "https://kheo.example.vn/tin/a/"
    assert absolute("/tin/?trang=2") == "https://kheo.example.vn/tin/?trang=2"


def test_an_address_elsewhere_stays_what_it_is():
    assert absolute("https://chinhphu.vn/a") == "https://chinhphu.vn/a"
