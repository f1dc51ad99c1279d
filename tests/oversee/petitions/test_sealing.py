"""A petition that was a denunciation leaves a code and dates, and no word of itself anywhere."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, transaction

from kheo.foundation.documents import services as documents
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties.models import Duty
from kheo.foundation.figures import queries as figures
from kheo.foundation.notices.models import Message
from kheo.oversee.petitions import services
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.factories import MONDAY
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db

PLANTED = ("Quàng Văn Bí Mật", "0987654321", "bimat@example.vn", "trần bảo kín nhận tiền", "Nà Kín")
TEXT = "Ông trần bảo kín nhận tiền của tôi ở bản Nà Kín. Tôi là Quàng Văn Bí Mật."


def secret_petition(unit):
    key = uuid.uuid4()
    photo = documents.store(
        cases.picture(), holder=services.DRAFTS, subject=f"draft:{key}", by=None, now=MONDAY
    )
    return cases.received(
        unit,
        text=TEXT,
        key=key,
        photos=[photo],
        name="Quàng Văn Bí Mật",
        phone="0987654321",
        email="bimat@example.vn",
        place="bản Nà Kín",
        representatives=["Quàng Văn Bí Mật"],
        people=2,
    )


def sealed(petition, **more):
    given = {"by": factories.officer(petition.unit, "clerk"), "now": cases.LATER}
    return services.empty_into_seal(petition=petition, **{**given, **more})


def everything_stored(tmp_path):
    out = tmp_path / "dump.json"
    call_command("dumpdata", "--all", output=str(out), verbosity=0)
    return out.read_text(encoding="utf-8").lower()


def lived_through(petition):
    """Work on it, publish, answer, rate and reopen it, so that its words are everywhere."""
    clerk, handler = (factories.officer(petition.unit, role) for role in ("clerk", "handler"))
    decision = services.Decision(conditions=["fit"], action="accept", reason=TEXT)
    services.classify(petition=petition, decision=decision, by=clerk, now=MONDAY)
    services.triage(
        petition=petition,
        is_public=True,
        public_title="Nhận tiền ở bản",
        public_text="trần bảo kín nhận tiền",
        by=clerk,
        now=MONDAY,
    )
    services.progress(petition=petition, text=TEXT, by=handler, now=MONDAY)
    services.ask_sender(petition=petition, question=TEXT, by=handler, now=MONDAY)
    own = {"secret": cases.secret(petition), "now": cases.LATER}
    services.add_information(petition=petition, text=TEXT, **own)
    services.answer(
        petition=petition, text=TEXT, no_proof_reason=TEXT[:200], by=handler, now=cases.LATER
    )
    services.rate(petition=petition, rating=2, comment=TEXT, **own)
    services.reopen(petition=petition, reason=TEXT, **own)
    services.answer(
        petition=petition, text=TEXT, no_proof_reason=TEXT[:200], by=handler, now=cases.LATER
    )
    services.rate(petition=petition, rating=3, comment=TEXT, **own)


def test_no_planted_word_is_left_anywhere(tmp_path):
    petition = secret_petition(cases.commune())
    lived_through(petition)
    assert all(word.lower() in everything_stored(tmp_path) for word in PLANTED[:4])

    sealed(petition)

    stored = everything_stored(tmp_path)
    assert [word for word in PLANTED if word.lower() in stored] == []


def test_the_code_the_number_and_the_dates_stay():
    petition = secret_petition(cases.commune())
    entry = petition.entries.get()

    petition = sealed(petition)

    assert petition.entries.get() == entry
    assert petition.state == Petition.State.SEALED
    assert petition.answer.startswith("Đơn này được xử lý ở kênh được bảo vệ")
    assert (petition.outcome, petition.fingerprint) == ("sealed", [])
    assert petition.received_at == MONDAY


def test_its_files_are_gone_from_the_storage(django_capture_on_commit_callbacks, settings):
    petition = secret_petition(cases.commune())
    path = StoredFile.objects.get().path
    assert (settings.PRIVATE_FILES / path).exists()

    with django_capture_on_commit_callbacks(execute=True):
        sealed(petition)

    assert StoredFile.objects.count() == 0
    assert not (settings.PRIVATE_FILES / path).exists()


def test_its_duties_are_closed_without_words():
    petition = secret_petition(cases.commune())

    sealed(petition)

    duty = Duty.objects.get()
    assert (duty.outcome, duty.closed_at) == ("sealed", cases.LATER)
    assert set(duty.steps.values_list("text", flat=True)) == {""}


def test_messages_about_others_stay():
    unit = cases.commune()
    petition = secret_petition(unit)
    other = cases.received(unit, email="bimat@example.vn")

    sealed(petition)

    assert [message.key for message in Message.objects.all()] == [f"petition.received:{other.pk}"]


def test_it_was_never_feedback_in_the_figures():
    petition = secret_petition(cases.commune())
    lived_through(petition)

    sealed(petition)

    until = cases.LATER.date() + timedelta(days=1)
    for indicator in ("received", "answered", "rated", "reopened"):
        total = figures.total(f"petitions.{indicator}", petition.unit, MONDAY.date(), until)
        assert total == 0, indicator


def test_it_is_sealed_once_and_by_who_may():
    petition = secret_petition(cases.commune())
    stranger = factories.officer(cases.commune("Mường Bú"), "clerk")

    with pytest.raises(PermissionDenied):
        sealed(petition, by=stranger)
    sealed(petition, by=factories.officer(petition.unit, "denunciation_officer"))
    with pytest.raises(services.AlreadySealed):
        sealed(petition)


def test_the_database_refuses_a_sealed_petition_that_names_somebody():
    petition = sealed(secret_petition(cases.commune()))

    with pytest.raises(IntegrityError, match="sealed_petition_names_nobody"), transaction.atomic():
        Petition.objects.filter(pk=petition.pk).update(sender_name="Quàng Văn Bí Mật")
