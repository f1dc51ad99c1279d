"""A key is made once, opened by its passphrase, and shut against guessing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.foundation.log.models import Entry
from kheo.oversee.denunciations import law, services
from kheo.oversee.denunciations.models import OfficerKey
from kheo.oversee.denunciations.services import keys
from tests import factories
from tests.factories import MONDAY
from tests.oversee.denunciations.making import OTHER_PASSPHRASE, PASSPHRASE, keyed

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return factories.officer(factories.unit(), "denunciation_officer")


def unlock(person, passphrase=PASSPHRASE, now=MONDAY):
    return keys.unlock(passphrase=passphrase, by=person, now=now)


def test_the_passphrase_opens_the_key_that_was_made(officer):
    keyed(officer)

    key, private = unlock(officer)

    assert keys.sealing.public_of(private) == bytes(key.public_key)


def test_nothing_stored_is_the_private_key(officer):
    keyed(officer)
    key, private = unlock(officer)

    assert private not in bytes(key.sealed_private)


def test_a_second_key_needs_giving_up_the_first(officer):
    first = keyed(officer) and OfficerKey.objects.get()

    with pytest.raises(services.HasKey):
        services.make_key(passphrase=PASSPHRASE, by=officer, now=MONDAY)
    services.make_key(passphrase=PASSPHRASE, by=officer, now=MONDAY, gives_up=True)

    first.refresh_from_db()
    assert bytes(first.sealed_private) == b""
    assert OfficerKey.objects.filter(person=officer, ended_at=None).count() == 1


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "ngắn quá",
        "aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "ba ba ba ba ba ba ba ba ba ba ba",
        "1234567890 1234567890",
    ],
)
def test_a_weak_passphrase_is_refused(officer, weak):
    with pytest.raises(services.PassphraseWeak):
        services.make_key(passphrase=weak, by=officer, now=MONDAY)
    assert not OfficerKey.objects.exists()


def test_ones_own_name_does_not_make_a_passphrase_strong():
    person = factories.user(full_name="Nguyễn Hoàng Phương Khanh")

    assert not services.strength("Nguyễn Hoàng Phương Khanh 1", person)
    assert services.strength(PASSPHRASE, person)


def test_guessing_shuts_the_key_even_for_the_right_passphrase(officer):
    keyed(officer)
    for _ in range(law.book().tries):
        with pytest.raises(services.PassphraseWrong):
            unlock(officer, "sai hết cả rồi nhé bạn")

    with pytest.raises(services.KeyShut):
        unlock(officer)


def test_a_shut_key_opens_again_after_a_while(officer):
    keyed(officer)
    for _ in range(law.book().tries):
        with pytest.raises(services.PassphraseWrong):
            unlock(officer, "sai hết cả rồi nhé bạn")

    later = MONDAY + timedelta(minutes=law.book().shut_minutes, seconds=1)
    unlock(officer, now=later)

    assert OfficerKey.objects.get().tries == 0


def test_wrong_tries_are_seen_by_the_auditor_without_what_was_typed(officer):
    keyed(officer)
    with pytest.raises(services.PassphraseWrong):
        unlock(officer, "tôi gõ nhầm một câu khác")

    entry = Entry.objects.filter(action="seal.passphrase_wrong").get()
    assert (entry.actor, entry.detail) == (officer.username, {})


def test_a_changed_passphrase_keeps_the_key(officer):
    keyed(officer)
    _key, before = unlock(officer)

    services.change_passphrase(old=PASSPHRASE, new=OTHER_PASSPHRASE, by=officer, now=MONDAY)

    _key, after = unlock(officer, OTHER_PASSPHRASE)
    assert after == before
    with pytest.raises(services.PassphraseWrong):
        unlock(officer)


def test_without_a_key_nothing_opens(officer):
    with pytest.raises(services.KeyMissing):
        unlock(officer)


def test_who_has_no_post_for_it_makes_no_key():
    with pytest.raises(PermissionDenied):
        services.make_key(passphrase=PASSPHRASE, by=factories.citizen(), now=MONDAY)


def test_the_database_holds_one_living_key_per_person(officer):
    keyed(officer)
    key = OfficerKey.objects.get()
    key.pk = None

    with pytest.raises(IntegrityError, match="one_living_key_per_person"), transaction.atomic():
        key.save(force_insert=True)


def test_the_database_lets_no_ended_key_keep_its_private_half(officer):
    keyed(officer)

    with pytest.raises(IntegrityError, match="ended_key_keeps_no"), transaction.atomic():
        OfficerKey.objects.update(ended_at=MONDAY)
