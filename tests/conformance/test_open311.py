"""A real GeoReport client reads what people may know, in JSON and in XML."""

from datetime import timedelta

import pytest
import requests
import xmltodict
from django.utils import timezone
from georeport import GeoReport

from kheo.oversee.petitions import services
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db(transaction=True)
FORMATS = ["json", "xml"]
SENDER = {"name": "Lò Thị Kín", "phone": "0912345678", "email": "kin@example.vn"}


@pytest.fixture
def address(live_server):
    return f"{live_server.url}/api/georeport/v2"


def client(address, form, **more):
    return GeoReport(address, output_format=form, **more)


def sent(address, **said):
    given = {"service_code": "road", "description": cases.ROAD, **said}
    return requests.post(f"{address}/requests.json", data=given, timeout=30)


def recent(unit=None, **said):
    """A published petition of yesterday, about roads."""
    now = timezone.now() - timedelta(days=1)
    petition = cases.received(unit, now=now, topic="road", **SENDER, **said)
    return services.triage(
        petition=petition,
        is_public=True,
        public_title="Đường Nà Tâu sạt",
        public_text="Đường nội bản Nà Tâu bị sạt.",
        by=factories.officer(petition.unit, "clerk"),
        now=now,
    )


def answered(petition):
    return services.answer(
        petition=petition,
        text="Đã san đất đá, đường thông.",
        no_proof_reason="Ai đi cũng thấy.",
        by=factories.officer(petition.unit, "handler"),
        now=timezone.now(),
    )


@pytest.mark.parametrize("form", FORMATS)
def test_services_are_the_topics_of_the_law_files(address, form):
    services_told = client(address, form).get_service_list()

    assert services_told[0]["service_code"] == "road"
    assert services_told[0]["service_name"] == "Giao thông, đường sá, cầu cống"
    assert services_told[0]["type"] == "realtime"
    assert str(services_told[0]["metadata"]).lower() == "true"


@pytest.mark.parametrize("form", FORMATS)
def test_a_definition_tells_what_may_be_said(address, form):
    told = client(address, form).get_service_definition("road")

    attributes = told["attributes"] if form == "json" else told["attributes"]["attribute"]
    assert told["service_code"] == "road"
    assert [one["code"] for one in attributes] == ["kind", "unit", "wants_public"]


@pytest.mark.parametrize("form", FORMATS)
def test_requests_tell_the_public_words_and_never_the_sender(address, form):
    petition = answered(recent(latitude=21.63567, longitude=104.21049, unit=cases.commune()))

    raw = requests.get(f"{address}/requests.{form}", timeout=30)
    told = client(address, form).get_service_requests()
    one = told[0] if form == "json" else told

    assert one["service_request_id"] == petition.code
    assert one["status"] == "closed"
    assert one["status_notes"] == "Đã san đất đá, đường thông."
    assert one["service_code"] == "road"
    assert one["description"] == "Đường nội bản Nà Tâu bị sạt."
    assert (float(one["lat"]), float(one["long"])) == (21.636, 104.210)
    assert one["requested_datetime"].endswith("+07:00")
    for secret in (*SENDER.values(), "Trẻ con phải đi vòng"):
        assert secret not in raw.text


@pytest.mark.parametrize("form", FORMATS)
def test_one_request_is_told_alone(address, form):
    petition = recent()

    told = client(address, form).get_service_request(petition.code)

    assert told["service_request_id"] == petition.code
    assert told["status"] == "open"
    assert told["agency_responsible"] == petition.unit.full_name


@pytest.mark.parametrize("form", FORMATS)
def test_before_the_clerk_has_published_only_the_state_is_told(address, form):
    petition = cases.received(topic="road", now=timezone.now())

    told = client(address, form).get_service_request(petition.code)

    assert (told["status"], told["description"], told["service_code"]) == ("open", None, None)
    listed = requests.get(f"{address}/requests.json", timeout=30).json()
    assert listed == []


def test_filters_cut_the_list(address):
    road = recent()
    closed = answered(recent())
    api = client(address, "json")

    def codes(**asked):
        return [one["service_request_id"] for one in api.get_service_requests(**asked)]

    assert codes() == [closed.code, road.code]
    assert codes(status="open") == [road.code]
    assert codes(status="open,closed") == [closed.code, road.code]
    assert codes(service_code="health") == []
    assert codes(service_request_id=f"{road.code},{closed.code}") == [closed.code, road.code]
    assert codes(start_date=(timezone.now() - timedelta(hours=1)).isoformat()) == []
    assert codes(end_date="2026-01-01T00:00:00Z") == []


def test_a_circle_finds_by_the_rounded_place_only(address):
    unit = cases.commune()
    petition = recent(unit, latitude=21.63567, longitude=104.21049)

    def found(latitude, longitude, radius):
        asked = {"lat": latitude, "long": longitude, "radius": radius}
        rows = requests.get(f"{address}/requests.json", params=asked, timeout=30).json()
        return [one["service_request_id"] for one in rows]

    assert found(21.636, 104.210, 5) == [petition.code]
    assert found(21.63567, 104.21049, 5) == []
    assert found(21.7, 104.3, 500) == []


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("requests.json?status=done", 400),
        ("requests.json?start_date=hom-qua", 400),
        ("requests.json?start_date=2026-01-01&end_date=2026-09-01", 400),
        ("requests.json?service_code=nothing", 404),
        ("requests.json?jurisdiction_id=99", 404),
        ("requests.json?lat=21", 400),
        ("requests.json?page_size=-1", 400),
        ("requests/SL-26-99999.json", 404),
        ("services/nothing.json", 404),
        ("tokens/nothing.json", 404),
    ],
)
def test_refusals_say_why_in_the_shape_of_the_specification(address, asked, status):
    answer = requests.get(f"{address}/{asked}", timeout=30)

    [error] = answer.json()
    assert (answer.status_code, error["code"]) == (status, status)
    assert error["description"]


def test_a_refusal_in_xml(address):
    answer = requests.get(f"{address}/requests/SL-26-99999.xml", timeout=30)

    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    assert xmltodict.parse(answer.content)["errors"]["error"]["code"] == "404"


def test_what_is_posted_becomes_a_petition_with_its_date(address):
    unit = cases.commune()

    answer = sent(address, **{"attribute[unit]": unit.code, "first_name": "Kín"})

    [told] = answer.json()
    petition = Petition.objects.get()
    assert (answer.status_code, told["service_request_id"]) == (200, petition.code)
    assert f"{petition.due_on:%d/%m/%Y}" in told["service_notice"]
    assert (petition.topic, petition.unit, petition.sender_name) == ("road", unit, "Kín")


def test_an_address_that_names_a_commune_is_enough(address):
    unit = cases.commune("Ngọc Chiến")

    answer = sent(address, address_string="Bản Nà Tâu, xã Ngọc Chiến, Sơn La")

    assert answer.status_code == 200, answer.text
    assert Petition.objects.get().unit == unit


def test_the_same_key_with_the_same_words_is_one_request(address):
    unit = cases.commune()
    given = {"service_code": "road", "description": "Đèn hỏng.", "attribute[unit]": unit.code}
    key = {"Idempotency-Key": "0b9f8a34-3f1e-4c55-8d7e-1f3c2b4a5d6e"}

    told = [
        requests.post(f"{address}/requests.json", data=given, headers=key, timeout=30).json()
        for _turn in range(2)
    ]

    assert told[0] == told[1]
    assert Petition.objects.count() == 1


def test_a_token_is_exchanged_for_the_id(address):
    unit = cases.commune()
    given = {"service_code": "road", "description": "Đèn hỏng.", "attribute[unit]": unit.code}
    prefer = {"Prefer": "respond-async"}

    [told] = requests.post(
        f"{address}/requests.json", data=given, headers=prefer, timeout=30
    ).json()
    [found] = requests.get(f"{address}/tokens/{told['token']}.json", timeout=30).json()

    assert found == {
        "service_request_id": Petition.objects.get().code,
        "token": told["token"],
    }


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"description": " "}, 400),
        ({"service_code": ""}, 400),
        ({"service_code": "nothing"}, 404),
        ({"lat": "x"}, 400),
        ({"lat": "21.6"}, 400),
        ({"email": "kin"}, 400),
        ({"attribute[kind]": "denunciation"}, 400),
        ({"attribute[unit]": "00000"}, 400),
        ({"media_url": "javascript:alert(1)"}, 400),
        ({}, 400),
    ],
)
def test_what_cannot_be_sent_is_refused_and_kept_nowhere(address, said, status):
    assert sent(address, **said).status_code == status
    assert not Petition.objects.exists()


def test_a_deployment_may_demand_keys(address, settings):
    settings.KHEO_API_KEYS = True
    unit = cases.commune()

    assert sent(address, **{"attribute[unit]": unit.code}).status_code == 403
    assert sent(address, **{"attribute[unit]": unit.code, "api_key": "x"}).status_code == 403


@pytest.mark.parametrize("form", FORMATS)
def test_updates_tell_answers_of_public_petitions(address, form):
    petition = answered(recent())
    answered(recent_unpublished())

    answer = requests.get(f"{address}/servicerequestupdates.{form}", timeout=30)
    if form == "json":
        told = answer.json()
    else:
        told = xmltodict.parse(answer.content)["service_requests_updates"]["request_update"]

    assert {one["service_request_id"] for one in told} == {petition.code}
    assert (told[0]["status"], told[0]["description"]) == ("closed", "Đã san đất đá, đường thông.")


def recent_unpublished():
    return cases.received(now=timezone.now() - timedelta(days=1))


def test_discovery_names_the_address_and_formats(live_server):
    told = requests.get(f"{live_server.url}/api/georeport/discovery.xml", timeout=30)

    found = xmltodict.parse(told.content)["discovery"]["endpoints"]["endpoint"]
    assert found["url"].endswith("/api/georeport/v2/")
    assert found["formats"]["format"] == ["text/xml", "application/json"]


def test_what_was_sealed_is_not_told(address):
    petition = recent()
    services.empty_into_seal(
        petition=petition,
        by=factories.officer(petition.unit, "denunciation_officer"),
        now=timezone.now(),
    )

    assert requests.get(f"{address}/requests/{petition.code}.json", timeout=30).status_code == 404
    assert requests.get(f"{address}/requests.json", timeout=30).json() == []
