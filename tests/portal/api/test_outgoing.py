"""Nothing is posted to where only this house can reach."""

import pytest

from kheo.portal.api import outgoing


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.8", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1",
     "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.8", "64:ff9b::a00:8", "2002:a00:8::1",
     "100.64.0.1", "224.0.0.1", "ff02::1"],
)  # fmt: skip
def test_a_private_address_is_not_public(address):
    assert not outgoing.is_public(address)


@pytest.mark.parametrize("address", ["203.113.131.1", "2001:ee0::1"])
def test_an_address_of_the_internet_is_public(address):
    assert outgoing.is_public(address)


INSIDE = [
    "https://127.0.0.1/",
    "https://localhost/",
    "https://10.0.0.8/",
    "https://[::1]/",
    "https://2130706433/",
    "https://0x7f.1/",
]


@pytest.mark.parametrize("url", INSIDE)
def test_a_name_that_leads_inside_is_refused(url, settings):
    settings.KHEO_DEMO = False

    with pytest.raises(outgoing.Refused):
        outgoing.post(url, b"", {})


def test_a_deployment_may_allow_its_own_network(settings):
    settings.KHEO_DEMO, settings.KHEO_WEBHOOKS_PRIVATE = False, True

    with pytest.raises(outgoing.Unreached):
        outgoing.post("https://127.0.0.1:9/", b"", {})
