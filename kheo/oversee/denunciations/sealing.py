"""Locks words and files so that only chosen people open them; knows nothing of cases or of Django.

Three locks, all of libsodium: a box of each case under two random keys (content, identity), those
keys sealed to the public key of each person of the case, and that person's private key under a
passphrase. See docs/adr/0018-sealed-denunciations.md.
"""

import hashlib
from dataclasses import dataclass

import nacl.bindings
import nacl.pwhash.argon2id
import nacl.utils
import shamir_mnemonic
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import Aead, SecretBox

KEY = 32
# Boxes grow in steps, so that their size does not tell how much was said.
STEP = 1024
SALT = nacl.pwhash.argon2id.SALTBYTES


class SealError(Exception):
    """Something does not open."""


class Tampered(SealError):
    """The box was changed, moved to another case, or the key is another one."""


class WrongPassphrase(SealError):
    """The passphrase is not the one of this key."""


class SharesWrong(SealError):
    """The shares are too few, of another key, or mistyped."""


@dataclass(frozen=True, repr=False)
class Keys:
    """The two keys of a case; who does not need the denouncer's identity holds only the first."""

    content: bytes
    identity: bytes = b""

    def of(self, drawer: str) -> bytes:
        """Give the key of a drawer; raise Tampered when the holder has none."""
        key = self.identity if drawer == "identity" else self.content
        if not key:
            raise Tampered
        return key

    def without_identity(self) -> "Keys":
        return Keys(self.content)


@dataclass(frozen=True, repr=False)
class Locked:
    """A private key under a passphrase, with what Argon2id needs to try one."""

    box: bytes
    salt: bytes
    opslimit: int
    memlimit: int


# --- The box of a case ------------------------------------------------------------------------


def new_keys() -> Keys:
    """Make the keys of a case."""
    return Keys(nacl.utils.random(KEY), nacl.utils.random(KEY))


def seal(data: bytes, key: bytes, *, label: str) -> bytes:
    """Lock data under a key for one place; at any other place it will not open."""
    padded = nacl.bindings.sodium_pad(data, STEP)
    return bytes(Aead(key).encrypt(padded, label.encode()))


def unseal(sealed: bytes | memoryview, key: bytes, *, label: str) -> bytes:
    """Open what was locked for this place; raise Tampered."""
    try:
        padded = Aead(key).decrypt(bytes(sealed), label.encode())
        return bytes(nacl.bindings.sodium_unpad(padded, STEP))
    except (CryptoError, ValueError):
        raise Tampered from None


# --- The keys of a case, for one person -------------------------------------------------------


def new_pair() -> tuple[bytes, bytes]:
    """Make a public and a private key."""
    private = PrivateKey.generate()
    return bytes(private.public_key), bytes(private)


def public_of(private: bytes) -> bytes:
    """Give the public key that belongs to a private one."""
    return bytes(PrivateKey(private).public_key)


def give(keys: Keys, public: bytes, *, case: bytes) -> bytes:
    """Seal the keys of a case to a person; they say which case they are of."""
    return to_person(case + keys.content + keys.identity, public)


def take(sealed: bytes | memoryview, private: bytes, *, case: bytes) -> Keys:
    """Open the keys of a case with a person's private key; raise Tampered."""
    opened = for_person(sealed, private)
    named, rest = opened[: len(case)], opened[len(case) :]
    if named != case or len(rest) not in (KEY, 2 * KEY):
        raise Tampered
    return Keys(rest[:KEY], rest[KEY:])


def to_person(data: bytes, public: bytes) -> bytes:
    """Seal data to a public key."""
    return bytes(SealedBox(PublicKey(bytes(public))).encrypt(data))


def for_person(sealed: bytes | memoryview, private: bytes) -> bytes:
    """Open what was sealed to a public key; raise Tampered."""
    try:
        return bytes(SealedBox(PrivateKey(private)).decrypt(bytes(sealed)))
    except (CryptoError, ValueError, TypeError):
        raise Tampered from None


def fingerprint(public: bytes | memoryview) -> str:
    """Write a public key so that two people can compare it aloud: six groups of four figures."""
    number = int.from_bytes(hashlib.sha256(bytes(public)).digest()[:10], "big")
    digits = f"{number:024d}"[-24:]
    return " ".join(digits[start : start + 4] for start in range(0, 24, 4))


# --- A private key under a passphrase ---------------------------------------------------------


def lock(private: bytes, passphrase: str, *, cost: tuple[int, int]) -> Locked:
    """Lock a private key under a passphrase, at a cost of operations and memory."""
    salt = nacl.utils.random(SALT)
    box = SecretBox(_stretched(passphrase, salt, *cost)).encrypt(private)
    return Locked(bytes(box), salt, *cost)


def unlock(locked: Locked, passphrase: str) -> bytes:
    """Open a private key; raise WrongPassphrase."""
    key = _stretched(passphrase, locked.salt, locked.opslimit, locked.memlimit)
    try:
        return bytes(SecretBox(key).decrypt(locked.box))
    except (CryptoError, ValueError, TypeError):
        raise WrongPassphrase from None


def _stretched(passphrase: str, salt: bytes, opslimit: int, memlimit: int) -> bytes:
    return bytes(
        nacl.pwhash.argon2id.kdf(
            KEY, passphrase.encode(), salt, opslimit=opslimit, memlimit=memlimit
        )
    )


# --- The recovery key of the board ------------------------------------------------------------


def split(secret: bytes, *, needed: int, shares: int) -> list[str]:
    """Write a secret as shares of words (SLIP-39), of which so many are needed."""
    return list(shamir_mnemonic.generate_mnemonics(1, [(needed, shares)], secret)[0])


def join(shares: list[str]) -> bytes:
    """Put a secret together from shares; raise SharesWrong."""
    try:
        return bytes(shamir_mnemonic.combine_mnemonics([" ".join(s.split()) for s in shares]))
    except (shamir_mnemonic.MnemonicError, ValueError, IndexError):
        raise SharesWrong from None
