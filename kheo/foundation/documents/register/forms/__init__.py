"""What officers may type on documents, and what lists are asked for."""

from kheo.foundation.documents.register.forms.entry import EntryForm
from kheo.foundation.documents.register.forms.finding import FindForm
from kheo.foundation.documents.register.forms.small import (
    DraftForm,
    FileForm,
    RelateForm,
    SheetForm,
    WithdrawForm,
)

__all__ = [
    "DraftForm",
    "EntryForm",
    "FileForm",
    "FindForm",
    "RelateForm",
    "SheetForm",
    "WithdrawForm",
]
