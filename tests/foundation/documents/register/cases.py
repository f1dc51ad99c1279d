"""Documents, keepers and files for the tests of the register."""

import uuid
from datetime import date
from io import BytesIO

from docx import Document
from openpyxl import Workbook
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from kheo.foundation.documents import numbers
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.register import services
from kheo.foundation.documents.register.particulars import Particulars
from tests import factories
from tests.factories import MONDAY

_SCRIPT = TextStringObject("app.alert(1)")
ISSUED = date(2024, 3, 1)


def keeper(unit=None):
    return factories.officer(of=unit or factories.province(), role="clerk")


def particulars(numbered="16-CTr/TU", **said) -> Particulars:
    number = numbers.parse_number(numbered) if numbered else None
    if "kind" not in said:
        said["kind"] = number.kinds[0].key if number and number.kinds else "plan"
    if not said.get("issuer"):
        said.setdefault("issuer_name", "Tỉnh ủy Sơn La")
        said.setdefault("level", "province")
        said.setdefault("unit", factories.province())
    said.setdefault("title", "về công tác dân vận")
    said.setdefault("issued_on", ISSUED)
    return Particulars(number=number, **said)


def document(numbered="16-CTr/TU", *, by=None, kept_by=None, now=MONDAY, key=None, **said):
    """Enter a document into the province's register unless told otherwise."""
    kept_by = kept_by or factories.province()
    return services.register(
        particulars=particulars(numbered, **said),
        kept_by=kept_by,
        key=key or uuid.uuid4(),
        by=by or keeper(kept_by),
        now=now,
    )


def of_commune(unit, numbered="5/KH-UBND", **said):
    return document(numbered, kept_by=unit, issuer=factories.body(unit), **said)


def relate(source, kind, target, *, by=None, now=MONDAY):
    by = by or keeper()
    return services.relate(source=source, target=target, kind=kind, by=by, now=now)


def fresh(found) -> OfficialDocument:
    return OfficialDocument.objects.get(pk=found.pk)


# --- Files ------------------------------------------------------------------------------------


def word(*lines: str) -> bytes:
    made = Document()
    for line in lines:
        made.add_paragraph(line)
    return _saved(made.save)


def pdf(*, script=False, attachment=False, password="", pages=1) -> bytes:
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(width=200, height=200)
    if script:
        action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): _SCRIPT}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    if attachment:
        writer.add_attachment("kem.exe", b"MZ")
    if password:
        writer.encrypt(password)
    return _saved(writer.write)


def sheet(*rows, merge="") -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    if merge:
        book.active.merge_cells(merge)
    return _saved(book.save)


def _saved(save) -> bytes:
    out = BytesIO()
    save(out)
    return out.getvalue()
