"""What programs ask of every site, read as they read it."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import extruct
import pytest
from django.utils import timezone

from kheo.foundation import sitemaps
from tests import factories

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def addresses(client, path):
    root = ElementTree.fromstring(client.get(path).content)
    return [found.text for found in root.iter(f"{MAP}loc")]


def test_the_sitemap_leads_to_its_parts_and_they_to_pages(client):
    parts = addresses(client, "/sitemap.xml")
    menu = addresses(client, "/sitemap-menu.xml")

    assert parts[0] == f"{SITE}/sitemap-menu.xml"
    assert menu[0] == f"{SITE}/"
    assert f"{SITE}/tin/" in menu


def test_a_section_of_the_sitemap_has_one_owner():
    with pytest.raises(ValueError, match="has an owner"):
        sitemaps.register("tin", "kheo.other.SITEMAP")


def test_robots_are_asked_to_leave_desks_alone(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /ban-lam-viec/" in lines
    assert "Disallow: /tin/" not in lines
    assert lines[-1] == f"Sitemap: {SITE}/sitemap.xml"


def test_whom_to_tell_of_a_hole(client, settings):
    settings.KHEO_SECURITY_CONTACT = ["attt@example.vn", "https://example.vn/bao"]

    response = client.get("/.well-known/security.txt")

    fields = [line.split(": ", 1) for line in response.content.decode().splitlines()]
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert [value for name, value in fields if name == "Contact"] == [
        "mailto:attt@example.vn",
        "https://example.vn/bao",
    ]
    expires = datetime.fromisoformat(dict(fields)["Expires"])
    assert timedelta(days=170) < expires - timezone.now() < timedelta(days=365)
    assert dict(fields)["Canonical"] == f"{SITE}/.well-known/security.txt"


def test_without_a_contact_there_is_no_security_txt(client):
    assert client.get("/.well-known/security.txt").status_code == 404


def test_a_browser_may_search_here(client):
    root = ElementTree.fromstring(client.get("/opensearch.xml").content)

    assert root.find(f"{SEARCH}Url").attrib["template"] == f"{SITE}/tim/?q={{searchTerms}}"
    assert root.findtext(f"{SEARCH}ShortName") == "Khéo"


def test_the_first_page_says_whose_it_is_and_how_it_is_searched(client):
    factories.province()

    found = extruct.extract(client.get("/").content.decode(), syntaxes=["json-ld"])["json-ld"]

    assert [one["@type"] for one in found] == ["WebSite"]
    assert found[0]["publisher"]["@type"] == "GovernmentOrganization"
    assert found[0]["potentialAction"]["target"]["urlTemplate"] == f"{SITE}/tim/?q={{words}}"
