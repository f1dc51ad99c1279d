"""Officers read a letter over, change its words, see the draft and issue it."""

import pytest
from django.urls import reverse

from kheo.foundation.documents.letter_sources import SubjectTaken, prepare, register
from kheo.foundation.documents.models import IssuedLetter, LetterNumbering
from tests import factories
from tests.foundation.documents.letters import samples

pytestmark = pytest.mark.django_db
KEY = "3f0b8a6e-0f5f-4a86-9d3c-0a4f5a0f6c11"


@pytest.fixture
def seat():
    made = samples.body()
    samples.head_of(made)
    return made


@pytest.fixture
def clerk(client):
    person = factories.user()
    client.force_login(person)
    return person


def address(seat, key="forward"):
    return reverse("documents:compose", args=["tested", seat.pk, key])


def typed(seat, **more):
    words = {f"truong-{key}": words for key, words in samples.WORDS.items()}
    signer = factories.head(seat).pk
    return words | {"submission_key": KEY, "signer": signer} | more


def test_the_form_brings_what_the_room_knows(client, clerk, seat):
    page = client.get(address(seat)).content.decode()

    assert 'value="Nguyễn Thị Huyền Trưởng"' in page
    assert "Chủ tịch UBND xã Ngọc Chiến" in page
    assert "Mẫu cần đối chiếu" in page


def test_a_letter_is_issued_as_it_was_typed(client, clerk, seat):
    response = client.post(address(seat), typed(seat, **{"truong-matter": "cầu treo gãy"}))

    letter = IssuedLetter.objects.get()
    assert response.url == reverse("documents:letters", args=["tested", seat.pk])
    assert letter.signer == factories.head(seat)
    page = client.get(response.url).content.decode()
    assert "01/PC-UBND" in page
    assert reverse("documents:letter", args=[letter.pk, "pdf"]) in page


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_a_draft_takes_no_number(client, clerk, seat, form, begins):
    response = client.post(address(seat), typed(seat, xem=form))

    assert response.content.startswith(begins)
    assert not LetterNumbering.objects.exists()


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(client, clerk, seat):
    response = client.post(address(seat), typed(seat, **{"truong-reason": ""}))

    page = response.content.decode()
    assert "id_truong-reason" in page
    assert response.context["form"].errors.keys() == {"truong-reason"}
    assert 'value="Nguyễn Thị Huyền Trưởng"' in page
    assert not IssuedLetter.objects.exists()


def test_a_signer_of_another_body_is_refused(client, clerk, seat):
    stranger = factories.head(factories.body(factories.unit("Mường La")))

    response = client.post(address(seat), typed(seat, signer=stranger.pk))

    assert response.context["form"].errors.keys() == {"signer"}


def test_a_letter_comes_as_word_and_pdf_to_whom_the_room_says(client, clerk, seat):
    client.post(address(seat), typed(seat))
    letter = IssuedLetter.objects.get()

    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        response = client.get(reverse("documents:letter", args=[letter.pk, form]))
        assert response.getvalue().startswith(begins)

    client.force_login(factories.user("nguoi-la"))
    for form in ("pdf", "docx"):
        assert client.get(reverse("documents:letter", args=[letter.pk, form])).status_code == 404


def test_a_stranger_finds_neither_the_form_nor_the_list(client, seat):
    client.force_login(factories.user("nguoi-la"))

    assert client.get(address(seat)).status_code == 404
    assert client.get(reverse("documents:letters", args=["tested", seat.pk])).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client, seat):
    assert client.get(address(seat)).status_code == 302


def test_a_letter_not_offered_is_not_found(client, clerk, seat):
    assert client.get(address(seat, "complaint_stopped")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    client, clerk, seat, count, django_assert_num_queries
):
    for number in range(count):
        key = f"{KEY[:-1]}{number}"
        client.post(address(seat), typed(seat, submission_key=key))
    client.get(reverse("documents:letters", args=["tested", seat.pk]))

    with django_assert_num_queries(5):
        client.get(reverse("documents:letters", args=["tested", seat.pk]))


def test_two_rooms_do_not_share_a_kind_of_record():
    with pytest.raises(SubjectTaken):
        register("tested", "another.room.prepare")


@pytest.mark.parametrize("subject", ["nobody:1", "tested:x", "tested:²", "tested"])
def test_a_subject_that_no_room_knows_is_prepared_by_nobody(subject):
    assert prepare(subject, factories.user(), today=samples.ON) is None
