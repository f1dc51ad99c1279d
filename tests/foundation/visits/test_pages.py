"""What is a visit of a person and which pages have a number of their own."""

import pytest

from kheo.foundation.visits import pages

PHONE = (
    "Mozilla/5.0 (Linux; Android 9; SM-J260G) AppleWebKit/537.36 Chrome/96.0 Mobile Safari/537.36"
)
DESK = "Mozilla/5.0 (Windows NT 6.1; rv:52.0) Gecko/20100101 Firefox/52.0"
ZALO = "Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1.15 Zalo iOS/404"
ROBOTS = [
    "",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0)",
    "Mozilla/5.0 (compatible; coccocbot-web/1.0)",
    "facebookexternalhit/1.1",
    "curl/7.88.1",
    "python-requests/2.31",
    "Wget/1.21",
    "Mozilla/5.0 HeadlessChrome/140.0",
]


@pytest.mark.parametrize("agent", [PHONE, DESK, ZALO])
def test_browsers_of_people_count(agent):
    assert pages.is_person(agent)


@pytest.mark.parametrize("agent", ROBOTS)
def test_programs_that_name_themselves_or_nothing_do_not(agent):
    assert not pages.is_person(agent)


@pytest.mark.parametrize("path", ["/bien-tap/", "/ban-lam-viec/", "/api/v1/", "/static/a.html"])
def test_tools_of_the_house_are_no_visit(path):
    assert not pages.is_visit(path, is_signed_in=False)


def test_who_has_signed_in_is_a_visitor_where_everybody_reads():
    assert pages.is_visit("/tin/a/", is_signed_in=True)
    assert not pages.is_visit("/phan-anh/xu-ly/", is_signed_in=True)
    assert pages.is_visit("/phan-anh/", is_signed_in=False)


def test_an_address_that_may_carry_a_code_has_no_number_of_its_own():
    assert not pages.is_counted_alone("/phan-anh/SL-26-00412/")
    assert pages.is_counted_alone("/tin/a/")
    assert not pages.is_counted_alone("/tin/" + "a" * 500 + "/")
