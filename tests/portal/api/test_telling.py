"""Subscribers learn of news once it is committed, signed, until it arrives."""

import json
import os
import signal
import subprocess
import sys
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from kheo.foundation.log import services as log
from kheo.oversee.petitions import services as petitions
from kheo.portal.api import services, signing
from kheo.portal.api.models import Bookmark, Client, Delivery, Event, Subscription
from tests import factories
from tests.factories import MONDAY
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db
EVENTS = [event.value for event in Event]
SENDER = {"name": "Lò Thị Kín", "phone": "0912345678"}
BEFORE = MONDAY - timedelta(hours=1)
SOON = MONDAY + timedelta(days=2)


def subscribed(url, unit, events=EVENTS, now=BEFORE):
    return services.subscribe(
        url=url,
        unit=unit,
        events=events,
        submission_key=uuid.uuid4(),
        by=factories.officer(unit, "admin"),
        now=now,
    )


def tell(now=SOON):
    while log.seal(now=now):
        pass
    while services.announce():
        pass
    return services.send_waiting(now=now)


def told(listener):
    return [json.loads(body) for _headers, body in listener.heard]


def test_the_whole_life_of_a_petition_is_told_without_its_sender(listener):
    unit = cases.commune()
    subscribed(listener.address, unit)

    petition = cases.answered(unit, **SENDER)
    tell()

    assert [one["event"] for one in told(listener)] == [
        "petition.received",
        "petition.updated",
        "petition.answered",
    ]
    assert told(listener)[2]["petition"]["answer"] == "Đã san đất đá, đường thông."
    assert told(listener)[0]["petition"]["code"] == petition.code
    for _headers, body in listener.heard:
        assert "Kín" not in body.decode()
        assert "0912345678" not in body.decode()


def test_words_that_nobody_has_published_are_not_told(listener):
    unit = cases.commune()
    subscribed(listener.address, unit)

    cases.received(unit)
    tell()

    [one] = told(listener)
    assert (one["petition"]["text"], one["petition"]["title"]) == ("", "")


def test_the_signature_verifies_and_a_changed_body_does_not(listener):
    unit = cases.commune()
    _made, secret = subscribed(listener.address, unit)

    cases.received(unit)
    tell()

    [(headers, body)] = listener.heard
    given = headers[signing.HEADER]
    assert given.startswith(f"t={int(SOON.timestamp())},v1=")
    assert signing.is_signed(body, given, secret=secret)
    assert not signing.is_signed(body + b" ", given, secret=secret)
    assert not signing.is_signed(body, given, secret="whsec_x")
    assert not signing.is_signed(body, "v1=x", secret=secret)


def test_the_secret_lies_encrypted():
    made, secret = subscribed("https://example.vn/tin", cases.commune())

    stored = bytes(Subscription.objects.get(pk=made.pk).secret)
    assert secret.encode() not in stored
    assert signing.unlocked(stored) == secret


def test_only_what_was_asked_for_is_told(listener):
    unit, other = cases.commune(), cases.commune("Mường Bú")
    subscribed(listener.address, unit, events=["petition.answered"])

    cases.answered(other)
    cases.answered(unit)
    tell()

    assert [one["event"] for one in told(listener)] == ["petition.answered"]
    assert told(listener)[0]["petition"]["unit_code"] == unit.code


def test_what_happened_before_is_not_told(listener):
    unit = cases.commune()
    cases.received(unit)
    subscribed(listener.address, unit, now=SOON)

    assert tell() == 0
    assert listener.heard == []


def test_a_server_that_is_down_hears_it_later_under_the_same_id(listener):
    unit = cases.commune()
    subscribed(listener.address, unit)
    cases.received(unit)
    listener.status = 503

    assert tell() == 0
    listener.status = 200
    assert tell(SOON + timedelta(seconds=30)) == 0
    assert tell(SOON + timedelta(minutes=1)) == 1

    first, second = told(listener)
    assert first["id"] == second["id"]
    delivery = Delivery.objects.get()
    assert (delivery.attempts, delivery.status, delivery.failure) == (2, 200, "")
    assert tell(SOON + timedelta(days=9)) == 0


def test_nobody_listening_keeps_the_rest_of_the_run_going(listener):
    unit = cases.commune()
    subscribed("http://127.0.0.1:9/tin", unit)
    subscribed(listener.address, unit)
    cases.received(unit)
    cases.received(unit)

    assert tell() == 2

    silent = Delivery.objects.filter(arrived_at=None).order_by("pk")
    assert [one.attempts for one in silent] == [1, 0]
    assert "ConnectionRefusedError" in silent[0].failure


def test_after_the_last_pause_it_is_given_up(listener):
    unit = cases.commune()
    subscribed(listener.address, unit)
    cases.received(unit)
    listener.status = 500

    now = SOON
    for _day in range(12):
        tell(now)
        now += timedelta(days=3)

    delivery = Delivery.objects.get()
    assert (delivery.next_at, delivery.attempts, delivery.failure) == (None, 8, "HTTP 500")


def test_gone_means_no_more(listener):
    unit = cases.commune()
    subscribed(listener.address, unit)
    cases.received(unit)
    listener.status = 410

    tell()

    assert Delivery.objects.get().next_at is None


def test_a_redirect_is_not_followed(listener):
    unit = cases.commune()
    subscribed(listener.address, unit)
    cases.received(unit)
    listener.status = 302
    listener.headers = {"Location": listener.address}

    tell()

    assert len(listener.heard) == 1
    assert Delivery.objects.get().failure == "HTTP 302"


def test_what_was_sealed_meanwhile_is_told_to_nobody(listener):
    unit = cases.commune()
    subscribed(listener.address, unit)
    petition = cases.received(unit)
    petitions.empty_into_seal(
        petition=petition, by=factories.officer(unit, "denunciation_officer"), now=MONDAY
    )

    assert tell() == 0

    assert listener.heard == []
    assert Delivery.objects.get().next_at is None


def test_after_unsubscribing_nothing_more_is_told(listener):
    unit = cases.commune()
    made, _secret = subscribed(listener.address, unit)
    cases.received(unit)
    log.seal(now=SOON)
    services.announce()
    services.unsubscribe(subscription=made, by=factories.officer(unit, "admin"), now=SOON)
    cases.received(unit)

    assert tell() == 0
    assert listener.heard == []


def test_the_log_is_read_once():
    unit = cases.commune()
    subscribed("https://example.vn/tin", unit)
    cases.received(unit)
    log.seal(now=SOON)

    assert services.announce() == 1
    assert services.announce() == 0
    assert Delivery.objects.count() == 1
    assert Bookmark.objects.count() == 1


def test_without_a_subscriber_nothing_is_read():
    assert services.announce() == 0


@pytest.mark.parametrize("url", ["ftp://example.vn", "http://example.vn", "https://", "https://u:p@x.vn",
                                 "https://x.vn/#a", "https://[x"])  # fmt: skip
def test_an_address_that_is_none_of_the_web_is_refused(url):
    with pytest.raises(services.AddressRefused):
        subscribed(url, cases.commune())


def test_a_form_sent_twice_subscribes_once():
    unit = cases.commune()
    given = {
        "url": "https://example.vn/tin",
        "unit": unit,
        "events": EVENTS,
        "submission_key": uuid.uuid4(),
        "by": factories.officer(unit, "admin"),
        "now": MONDAY,
    }

    assert services.subscribe(**given) == services.subscribe(**given)
    assert Subscription.objects.count() == 1


def test_a_local_address_is_for_trials_only(settings):
    settings.KHEO_DEMO = False

    with pytest.raises(services.AddressRefused):
        subscribed("http://127.0.0.1:8000/", cases.commune())


def test_something_must_be_subscribed_to():
    with pytest.raises(services.EventsMissing):
        subscribed("https://example.vn/tin", cases.commune(), events=["petition.read"])


def test_a_stranger_subscribes_nobody_and_ends_nothing():
    unit = cases.commune()
    made, _secret = subscribed("https://example.vn/tin", unit)
    stranger = factories.officer(cases.commune("Mường Bú"), "admin")

    with pytest.raises(PermissionDenied):
        services.subscribe(
            url="https://example.vn",
            unit=unit,
            events=EVENTS,
            submission_key=uuid.uuid4(),
            by=stranger,
            now=SOON,
        )
    with pytest.raises(PermissionDenied):
        services.unsubscribe(subscription=made, by=stranger, now=SOON)


def test_a_program_is_let_in_by_a_key_that_only_a_hash_is_kept_of():
    unit = cases.commune()
    by = factories.officer(unit, "admin")

    given = {"unit": unit, "submission_key": uuid.uuid4(), "now": MONDAY}
    client, key = services.admit(name="Ứng dụng tỉnh", by=by, **given)
    assert services.admit(name="Ứng dụng tỉnh", by=by, **given) == (client, key)
    services.dismiss(client=client, by=by, now=SOON)
    services.dismiss(client=client, by=by, now=SOON + timedelta(days=1))

    client = Client.objects.get()
    assert (client.key_hash, client.ended_at) == (signing.hash_of(key), SOON)
    with pytest.raises(services.NameMissing):
        services.admit(name=" ", by=by, **given)
    stranger = factories.officer(cases.commune("Mường Bú"), "admin")
    with pytest.raises(PermissionDenied):
        services.admit(name="X", by=stranger, **given)


# --- What the database refuses ----------------------------------------------------------------


def test_no_client_without_a_name():
    unit = cases.commune()
    with pytest.raises(IntegrityError, match="client_has_a_name"), transaction.atomic():
        Client.objects.create(unit=unit, key_hash="x", made_at=MONDAY, made_by=factories.user())


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"events": []}, "subscription_wants_something"),
        ({"url": "ftp://example.vn"}, "subscription_has_a_web_address"),
    ],
)
def test_no_subscription_to_nothing_or_nowhere(fields, constraint):
    given = {"url": "https://example.vn", "events": EVENTS, "secret": b"x", **fields}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Subscription.objects.create(
            unit=cases.commune(), made_at=MONDAY, made_by=factories.user(), **given
        )


def test_no_second_delivery_of_an_event_and_none_after_it_arrived():
    made, _secret = subscribed("https://example.vn/tin", cases.commune())
    fields = {"event": "petition.received", "subject": "petition:1", "at": MONDAY}
    first = made.deliveries.create(**fields)

    with (
        pytest.raises(IntegrityError, match="one_delivery_per_event_and_subscriber"),
        transaction.atomic(),
    ):
        made.deliveries.create(event_id=first.event_id, **fields)
    with (
        pytest.raises(IntegrityError, match="arrived_delivery_is_not_sent_again"),
        transaction.atomic(),
    ):
        made.deliveries.create(arrived_at=SOON, next_at=SOON, **fields)


# --- A worker that is killed ------------------------------------------------------------------

WORKER = """
import os, django
from datetime import datetime
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["TOLD_DATABASE"]
django.setup()
settings.KHEO_DEMO = True
from kheo.portal.api import services
services.send_waiting(now=datetime.fromisoformat(os.environ["TOLD_NOW"]))
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_sending_leads_to_one_more_under_the_same_id(listener):
    unit = cases.commune()
    subscribed(listener.address, unit)
    cases.received(unit)
    log.seal(now=SOON)
    services.announce()
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "TOLD_DATABASE": connection.settings_dict["NAME"],
            "TOLD_NOW": SOON.isoformat(),
        },
    )
    listener.act = lambda: os.kill(worker.pid, signal.SIGKILL)
    assert worker.wait(60) == -signal.SIGKILL
    listener.act = None

    assert services.send_waiting(now=SOON + timedelta(minutes=1)) == 0
    assert services.send_waiting(now=SOON + timedelta(minutes=5)) == 1
    assert services.send_waiting(now=SOON + timedelta(days=1)) == 0

    first, second = told(listener)
    assert first["id"] == second["id"]
