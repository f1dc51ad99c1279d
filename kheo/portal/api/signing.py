"""Signs what subscribers are told, so that they know it is ours and fresh; keeps their secrets.

The secret is shown once and lies encrypted under a key made of the deployment's own: a copy of the
database alone signs nothing.
"""

import hmac
import uuid
from hashlib import sha256

from django.conf import settings
from django.utils.crypto import salted_hmac
from nacl.secret import SecretBox

HEADER = "Kheo-Signature"
PREFIX = "whsec_"
_PURPOSE = b"kheo.portal.api.webhooks"


def secret_of(submission_key: uuid.UUID) -> str:
    """Derive a subscriber's secret from a submission; a form sent twice shows the same."""
    return PREFIX + _derived("webhook", submission_key)


def key_of(submission_key: uuid.UUID) -> str:
    """Derive a program's key from a submission."""
    return _derived("client", submission_key)


def _derived(what: str, submission_key: uuid.UUID) -> str:
    salt = f"kheo.portal.api.{what}"
    return salted_hmac(salt, str(submission_key), algorithm="sha256").hexdigest()


def hash_of(key: str) -> str:
    """Give what is stored of a program's key."""
    return sha256(key.encode()).hexdigest()


def locked(secret: str) -> bytes:
    """Encrypt a subscriber's secret for the table."""
    return bytes(_box().encrypt(secret.encode()))


def unlocked(stored: bytes) -> str:
    """Read a subscriber's secret from the table; raise `nacl.exceptions.CryptoError`."""
    return _box().decrypt(stored).decode()


def _box() -> SecretBox:
    return SecretBox(hmac.new(settings.SECRET_KEY.encode(), _PURPOSE, sha256).digest())


def signature(body: bytes, *, secret: str, at: int) -> str:
    """Sign the moment (Unix seconds) and the body: `t=…,v1=…`."""
    return f"t={at},v1={_mac(body, secret, at)}"


def is_signed(body: bytes, header: str, *, secret: str) -> bool:
    """Say whether a header signs this body; whoever receives should also look how old `t` is."""
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    if not parts.get("t", "").isdecimal():
        return False
    return hmac.compare_digest(parts.get("v1", ""), _mac(body, secret, int(parts["t"])))


def _mac(body: bytes, secret: str, at: int) -> str:
    return hmac.new(secret.encode(), b"%d.%s" % (at, body), sha256).hexdigest()
