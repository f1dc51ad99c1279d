"""Strangers read of a petition only what its clerk confirmed, and copies of its files."""

import pytest

from kheo.foundation.documents import queries as documents
from kheo.foundation.documents import services as storing
from kheo.oversee.petitions import queries, services
from kheo.oversee.petitions.queries import Reader
from tests import factories
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db


def triage(petition, by, text, **more):
    return services.triage(
        petition=petition, is_public=True, public_title="Đường sạt", public_text=text,
        by=by, now=cases.LATER, **more,
    )  # fmt: skip


def test_words_that_tell_who_it_was_are_not_published():
    petition = cases.received()
    clerk = factories.officer(petition.unit, "clerk")

    with pytest.raises(services.StillTelling):
        triage(petition, clerk, "Gọi cho tôi 0987 654 321")

    petition.refresh_from_db()
    assert not petition.is_public


def test_a_reason_lets_them_stand_and_public_words_are_the_confirmed_ones():
    petition = cases.received()
    clerk = factories.officer(petition.unit, "clerk")

    petition = triage(petition, clerk, "Gọi 0987 654 321", keep_reason="Số trực của xã")

    assert documents.is_confirmed(petition.subject, "text", petition.public_text)
    assert documents.is_confirmed(petition.subject, "title", petition.public_title)


def test_what_is_no_longer_public_is_no_longer_confirmed():
    petition = cases.published()
    clerk = factories.officer(petition.unit, "clerk")

    services.triage(petition=petition, is_public=False, by=clerk, now=cases.LATER)

    assert documents.public_wording(petition.subject, "text") == ""


def test_an_answer_loses_what_is_sure_for_strangers_only():
    petition = cases.published()
    handler = factories.officer(petition.unit, "handler")
    petition = services.answer(
        petition=petition, text="Đã gọi số 0987 654 321.", no_proof_reason="x",
        by=handler, now=cases.LATER,
    )  # fmt: skip

    def seen(reader):
        return queries.tracking(
            petition, reader=reader, today=cases.LATER.date(), language="vi"
        ).answer

    assert seen(Reader.PUBLIC) == "Đã gọi số [số điện thoại]."
    assert seen(Reader.SENDER) == "Đã gọi số 0987 654 321."
    assert "0987" not in petition.public_folded


def test_a_handler_covers_proof_and_a_stranger_does_not(client):
    petition = cases.published()
    handler = factories.officer(petition.unit, "handler")
    proof = cases.proof_of(petition, handler)

    assert client.get(proof.cover_url).status_code == 302
    client.force_login(factories.officer(of=factories.unit("UBND xã Bình Minh")))
    assert client.get(proof.cover_url).status_code == 404
    client.force_login(handler)
    assert client.get(proof.cover_url).status_code == 200


def test_a_copy_of_proof_waits_for_the_answer(client):
    petition = cases.published()
    handler = factories.officer(petition.unit, "handler")
    copy = storing.publish_copy(
        file=cases.proof_of(petition, handler), by=handler, now=cases.LATER
    ).copy

    assert client.get(copy.url).status_code == 404
