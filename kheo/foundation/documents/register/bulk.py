"""Hundreds of old documents at once: each row is checked like a form, then all go in together."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import kinds, numbers
from kheo.foundation.documents.models import DocumentRelation, OfficialDocument
from kheo.foundation.documents.register import queries, services
from kheo.foundation.documents.register.errors import RegisterRefusal
from kheo.foundation.documents.register.forms.entry import EntryForm
from kheo.foundation.documents.register.issuers import Directory
from kheo.foundation.documents.register.services.entries import check_days
from kheo.foundation.documents.register.sheets import Row, Sheet
from kheo.foundation.vietnamese import text


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell, told at its place ("C12")."""

    place: str
    sentence: str


@dataclass
class Checked:
    """A row with its form, what is wrong, what is doubtful, and the document it repeats."""

    row: Row
    form: EntryForm
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)
    existing: OfficialDocument | None = None

    @property
    def is_good(self) -> bool:
        return not self.faults and self.existing is None


@dataclass(frozen=True)
class Entered:
    """What came of a sheet."""

    documents: list[OfficialDocument]
    related: int


def check(sheet: Sheet, *, directory: Directory, by: User, today: date) -> list[Checked]:
    """Check each row; a doubt does not hold a row back, a fault does."""
    found = [_checked(sheet, row, directory, today) for row in sheet.rows]
    _mark_repeated(sheet, found, by, today)
    _mark_unfound(sheet, found, by, today)
    return found


@transaction.atomic
def enter(rows: list[Checked], *, key: uuid.UUID, by: User, now: datetime, today: date) -> Entered:
    """Register the good rows and what each carries out; a second press changes nothing."""
    made: list[tuple[Checked, OfficialDocument]] = []
    for one in rows:
        if one.is_good:
            document = services.register(
                particulars=one.form.particulars(),
                kept_by=one.form.register(),
                key=uuid.uuid5(key, str(one.row.line)),
                by=by,
                now=now,
            )
            made.append((one, document))
    related = sum(_carry_out(one, document, by, now, today) for one, document in made)
    return Entered([document for _one, document in made], related)


def _carry_out(
    one: Checked, document: OfficialDocument, by: User, now: datetime, today: date
) -> bool:
    """Relate a document to the one it carries out, when exactly one fits."""
    typed = one.row.cells.get("implements", "")
    found = queries.found_by_number(by, typed, today=today, limit=2) if typed else []
    if len(found) != 1:
        return False
    try:
        with transaction.atomic():
            services.relate(
                source=document,
                target=found[0],
                kind=DocumentRelation.Kind.IMPLEMENTS,
                by=by,
                now=now,
            )
    except RegisterRefusal:
        return False
    return True


# --- One row ----------------------------------------------------------------------------------


def _checked(sheet: Sheet, row: Row, directory: Directory, today: date) -> Checked:
    form = EntryForm(_said(row), directory=directory)
    one = Checked(row, form)
    if not form.is_valid():
        for name, errors in form.errors.get_json_data().items():
            place = sheet.place(row, name)
            one.faults += [Fault(place, error["message"]) for error in errors]
        return one
    one.doubts = [Fault(sheet.place(row, doubt.field), doubt.sentence) for doubt in form.doubts]
    try:
        check_days(form.particulars(), today=today)
    except RegisterRefusal as refused:
        one.faults.append(Fault(sheet.place(row, refused.field), str(refused)))
    return one


def _said(row: Row) -> dict[str, Any]:
    """Give the cells as the form takes them: kinds and fields by name, a day in the number read."""
    said: dict[str, Any] = dict(row.cells)
    said["kind"] = _kind(said)
    named = text.fold(said.get("field", ""))
    said["field"] = next(
        (key for key, one in kinds.fields().items() if text.fold(one.vi) == named), ""
    )
    level = text.fold(said.get("level", ""))
    said["level"] = next(
        (
            key
            for key, label in OfficialDocument.Level.choices
            if level and level in text.fold(str(label))
        ),
        "",
    )
    said["sure"] = "on"
    said["visibility"] = OfficialDocument.Visibility.PUBLIC
    said["submission_key"] = ""
    return said


def _kind(said: dict[str, Any]) -> str:
    named = kinds.named(said.get("kind", ""))
    if named:
        return named.key
    try:
        return numbers.parse(f"{said.get('numbered', '')}").kind
    except numbers.NumberError:
        return ""


# --- Repeated ---------------------------------------------------------------------------------


def _mark_repeated(sheet: Sheet, rows: list[Checked], by: User, today: date) -> None:
    """Mark what stands in the register already, and what the sheet says twice."""
    keyed = [(one, _identity(one)) for one in rows if not one.faults]
    known = _known({key for _one, key in keyed if key}, by, today)
    seen: dict[tuple[str, str, int], int] = {}
    for one, key in keyed:
        if key is None:
            continue
        one.existing = known.get(key)
        if key in seen:
            said = _("Trùng với dòng %(line)s của bảng.") % {"line": seen[key]}
            one.faults.append(Fault(sheet.place(one.row, "numbered"), said))
        seen.setdefault(key, one.row.line)


def _identity(one: Checked) -> tuple[str, str, int] | None:
    said = one.form.particulars()
    return (said.issuer_key, said.number_key, said.year) if said.number_key else None


def _known(
    keys: set[tuple[str, str, int]], by: User, today: date
) -> dict[tuple[str, str, int], OfficialDocument]:
    rows = OfficialDocument.objects.standing().light().filter(number_key__in={k[1] for k in keys})
    return {(one.issuer_key, one.number_key, one.year): one for one in rows}


# --- What a row carries out -------------------------------------------------------------------


def _mark_unfound(sheet: Sheet, rows: list[Checked], by: User, today: date) -> None:
    """Doubt each row that names a document to carry out which is not one, here or in the sheet."""
    own = {str(_key(one.row.cells.get("numbered", ""))) for one in rows if one.is_good}
    fits: dict[str, bool] = {}
    for one in rows:
        typed = one.row.cells.get("implements", "")
        if typed and typed not in fits:
            known = len(queries.found_by_number(by, typed, today=today, limit=2))
            fits[typed] = known + (_key(typed) in own and not known) == 1
        if typed and not fits[typed]:
            said = _("Không thấy đúng một văn bản “%(typed)s” để nối. Ghi liên hệ sau.")
            one.doubts.append(Fault(sheet.place(one.row, "implements"), said % {"typed": typed}))


def _key(typed: str) -> str:
    try:
        return numbers.parse(typed).number.key
    except numbers.NumberError:
        return ""
