"""The code and the key on a slip: who holds the key is the sender, without an account.

A table keeps the hash of the key only, so a copy of the database opens nothing.
"""

import secrets
import uuid
from hashlib import sha256
from secrets import compare_digest

from django.utils.crypto import salted_hmac

# No letter that is taken for another on a printed slip.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8
SECRET_LENGTH = 10
LONGEST = 40


def new_code(prefix: str) -> str:
    """Make a code that says nothing about who sent, when, or how many did."""
    return f"{prefix}-" + "".join(secrets.choice(LETTERS) for _letter in range(CODE_LENGTH))


def read_code(typed: str, prefix: str) -> str:
    """Write a typed code as it is stored; empty when it cannot be one."""
    letters = plain(typed[:LONGEST])
    if not letters.startswith(prefix) or len(letters) <= len(prefix):
        return ""
    return f"{prefix}-{letters[len(prefix) :]}"


def secret_of(submission_key: uuid.UUID, *, salt: str) -> str:
    """Derive the key of a slip, short enough to be typed; a form sent twice prints the same."""
    digest = salted_hmac(salt, str(submission_key), algorithm="sha256").digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:SECRET_LENGTH])


def holds(secret: str, secret_hash: str) -> bool:
    """Say whether the key is the one on the slip."""
    return compare_digest(hash_of(secret), secret_hash)


def hash_of(secret: str) -> str:
    """Give what is stored of a key, read as people type it."""
    return sha256(plain(secret).encode()).hexdigest()


def plain(secret: str) -> str:
    """Read a key as people type it: small letters, blanks and dashes do not matter."""
    return "".join(letter for letter in secret.upper() if letter.isalnum())
