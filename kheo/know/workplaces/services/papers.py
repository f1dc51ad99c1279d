"""How the document behind an act is given."""

from dataclasses import dataclass

from kheo.foundation.documents.models import OfficialDocument


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document as printed, or in the register."""

    printed: str = ""
    document: OfficialDocument | None = None

    @property
    def is_missing(self) -> bool:
        return not self.printed and self.document is None
