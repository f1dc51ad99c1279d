"""What everybody reads was confirmed by a person, as it stands."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kheo.foundation.documents import queries, services
from kheo.foundation.documents.models import Wording
from kheo.foundation.log.models import Entry
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db

SOURCE = "Tôi là Tòng Văn Inh, số 0912 345 678. Đường sạt ở bản Nà Tâu."
CLEAN = "Đường sạt ở bản Nà Tâu."


@pytest.fixture
def clerk():
    return factories.officer(of=factories.unit())


def confirm(by, text=CLEAN, **more):
    said = {"subject": "test:1", "part": "text", "source": SOURCE, "now": MONDAY, **more}
    return services.confirm_wording(text=text, by=by, known=["Tòng Văn Inh"], **said)


def test_only_confirmed_words_are_public(clerk):
    assert queries.public_wording("test:1", "text") == ""

    confirm(clerk)

    assert queries.public_wording("test:1", "text") == CLEAN
    assert queries.is_confirmed("test:1", "text", CLEAN)
    assert not queries.is_confirmed("test:1", "text", CLEAN + " Thêm.")


def test_it_is_kept_what_was_taken_out_but_not_the_words(clerk):
    wording = confirm(clerk)

    assert [(mark["kind"], mark["is_kept"]) for mark in wording.marks] == [
        ("name", False),
        ("phone", False),
    ]
    assert "Inh" not in str(wording.marks)
    assert wording.sha256 == hashlib.sha256(CLEAN.encode()).hexdigest()


def test_what_tells_who_somebody_is_stops_the_words(clerk):
    with pytest.raises(services.StillTelling) as refusal:
        confirm(clerk, "Gọi 0912.345.678")

    assert "số điện thoại" in str(refusal.value)
    assert "0912" not in str(refusal.value)
    assert Wording.objects.count() == 0


def test_a_reason_lets_it_stand_and_is_kept(clerk):
    wording = confirm(clerk, "Gọi 0912.345.678", keep_reason="Số trực ban của xã")

    assert wording.keep_reason == "Số trực ban của xã"
    assert Entry.objects.get(action="wording.confirmed").detail["kept"] == 1


def test_a_reason_is_not_kept_where_none_was_needed(clerk):
    assert confirm(clerk, keep_reason="thừa").keep_reason == ""


def test_new_words_take_the_place_of_the_old(clerk):
    confirm(clerk)

    confirm(clerk, "Đường sạt.", now=MONDAY + timedelta(hours=1))

    assert queries.public_wording("test:1", "text") == "Đường sạt."
    assert [one.text for one in queries.wordings("test:1")] == ["Đường sạt.", CLEAN]


def test_empty_words_are_not_published(clerk):
    with pytest.raises(services.NothingToPublish):
        confirm(clerk, " \u200b ")


def test_two_persons_must_agree_where_two_are_asked_for(clerk):
    wording = confirm(clerk, needs_second=True)
    assert queries.public_wording("test:1", "text") == ""
    with pytest.raises(services.SamePerson):
        services.check_wording(wording=wording, by=clerk, now=MONDAY)

    other = factories.officer(of=factories.unit("UBND xã Bình Minh"))
    services.check_wording(wording=wording, by=other, now=MONDAY)

    assert queries.public_wording("test:1", "text") == CLEAN
    with pytest.raises(services.NothingToCheck):
        services.check_wording(wording=wording, by=other, now=MONDAY)


def test_words_that_were_withdrawn_are_not_public(clerk):
    confirm(clerk)

    assert services.withdraw_wordings(subject="test:1", by=clerk, now=MONDAY) == 1

    assert queries.public_wording("test:1", "text") == ""


def test_nothing_is_left_of_a_record_that_must_be_forgotten(clerk):
    confirm(clerk)

    services.forget_wordings(subject="test:1")

    assert Wording.objects.count() == 0


def test_the_log_says_who_and_which_words_by_their_hash(clerk):
    wording = confirm(clerk)

    entry = Entry.objects.get(action="wording.confirmed")
    assert (entry.actor, entry.subject) == (clerk.username, "test:1")
    assert entry.detail == {"part": "text", "sha256": wording.sha256, "removed": 2, "kept": 0}


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Lời khác"},
        {"sha256": "0" * 64},
        {"text": "", "sha256": hashlib.sha256().hexdigest()},
    ],
)
def test_the_database_refuses_words_that_were_not_confirmed(clerk, change):
    confirm(clerk)

    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.update(**change)


def test_the_database_refuses_a_second_look_by_the_same_person(clerk):
    confirm(clerk, needs_second=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.update(checked_by=clerk, checked_at=MONDAY)


def test_the_database_refuses_two_current_wordings_of_a_part(clerk):
    wording = confirm(clerk)
    wording.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        wording.save(force_insert=True)


def test_many_records_cost_one_query(clerk, django_assert_num_queries):
    for number in range(3):
        confirm(clerk, subject=f"test:{number}")

    with django_assert_num_queries(1):
        found = queries.public_wordings([f"test:{number}" for number in range(3)], "text", "title")

    assert len(found) == 3
