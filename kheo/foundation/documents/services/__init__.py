"""Everything that changes stored files, what is public of them, and the numbers of letters."""

from kheo.foundation.documents.flattening import Box
from kheo.foundation.documents.refusals import (
    BoxBesideThePage,
    EmptyFile,
    ImageTooBig,
    NotAPicture,
    NotPublishable,
    NotWhatItSays,
    Refused,
    TooLarge,
    TooManyPages,
    TypeNotAllowed,
)
from kheo.foundation.documents.services.copies import publish_copy, withdraw_copy
from kheo.foundation.documents.services.files import adopt, discard, keep_made, store, storing
from kheo.foundation.documents.services.letters import (
    AlreadyIssued,
    SealedLetter,
    compose,
    issue_letter,
    issue_sealed,
)
from kheo.foundation.documents.services.wordings import (
    NothingToCheck,
    NothingToPublish,
    SamePerson,
    StillTelling,
    WordingError,
    check_wording,
    confirm_wording,
    forget_wordings,
    withdraw_wordings,
)

__all__ = [
    "AlreadyIssued",
    "Box",
    "BoxBesideThePage",
    "EmptyFile",
    "ImageTooBig",
    "NotAPicture",
    "NotPublishable",
    "NotWhatItSays",
    "NothingToCheck",
    "NothingToPublish",
    "Refused",
    "SamePerson",
    "SealedLetter",
    "StillTelling",
    "TooLarge",
    "TooManyPages",
    "TypeNotAllowed",
    "WordingError",
    "adopt",
    "check_wording",
    "compose",
    "confirm_wording",
    "discard",
    "forget_wordings",
    "issue_letter",
    "issue_sealed",
    "keep_made",
    "publish_copy",
    "store",
    "storing",
    "withdraw_copy",
    "withdraw_wordings",
]
