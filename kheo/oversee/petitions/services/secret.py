"""The key on a receipt: who holds it is the sender, without an account."""

import uuid

from django.utils.crypto import salted_hmac

from kheo.oversee.petitions.models import Petition

_SALT = "kheo.oversee.petitions.receipt"


def of(submission_key: uuid.UUID) -> str:
    """Derive the secret of a submission; a form sent twice prints the same receipt.

    The table keeps a hash only, so a copy of the database opens no petition.
    """
    return salted_hmac(_SALT, str(submission_key), algorithm="sha256").hexdigest()[:32]


def on_receipt(petition: Petition) -> str:
    """Give the secret of a petition, for printing its receipt again at the counter."""
    return of(petition.submission_key)
