"""The invented register: a resolution of the centre and what carries it out, down to communes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from random import Random
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from docx import Document

from kheo.demo.days import ago, working
from kheo.demo.people import Desk, Staff
from kheo.demo.receptions import Keys
from kheo.demo.words import told
from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.numbers import parse_number
from kheo.foundation.documents.register import services
from kheo.foundation.documents.register.particulars import Particulars
from kheo.foundation.units import queries as units_now
from kheo.foundation.units.models import Unit

# Every so many communes after the first have issued nothing.
SILENT = 4
PARTY = 3
FIRST_NUMBER = 31


@dataclass
class Register:
    """The documents that stand by now, by key, and how they are entered."""

    staff: Staff
    now: datetime
    keys: Keys
    known: dict[str, OfficialDocument]

    def enter(
        self, said: dict[str, Any], *, kept_by: Unit, by: User, title: str = ""
    ) -> OfficialDocument:
        """Enter one document and what it does to others."""
        document = services.register(
            particulars=self._particulars(said, kept_by, title or said["title"]),
            kept_by=kept_by,
            key=self.keys(),
            by=by,
            now=self.now,
            is_demo=True,
        )
        for kind, target in said.get("does", {}).items():
            services.relate(
                source=document, target=self.known[target], kind=kind, by=by, now=self.now
            )
        self.known[said["key"]] = document
        return document

    def _particulars(self, said: dict[str, Any], kept_by: Unit, title: str) -> Particulars:
        is_ours = said.get("by", "province") == "province"
        head = units_now.responsible_body(kept_by) if is_ours else None
        level = said.get("level", OfficialDocument.Level.COMMUNE)
        above = level == OfficialDocument.Level.CENTRAL
        return Particulars(
            kind=said["kind"],
            title=title,
            issued_on=self._day(said),
            number=parse_number(said["number"]),
            issuer=head,
            issuer_name="" if is_ours else said["by"],
            level=level,
            unit=None if above else kept_by,
            field=said.get("field", ""),
            signer_title=said.get("signer", ""),
            in_force_from=said.get("from"),
            visibility=said.get("visibility", OfficialDocument.Visibility.PUBLIC),
        )

    def _day(self, said: dict[str, Any]) -> date:
        if "date" in said:
            found: date = said["date"]
            return found
        return working(timezone.localdate(self.now) - timedelta(days=int(said["days"])))


def live(
    staff: Staff, *, chosen: Desk, now: datetime, random: Random
) -> dict[str, OfficialDocument]:
    """Fill the register; return the documents by their keys of papers.yaml."""
    said = told("papers")
    register = Register(staff, ago(now, 1), Keys(random), {})
    for one in said["documents"]:
        register.enter(one, kept_by=staff.province, by=staff.editor)
    _communes(register, said["communes"], staff, chosen)
    for one in said["own"]:
        title = one["title"].format(place=chosen.unit.full_name)
        register.enter(one, kept_by=chosen.unit, by=chosen.clerk, title=title)
    _with_file(register, register.known[_plan_of(chosen.unit)], chosen)
    return register.known


def _plan_of(unit: Unit) -> str:
    return f"plan {unit.code}"


def _communes(register: Register, said: dict[str, Any], staff: Staff, chosen: Desk) -> None:
    """Let some communes carry the province's plan out, one after the other; some have nothing."""
    others = [desk for desk in staff.desks if desk.unit.pk != chosen.unit.pk]
    writing = [desk for place, desk in enumerate(others) if place % SILENT != SILENT - 1]
    for place, desk in enumerate([chosen, *writing][: int(said["count"])]):
        name = desk.unit.full_name
        plan = {
            "key": _plan_of(desk.unit),
            "kind": "plan",
            "number": f"{FIRST_NUMBER + place * 7}/KH-UBND",
            "days": 196 - place * 5,
            "field": "mobilisation",
            "title": said["titles"][place % len(said["titles"])].format(place=name),
            "does": {"implements": said["target"]},
        }
        register.enter(plan, kept_by=desk.unit, by=desk.clerk)
        if place % PARTY == 0:
            party = {
                "key": f"party {desk.unit.code}",
                "kind": "plan",
                "number": f"{FIRST_NUMBER + place * 3}-KH/ĐU",
                "by": f"Đảng ủy {name}",
                "days": 210 - place * 4,
                "field": "mobilisation",
                "title": said["party"].format(place=name),
                "does": {"implements": said["party_target"]},
            }
            register.enter(party, kept_by=desk.unit, by=desk.clerk)


def _with_file(register: Register, document: OfficialDocument, chosen: Desk) -> None:
    """Keep the plan of the chosen commune as Word, so that its words are found too."""
    word = Document()
    word.add_heading(f"{document.numbered}: {document.title}", level=1)
    word.add_paragraph("Bản dùng thử, nội dung dựng thử, không phải văn bản thật.")
    for line in told("papers")["plan_text"]:
        word.add_paragraph(line)
    buffer = BytesIO()
    word.save(buffer)
    services.add_version(
        document=document,
        upload=ContentFile(buffer.getvalue(), name="ke-hoach-dan-van.docx"),
        by=chosen.clerk,
        now=register.now,
    )
