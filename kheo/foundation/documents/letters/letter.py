"""One official letter as plain words, before it becomes Word or PDF."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Signature:
    """Who signs: the lines above the name (TM. …, CHỦ TỊCH), a small remark, the name."""

    lines: tuple[str, ...]
    name: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Letter:
    """Every word of a letter, in the order of the sheet of Nghị định 30/2020."""

    key: str
    body_pk: int
    body: str
    sign: str
    place: str
    on: date
    kind: str
    subject: str
    paragraphs: tuple[str, ...]
    signatures: tuple[Signature, ...]
    above: str = ""
    number: int | None = None
    addressees: tuple[str, ...] = ()
    authority: str = ""
    grounds: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    is_draft: bool = True
    signer_pk: int | None = None

    @property
    def numbered(self) -> str:
        """Write number and sign: 12/TB-UBND; a draft leaves room for the number."""
        number = "        " if self.number is None else f"{self.number:02d}"
        return f"{number}/{self.sign}"
