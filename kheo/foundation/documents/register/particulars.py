"""What the sheet of a document says, checked before it goes into the register."""

from dataclasses import dataclass
from datetime import date

from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.numbers import DocumentNumber, folded_key
from kheo.foundation.units.models import Body, Unit

Level = OfficialDocument.Level
# A number without a sign for its kind says nothing of it, so the kind stands in the key.
_KIND_MARK = "#"


@dataclass(frozen=True)
class Particulars:
    """Kind, number, issuer, days and subject; an issuer that is no body of ours is a name."""

    kind: str
    title: str
    issued_on: date
    number: DocumentNumber | None = None
    issuer: Body | None = None
    issuer_name: str = ""
    level: str = Level.CENTRAL
    unit: Unit | None = None
    field: str = ""
    signer_name: str = ""
    signer_title: str = ""
    received_on: date | None = None
    in_force_from: date | None = None
    in_force_to: date | None = None
    visibility: str = OfficialDocument.Visibility.PUBLIC

    @property
    def issuer_key(self) -> str:
        return f"body:{self.issuer.pk}" if self.issuer else folded_key(self.issuer_name)

    @property
    def number_key(self) -> str:
        if self.number is None:
            return ""
        marked = "" if self.number.kind_sign else f"{_KIND_MARK}{self.kind}"
        return f"{self.number.key}{marked}"[:60]

    @property
    def year(self) -> int:
        return self.number.year if self.number and self.number.year else self.issued_on.year

    @property
    def printed_issuer(self) -> str:
        return self.issuer.name if self.issuer else self.issuer_name

    @property
    def place(self) -> Unit | None:
        """The unit of the issuer; None above the province."""
        return self.issuer.unit if self.issuer else self.unit

    @property
    def actual_level(self) -> str:
        return self.issuer.unit.level if self.issuer else self.level
