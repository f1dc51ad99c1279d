"""Everything that changes the register: entries, relations, versions, what is read of files."""

from kheo.foundation.documents.register.services.entries import correct, register, withdraw
from kheo.foundation.documents.register.services.relations import relate, unrelate
from kheo.foundation.documents.register.services.versions import (
    add_version,
    keep_draft,
    read_version,
    take_draft,
)

__all__ = [
    "add_version",
    "correct",
    "keep_draft",
    "read_version",
    "register",
    "relate",
    "take_draft",
    "unrelate",
    "withdraw",
]
