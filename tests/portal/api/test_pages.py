"""The page for programmers, and the pages where keys and addresses are given."""

import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.log.models import Entry
from kheo.oversee.petitions.models import Petition
from kheo.portal.api import services, signing
from kheo.portal.api.models import Client, Subscription
from tests import factories
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db
KEY = uuid.UUID("0b9f8a34-3f1e-4c55-8d7e-1f3c2b4a5d6e")
SECRET = re.compile(r'<code class="kh-secret">([^<]+)</code>')


def signed_in(client, unit, role="admin"):
    client.force_login(factories.officer(unit, role))
    return client


def test_everybody_reads_what_there_is(client):
    page = client.get("/api/")

    text = page.content.decode()
    assert page.status_code == 200
    assert "/api/v1/petitions/{code}" in text
    assert "http://cdn" not in text
    assert not page.cookies


def test_reading_the_api_sets_no_cookie(client):
    cases.answered()

    answer = client.get("/api/v1/petitions")

    assert [one["title"] for one in answer.json()["items"]] == ["Đường Nà Tâu sạt"]
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"


def test_an_administrator_adds_an_address_and_sees_its_secret_once(client):
    unit = cases.commune()
    page = signed_in(client, unit).post(
        reverse("api:subscribe"),
        {
            "url": "https://example.vn/tin",
            "unit": unit.pk,
            "events": ["petition.answered"],
            "submission_key": KEY,
        },
    )

    [secret] = SECRET.findall(page.content.decode())
    made = Subscription.objects.get()
    assert signing.unlocked(bytes(made.secret)) == secret
    assert secret not in client.get(reverse("api:programs")).content.decode()
    assert secret not in str(list(Entry.objects.values_list("detail", "subject")))


def test_an_address_that_is_refused_says_why_beside_it(client):
    unit = cases.commune()
    given = {
        "url": "http://example.vn/",
        "unit": unit.pk,
        "events": ["petition.answered"],
        "submission_key": KEY,
    }

    page = signed_in(client, unit).post(reverse("api:subscribe"), given)

    assert "Địa chỉ phải bắt đầu bằng https://." in page.content.decode()
    assert "http://example.vn/" in page.content.decode()
    assert not Subscription.objects.exists()


def test_an_address_is_ended_and_its_deliveries_are_seen(client, listener):
    unit = cases.commune()
    signed_in(client, unit).post(
        reverse("api:subscribe"),
        {
            "url": listener.address,
            "unit": unit.pk,
            "events": ["petition.received"],
            "submission_key": KEY,
        },
    )
    made = Subscription.objects.get()
    made.deliveries.create(
        event="petition.received", subject="petition:1", at=timezone.now(), failure="HTTP 503"
    )

    page = client.get(reverse("api:deliveries", args=[made.pk])).content.decode()
    client.post(reverse("api:unsubscribe", args=[made.pk]))

    assert "HTTP 503" in page
    made.refresh_from_db()
    assert made.ended_at is not None


def test_a_key_opens_sending_until_it_is_taken_back(client, settings):
    settings.KHEO_API_KEYS = True
    unit = cases.commune()
    page = signed_in(client, unit).post(
        reverse("api:admit"), {"name": "Ứng dụng tỉnh", "unit": unit.pk, "submission_key": KEY}
    )
    [key] = SECRET.findall(page.content.decode())
    given = {"service_code": "road", "description": "Đèn hỏng.", "attribute[unit]": unit.code}

    first = client.post("/api/georeport/v2/requests.json", {**given, "api_key": key})
    client.post(reverse("api:dismiss", args=[Client.objects.get().pk]))
    second = client.post("/api/georeport/v2/requests.json", {**given, "api_key": key})

    assert (first.status_code, second.status_code) == (200, 403)
    assert Petition.objects.count() == 1


@pytest.mark.parametrize("name", ["programs", "subscribe", "admit", "deliveries"])
def test_others_are_shown_the_door(client, name):
    unit = cases.commune()
    made, _secret = services.subscribe(
        url="https://example.vn",
        unit=unit,
        events=["petition.received"],
        submission_key=KEY,
        by=factories.officer(unit, "admin"),
        now=timezone.now(),
    )
    address = reverse(f"api:{name}", args=[made.pk] if name == "deliveries" else [])
    is_read = name in ("programs", "deliveries")

    signed_in(client, unit, "clerk")
    answer = client.get(address) if is_read else client.post(address)

    assert answer.status_code == 403


def test_an_administrator_elsewhere_reads_no_deliveries(client):
    unit = cases.commune()
    made, _secret = services.subscribe(
        url="https://example.vn",
        unit=unit,
        events=["petition.received"],
        submission_key=KEY,
        by=factories.officer(unit, "admin"),
        now=timezone.now(),
    )

    signed_in(client, cases.commune("Mường Bú"))

    assert client.get(reverse("api:deliveries", args=[made.pk])).status_code == 403
    assert "example.vn" not in client.get(reverse("api:programs")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client, count, django_assert_num_queries):
    unit = cases.commune()
    for _number in range(count):
        cases.answered(unit)

    with django_assert_num_queries(1):
        answer = client.get("/api/v1/petitions")

    assert len(answer.json()["items"]) == count
