"""Everything that changes what lies in the storage, and the numbers of letters."""

from kheo.foundation.documents.refusals import (
    EmptyFile,
    ImageTooBig,
    NotAPicture,
    NotWhatItSays,
    Refused,
    TooLarge,
    TypeNotAllowed,
)
from kheo.foundation.documents.services.files import adopt, discard, store, storing
from kheo.foundation.documents.services.letters import (
    AlreadyIssued,
    SealedLetter,
    compose,
    issue_letter,
    issue_sealed,
)

__all__ = [
    "AlreadyIssued",
    "EmptyFile",
    "ImageTooBig",
    "NotAPicture",
    "NotWhatItSays",
    "Refused",
    "SealedLetter",
    "TooLarge",
    "TypeNotAllowed",
    "adopt",
    "compose",
    "discard",
    "issue_letter",
    "issue_sealed",
    "store",
    "storing",
]
