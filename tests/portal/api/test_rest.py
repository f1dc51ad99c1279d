"""What a program does for a person: sends, follows, rates, reopens, takes back, books."""

import json
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from kheo.oversee.petitions import services
from kheo.oversee.petitions.models import Petition
from kheo.oversee.receptions.models import Session
from tests import factories
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db
SAID = {"text": "Đèn đường hỏng ở đầu bản.", "name": "Lò Thị Kín", "phone": "0912345678"}


def post(client, path, secret="", **said):
    headers = {"Kheo-Secret": secret} if secret else {}
    return client.post(
        f"/api/v1/{path}", json.dumps(said), content_type="application/json", headers=headers
    )


def follow(client, code, secret=""):
    headers = {"Kheo-Secret": secret} if secret else {}
    return client.get(f"/api/v1/petitions/{code}", headers=headers)


def test_what_is_sent_is_followed_with_the_secret_and_without(client):
    unit = cases.commune()

    receipt = post(client, "petitions", unit=unit.code, **SAID).json()
    mine = follow(client, receipt["code"], receipt["secret"]).json()
    public = follow(client, receipt["code"])

    assert (mine["is_sender"], mine["text"]) == (True, SAID["text"])
    assert public.json()["text"] == ""
    for word in SAID.values():
        assert word not in public.content.decode()
    assert follow(client, receipt["code"], "x" * 32).status_code == 403
    assert receipt["secret"] not in receipt["url"]


def test_the_same_key_with_the_same_words_is_one_petition(client):
    unit, key = cases.commune(), {"Idempotency-Key": str(uuid.uuid4())}
    body = json.dumps({"unit": unit.code, **SAID})

    told = [
        client.post("/api/v1/petitions", body, content_type="application/json", headers=key).json()
        for _turn in range(2)
    ]

    assert told[0] == told[1]
    assert Petition.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "where"), [("denunciation", "/to-cao/"), ("complaint", "/khieu-nai/gui/")]
)
def test_what_has_its_own_door_is_sent_there(client, kind, where):
    answer = post(
        client, "petitions", kind=kind, unit=cases.commune().code, text="Ông A nhận tiền."
    )

    assert (answer.status_code, answer.json()["code"]) == (403, f"{kind}_goes_elsewhere")
    assert answer.json()["where"].endswith(where)
    assert not Petition.objects.exists()


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"text": " "}, 422, "invalid"),
        ({"text": "Đèn", "unit": "00000"}, 422, "unknown_unit"),
        ({"text": "Đèn"}, 409, "place_unknown"),
        ({"text": "Đèn", "email": "kin"}, 422, "invalid"),
        ({"text": "Đèn", "kind": "information"}, 422, "name_missing"),
        ({"text": "Đèn", "kind": "information", "name": "K", "delivery": "post"}, 422,
         "address_missing"),
    ],
)  # fmt: skip
def test_what_cannot_be_sent_is_refused_with_a_code(client, said, status, code):
    answer = post(client, "petitions", **said)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["message"]


def test_information_is_asked_for_by_its_own_rule(client):
    unit = cases.commune()

    answer = post(
        client, "petitions", kind="information", unit=unit.code, delivery="network", **SAID
    )

    petition = Petition.objects.get()
    assert answer.status_code == 201
    assert (petition.kind, petition.wants_public) == ("information", False)
    assert "Muốn nhận: Qua thư điện tử hoặc trang theo dõi." in petition.text


def test_the_sender_adds_rates_and_reopens(client):
    petition = cases.published()
    code, secret = petition.code, cases.secret(petition)

    assert post(client, f"petitions/{code}/information", secret, text="Thêm.").status_code == 200
    assert post(client, f"petitions/{code}/rating", secret, rating=5).status_code == 409
    services.answer(
        petition=petition,
        text="Đã sửa.",
        no_proof_reason="Ai cũng thấy.",
        by=factories.officer(petition.unit, "handler"),
        now=cases.LATER,
    )
    assert post(client, f"petitions/{code}/rating", secret, rating=2).json()["rating"] == 2
    answer = post(client, f"petitions/{code}/reopening", secret, text="Lại hỏng.")
    assert answer.json()["state"] == "reopened"
    assert post(client, f"petitions/{code}/rating", "khong-phai", rating=2).status_code == 403


def test_the_sender_takes_it_back(client):
    petition = cases.received()

    answer = post(client, f"petitions/{petition.code}/withdrawal", cases.secret(petition))

    assert answer.json()["state"] == "withdrawn"


def test_a_program_in_a_hurry_is_slowed_down(client, settings):
    settings.KHEO_SENDINGS_PER_HOUR = 1
    client.defaults["REMOTE_ADDR"] = "203.113.131.1"
    unit = cases.commune()

    first = post(client, "petitions", unit=unit.code, text="Một.")
    second = post(client, "petitions", unit=unit.code, text="Hai.")

    assert (first.status_code, second.status_code) == (201, 429)
    assert second.json()["code"] == "too_many"


def test_a_legal_date_comes_with_its_reasons(client):
    told = client.get("/api/v1/rules/KN-L1-ACC/date?on=2026-11-23").json()

    assert told["rule"] == "KN-L1-ACC"
    assert told["on"] == "2026-12-03"
    assert len(told["reasons"]) > 1
    assert client.get("/api/v1/rules/KHONG-CO/date?on=2026-11-23").status_code == 404


def test_units_are_found_without_marks_and_by_code(client):
    unit = cases.commune("Ngọc Chiến")

    found = client.get("/api/v1/units?name=ngoc chien").json()

    assert [one["code"] for one in found] == [unit.code]
    assert client.get(f"/api/v1/units/{unit.code}").json()["name"] == "xã Ngọc Chiến"
    assert client.get("/api/v1/units/00000").status_code == 422


def test_numbers_say_how_a_unit_stands(client):
    unit = cases.commune()
    cases.answered(unit, now=timezone.now())

    [row] = client.get("/api/v1/numbers").json()

    assert (row["unit_code"], row["answered"]) == (unit.code, 1)


def posted_day(unit):
    day = timezone.localdate() + timedelta(days=9)
    body = factories.body(unit)
    return Session.objects.create(
        unit=unit,
        body=body,
        head=factories.head(body),
        state=Session.State.POSTED,
        on=day,
        starts_at="08:00",
        ends_at="11:00",
        place="Trụ sở",
        capacity=2,
        posted_at=timezone.now(),
        posted_by=factories.user(),
    )


def test_a_place_is_held_confirmed_and_given_back(client):
    day = posted_day(cases.commune())

    listed = client.get(f"/api/v1/receptions?month={day.on:%Y-%m}").json()
    slip = post(client, f"receptions/{day.pk}/bookings").json()
    code, secret = slip["code"], slip["secret"]
    confirmed = post(client, f"bookings/{code}/confirmation", secret, name="Kín").json()
    cancelled = post(client, f"bookings/{code}/cancellation", secret).json()

    assert [one["id"] for one in listed] == [day.pk]
    assert (slip["state"], slip["place"]) == ("held", 1)
    assert (confirmed["state"], cancelled["state"]) == ("confirmed", "cancelled")
    assert client.get(f"/api/v1/bookings/{code}", headers={"Kheo-Secret": "X"}).status_code == 403


def test_a_booking_moves_to_another_day(client):
    unit = cases.commune()
    day, other = posted_day(unit), posted_day(cases.commune("Mường Bú"))
    slip = post(client, f"receptions/{day.pk}/bookings").json()

    moved = post(client, f"bookings/{slip['code']}/change", slip["secret"], session=other.pk)

    assert moved.json()["session"] == other.pk


def test_a_text_is_checked_and_forgotten(client):
    said = "Mở 45 lớp (trong đó 5 lớp cấp tỉnh; 10 lớp cấp huyện; 20 lớp cấp xã)."
    answer = post(client, "checks", text=said, file="a.txt").json()
    assert (answer["inconsistent"], answer["cannot_tell"]) == (1, 0)
    found = answer["relations"][0]
    assert (found["file"], found["total"], found["parts"]) == ("a.txt", 45, [5, 10, 20])
    assert post(client, "checks", text="").status_code == 422
