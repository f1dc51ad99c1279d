"""Making, opening and giving up the key of a person."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.foundation.vietnamese.text import fold
from kheo.oversee.denunciations import law, permissions, sealing
from kheo.oversee.denunciations.models import OfficerKey
from kheo.oversee.denunciations.services.errors import (
    HasKey,
    KeyMissing,
    KeyShut,
    PassphraseWeak,
    PassphraseWrong,
)

FEWEST_WORDS = 5
# Of a passphrase that is not made of words.
FEWEST_LETTERS = 12


@sensitive_variables()
@transaction.atomic
def make_key(*, passphrase: str, by: User, now: datetime, gives_up: bool = False) -> OfficerKey:
    """Make the pair of a person; with `gives_up` the old one ends, and with it all that it opened.

    Raises HasKey or PassphraseWeak.
    """
    if not permissions.may_have_key(by, today=timezone.localdate(now)):
        raise PermissionDenied
    _demand_strength(passphrase, by)
    User.objects.select_for_update().get(pk=by.pk)
    old = OfficerKey.objects.filter(person=by, ended_at__isnull=True)
    if old.exists() and not gives_up:
        raise HasKey
    given_up = old.update(ended_at=now, sealed_private=b"")
    public, private = sealing.new_pair()
    key = OfficerKey(person=by, public_key=public, made_at=now)
    _lock(key, private, passphrase)
    key.save()
    _write("key_made", by, now, given_up=given_up)
    return key


@sensitive_variables()
def change_passphrase(*, old: str, new: str, by: User, now: datetime) -> OfficerKey:
    """Lock the same key under another passphrase; raise PassphraseWrong or PassphraseWeak."""
    _demand_strength(new, by)
    key, private = unlock(passphrase=old, by=by, now=now)
    with transaction.atomic():
        _lock(key, private, new)
        key.save(update_fields=["sealed_private", "salt", "opslimit", "memlimit"])
        _write("passphrase_changed", by, now)
    return key


@sensitive_variables()
def unlock(*, passphrase: str, by: User, now: datetime) -> tuple[OfficerKey, bytes]:
    """Open a person's key; raise KeyMissing, KeyShut or PassphraseWrong.

    A try is counted and committed before it is tried, so no two at once are free. Not to be
    called inside a transaction that a wrong passphrase would roll back.
    """
    key = _claim(by, now)
    locked = sealing.Locked(bytes(key.sealed_private), bytes(key.salt), key.opslimit, key.memlimit)
    try:
        private = sealing.unlock(locked, passphrase)
    except sealing.WrongPassphrase:
        _write("passphrase_wrong", by, now)
        raise PassphraseWrong from None
    OfficerKey.objects.filter(pk=key.pk).update(tries=0, shut_until=None)
    return key, private


def strength(passphrase: str, person: User) -> bool:
    """Say whether a passphrase is long, varied, and not made of the person's own name."""
    plain = fold(passphrase)
    own = [word for word in fold(f"{person.username} {person.full_name}").split() if len(word) > 2]
    for word in own:
        plain = plain.replace(word, "")
    is_varied = len(set(plain.split())) >= FEWEST_WORDS or len(set(plain) - {" "}) >= FEWEST_LETTERS
    return len(plain) >= law.book().shortest_passphrase and is_varied


def _demand_strength(passphrase: str, person: User) -> None:
    if not strength(passphrase, person):
        raise PassphraseWeak


@transaction.atomic
def _claim(by: User, now: datetime) -> OfficerKey:
    living = OfficerKey.objects.filter(person=by, ended_at__isnull=True)
    key = living.select_for_update().first()
    if key is None:
        raise KeyMissing
    if key.shut_until and key.shut_until > now:
        raise KeyShut
    key.tries += 1
    if key.tries >= law.book().tries:
        key.tries = 0
        key.shut_until = now + timedelta(minutes=law.book().shut_minutes)
    key.save(update_fields=["tries", "shut_until"])
    return key


def _lock(key: OfficerKey, private: bytes, passphrase: str) -> None:
    locked = sealing.lock(private, passphrase, cost=settings.KHEO_PASSPHRASE_COST)
    key.sealed_private, key.salt = locked.box, locked.salt
    key.opslimit, key.memlimit = locked.opslimit, locked.memlimit


def _write(action: str, by: User, now: datetime, **detail: object) -> None:
    log.record(action=f"seal.{action}", on=f"user:{by.pk}", by=by.username, at=now, detail=detail)
