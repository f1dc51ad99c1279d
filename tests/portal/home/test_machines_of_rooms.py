"""What the rooms tell programs: their pages in the sitemap, their days and bodies as data."""

from datetime import timedelta

import extruct
import pytest
from django.core.cache import cache
from django.utils import timezone

from kheo.foundation.documents.models import OfficialDocument
from kheo.know.disclosure import services
from tests import factories
from tests.know.disclosure import cases as disclosure
from tests.oversee.receptions import cases as receptions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_kept_pages():
    cache.clear()


def said(client, address):
    page = client.get(address)
    assert page.status_code == 200
    return extruct.extract(page.content.decode(), syntaxes=["json-ld"])["json-ld"]


def test_a_conference_is_an_event_with_its_place_and_hour(client):
    conference = factories.conference(title="Quán triệt </script><b>Nghị quyết</b>")

    [event] = said(client, f"/tuyen-truyen/hoi-nghi/{conference.pk}/")

    assert (event["@type"], event["name"]) == ("Event", conference.title)
    assert event["startDate"] == timezone.localtime(conference.starts_at).isoformat()
    assert event["location"]["name"] == "Hội trường xã"
    assert event["eventStatus"].endswith("EventScheduled")


def test_a_day_of_reception_is_an_event(client):
    session = receptions.posted()

    [event] = said(client, f"/tiep-cong-dan/buoi/{session.pk}/")

    assert event["startDate"] == session.begins.isoformat()
    assert event["organizer"]["name"] == str(session.body)


def test_the_page_of_a_commune_names_the_public_body(client):
    unit, _body, _clerk = disclosure.commune()

    [body] = said(client, f"/cong-khai/{unit.code}/")

    assert (body["@type"], body["name"]) == ("GovernmentOrganization", unit.full_name)


def test_search_engines_are_told_of_public_documents_only(client):
    unit = factories.unit()
    public = factories.official_document(unit)
    factories.official_document(
        unit, numbered="17-CTr/TU", visibility=OfficialDocument.Visibility.INTERNAL
    )

    listed = client.get("/sitemap-van-ban-0.xml")

    assert b"".join(listed).decode().count("<loc>") == 1
    assert public.get_absolute_url() in b"".join(client.get("/sitemap-van-ban-0.xml")).decode()


def test_search_engines_are_never_told_of_pages_that_name_people(client):
    _unit, body, clerk = disclosure.commune()
    plain = disclosure.record(body, clerk)
    naming = disclosure.record(
        body,
        clerk,
        item="binh_xet_doi_tuong",
        title="Kết quả bình xét",
        names_people=True,
        public_until=disclosure.TODAY + timedelta(days=30),
    )
    for publication in (plain, naming):
        services.publish_here(publication=publication, by=clerk, now=factories.MONDAY)

    listed = b"".join(client.get("/sitemap-cong-khai-0.xml")).decode()

    assert plain.get_absolute_url() in listed
    assert naming.get_absolute_url() not in listed
