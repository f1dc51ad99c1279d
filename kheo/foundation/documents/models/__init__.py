"""Files, letters, confirmed wordings, and the register of official documents."""

from kheo.foundation.documents.models.files import PublicCopy, StoredFile
from kheo.foundation.documents.models.letters import IssuedLetter, LetterNumbering
from kheo.foundation.documents.models.register import (
    DocumentRelation,
    DocumentVersion,
    OfficialDocument,
)
from kheo.foundation.documents.models.wordings import Sha256, Wording

__all__ = [
    "DocumentRelation",
    "DocumentVersion",
    "IssuedLetter",
    "LetterNumbering",
    "OfficialDocument",
    "PublicCopy",
    "Sha256",
    "StoredFile",
    "Wording",
]
