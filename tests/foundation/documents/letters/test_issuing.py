"""Numbers of letters have no gaps, and an issued letter stays as it is."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.foundation.documents import queries, services, storage
from kheo.foundation.documents.models import IssuedLetter, LetterNumbering, StoredFile
from kheo.foundation.log.models import Entry
from tests import factories
from tests.at_once import together
from tests.factories import MONDAY
from tests.foundation.documents.letters import samples

pytestmark = pytest.mark.django_db


def issue(of, *, by=None, key="forward", now=MONDAY, **more):
    return services.issue_letter(
        letter=samples.letter(key, of=of),
        holder="tested.letter",
        subject=f"tested:{of.pk}",
        by=by or factories.user(),
        now=now,
        **more,
    )


def compose(of, *, by, key="forward", submission_key=None, **words):
    return services.compose(
        subject=f"tested:{of.pk}",
        key=key,
        fields=samples.WORDS | words,
        signer=None,
        by=by,
        now=MONDAY,
        submission_key=submission_key or uuid.uuid4(),
    )


def test_an_issued_letter_is_kept_as_word_and_pdf():
    seat = samples.body()

    letter = issue(seat)

    assert letter.numbered == "01/PC-UBND"
    assert letter.word.name == "01-PC-UBND.docx"
    assert letter.pdf.name == "01-PC-UBND.pdf"
    assert letter.pdf.holder == "tested.letter"
    assert list(queries.letters_of(f"tested:{seat.pk}")) == [letter]
    assert Entry.objects.get().detail == {"key": "forward", "number": "01/PC-UBND"}


def test_each_body_sign_and_year_counts_for_itself():
    seat = samples.body()
    other = factories.body(factories.unit("Mường La"))
    next_year = MONDAY + timedelta(days=365)

    made = [issue(seat), issue(seat), issue(seat, key="guide"), issue(other)]
    made.append(issue(seat, now=next_year))

    assert [letter.numbered for letter in made] == [
        "01/PC-UBND", "02/PC-UBND", "01/HD-UBND", "01/PC-UBND", "01/PC-UBND",
    ]  # fmt: skip


def test_the_date_of_the_letter_is_the_day_of_issuing():
    assert issue(samples.body()).issued_on == MONDAY.date()


def test_a_number_returns_when_the_issuing_fails():
    seat = samples.body()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        issue(seat)
        raise ZeroDivisionError

    assert issue(seat).numbered == "01/PC-UBND"


def test_the_same_submission_is_one_letter():
    seat, key = samples.body(), uuid.uuid4()

    first, second = issue(seat, submission_key=key), issue(seat, submission_key=key)

    assert first == second
    assert LetterNumbering.objects.get().last == 1


@pytest.mark.django_db(transaction=True)
def test_clerks_at_once_get_numbers_without_gaps():
    seat, clerk = samples.body(), factories.user()

    made = together(lambda: issue(seat, by=clerk).number, 6)

    assert sorted(made) == [1, 2, 3, 4, 5, 6]


@pytest.mark.django_db(transaction=True)
def test_a_button_pressed_four_times_at_once_issues_one_letter():
    seat, clerk, key = samples.body(), factories.user(), uuid.uuid4()

    made = together(lambda: issue(seat, by=clerk, submission_key=key).numbered, 4)

    assert made == ["01/PC-UBND"] * 4
    assert LetterNumbering.objects.get().last == 1
    assert StoredFile.objects.count() == 2


def test_an_issued_letter_does_not_change():
    letter = issue(samples.body())

    with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
        IssuedLetter.objects.filter(pk=letter.pk).update(number=9)
    with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
        letter.delete()


def test_the_files_may_be_forgotten_and_the_number_stays(django_capture_on_commit_callbacks):
    letter = issue(samples.body())
    path = storage.absolute(letter.pdf.path)

    with django_capture_on_commit_callbacks(execute=True):
        services.discard(queries.of(letter.subject))

    letter.refresh_from_db()
    assert (letter.word, letter.pdf, letter.number) == (None, None, 1)
    assert not path.exists()


def test_a_number_is_given_once():
    letter = issue(samples.body())

    with pytest.raises(IntegrityError, match="one_letter_per_number_of_a_year"):
        IssuedLetter.objects.create(
            submission_key=uuid.uuid4(), key="forward", body=letter.body, sign=letter.sign,
            year=letter.year, number=1, issued_on=letter.issued_on, issued_at=MONDAY,
            issued_by=letter.issued_by, subject="tested:0",
        )  # fmt: skip


def test_a_correction_is_a_new_letter():
    seat = samples.body()
    wrong = issue(seat)

    right = issue(seat, corrects=wrong)

    assert right.numbered == "02/PC-UBND"
    assert list(wrong.corrections.all()) == [right]


# --- Sealed ------------------------------------------------------------------------------------


def sealed(of, **more):
    return services.issue_sealed(
        letter=samples.letter("denunciation_refused", of=of, denouncer="Giàng A Bí Mật"),
        subject="denunciation:7",
        by=factories.user(),
        now=MONDAY,
        **more,
    )


def test_a_sealed_letter_leaves_its_number_and_nothing_of_its_words():
    made = sealed(samples.body())

    assert made.record.numbered == "01/TB-UBND"
    assert made.pdf.startswith(b"%PDF")
    assert made.word.startswith(b"PK")
    assert not StoredFile.objects.exists()
    rows = str([list(model.objects.values()) for model in (IssuedLetter, Entry)])
    assert "Giàng" not in rows


def test_a_sealed_letter_keeps_no_file():
    file = issue(samples.body()).pdf
    record = sealed(factories.body(factories.unit("Mường La"))).record

    copied = {f.attname: getattr(record, f.attname) for f in IssuedLetter._meta.concrete_fields}
    copied |= {"id": None, "number": 2, "submission_key": uuid.uuid4(), "pdf_id": file.pk}
    with pytest.raises(IntegrityError, match="sealed_letter_keeps_no_file"):
        IssuedLetter(**copied).save()


def test_a_sealed_submission_is_not_given_twice():
    seat, key = samples.body(), uuid.uuid4()
    sealed(seat, submission_key=key)

    with pytest.raises(services.AlreadyIssued), transaction.atomic():
        sealed(seat, submission_key=key)

    assert LetterNumbering.objects.get().last == 1


# --- Through the room --------------------------------------------------------------------------


def test_a_room_learns_once_of_the_letter_it_prepared():
    seat, clerk, key = samples.body(), factories.user(), uuid.uuid4()
    samples.issued.clear()

    compose(seat, by=clerk, submission_key=key)
    compose(seat, by=clerk, submission_key=key)

    assert samples.issued == ["01/PC-UBND"]


def test_whom_the_room_refuses_issues_nothing():
    with pytest.raises(PermissionDenied):
        compose(samples.body(), by=factories.user("nguoi-la"))


def test_a_letter_that_the_room_does_not_offer_is_refused():
    with pytest.raises(PermissionDenied):
        compose(samples.body(), by=factories.user(), key="complaint_stopped")
