"""Gives letters their numbers, without gaps, and keeps them as Word and PDF."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import letter_sources, letters
from kheo.foundation.documents.letters import Letter
from kheo.foundation.documents.models import IssuedLetter
from kheo.foundation.documents.services.files import storing
from kheo.foundation.log import services as log
from kheo.foundation.units.models import Post

_TAKE = """
INSERT INTO documents_letternumbering AS n (body_id, sign, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (body_id, sign, year) DO UPDATE SET last = n.last + 1 RETURNING last
"""


class AlreadyIssued(Exception):
    """This submission has become a sealed letter already; its words cannot be given again."""


@dataclass(frozen=True)
class SealedLetter:
    """A numbered letter whose words are stored nowhere; the caller seals the bytes."""

    record: IssuedLetter
    word: bytes
    pdf: bytes


@transaction.atomic
def issue_letter(
    *,
    letter: Letter,
    holder: str,
    subject: str,
    by: User,
    now: datetime,
    submission_key: uuid.UUID | None = None,
    corrects: IssuedLetter | None = None,
) -> IssuedLetter:
    """Number a letter and keep it as Word and PDF under a holder; the room checks the right.

    The same submission gives the same letter again. The number's row stays locked until the
    caller's transaction ends: call it last.
    """
    submission_key = submission_key or uuid.uuid4()
    return _issue(letter, holder, subject, by, now, submission_key, corrects)[0]


def _issue(
    letter: Letter,
    holder: str,
    subject: str,
    by: User,
    now: datetime,
    submission_key: uuid.UUID,
    corrects: IssuedLetter | None,
) -> tuple[IssuedLetter, bool]:
    """Issue a letter, or find it; say whether it is new."""
    if made := _made_of(submission_key):
        return made, False
    numbered = _numbered(letter, now)
    # The other press of the button may have been issuing while this one waited for its number.
    if made := _made_of(submission_key):
        _give_back(numbered)
        return made, False
    files = [
        ContentFile(letters.render(numbered, form), f"{_file_name(numbered)}.{form}")
        for form in ("docx", "pdf")
    ]
    with storing(files, holder=holder, subject=subject, by=by, now=now) as (word, pdf):
        record = _record(numbered, subject, by, now, submission_key, corrects)
        record.word, record.pdf = word, pdf
        record.save(force_insert=True)
        _log(record, by, now)
    return record, True


@transaction.atomic
def issue_sealed(
    *,
    letter: Letter,
    subject: str,
    by: User,
    now: datetime,
    submission_key: uuid.UUID | None = None,
    corrects: IssuedLetter | None = None,
) -> SealedLetter:
    """Number a letter and give its bytes; nothing but number, date and case code is stored.

    Raises AlreadyIssued when the submission comes a second time.
    """
    submission_key = submission_key or uuid.uuid4()
    numbered = _numbered(letter, now)
    if _made_of(submission_key):
        raise AlreadyIssued
    record = _record(numbered, subject, by, now, submission_key, corrects)
    record.is_sealed = True
    record.save(force_insert=True)
    _log(record, by, now)
    return SealedLetter(record, letters.render(numbered, "docx"), letters.render(numbered, "pdf"))


@transaction.atomic
def compose(
    *,
    subject: str,
    key: str,
    fields: Mapping[str, str],
    signer: Post | None,
    by: User,
    now: datetime,
    submission_key: uuid.UUID,
) -> IssuedLetter:
    """Issue a letter as the officer left it in the form; the room of the subject decides who may.

    Raises PermissionDenied, letters.UnknownLetter and letters.MissingFields.
    """
    today = timezone.localdate(now)
    prepared = letter_sources.prepare(subject, by, today=today)
    if prepared is None or key not in prepared.keys:
        raise PermissionDenied(_("Bạn không được soạn văn bản này."))
    letter = letters.build(key, fields, body=prepared.body, signer=signer, on=today)
    record, is_new = _issue(letter, prepared.holder, subject, by, now, submission_key, None)
    called = letter_sources.after_issue(subject)
    if is_new and called:
        called(letter=record, by=by, now=now)
    return record


def _made_of(submission_key: uuid.UUID) -> IssuedLetter | None:
    return IssuedLetter.objects.filter(submission_key=submission_key).first()


def _numbered(letter: Letter, now: datetime) -> Letter:
    on = timezone.localdate(now)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [letter.body_pk, letter.sign, on.year])
        number = cursor.fetchone()[0]
    return replace(letter, number=number, on=on, is_draft=False)


def _give_back(letter: Letter) -> None:
    """Return the number just taken; its row is still locked by this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE documents_letternumbering SET last = last - 1"
            " WHERE body_id = %s AND sign = %s AND year = %s",
            [letter.body_pk, letter.sign, letter.on.year],
        )


def _record(
    letter: Letter,
    subject: str,
    by: User,
    now: datetime,
    submission_key: uuid.UUID,
    corrects: IssuedLetter | None,
) -> IssuedLetter:
    assert letter.number is not None
    return IssuedLetter(
        submission_key=submission_key,
        key=letter.key,
        body_id=letter.body_pk,
        sign=letter.sign,
        year=letter.on.year,
        number=letter.number,
        issued_on=letter.on,
        issued_at=now,
        issued_by=by,
        signer_id=letter.signer_pk,
        subject=subject,
        corrects=corrects,
    )


def _file_name(letter: Letter) -> str:
    return letter.numbered.replace("/", "-")


def _log(record: IssuedLetter, by: User, now: datetime) -> None:
    log.record(
        action="letter.issued",
        on=record.subject,
        at=now,
        by=by.username,
        unit_code=record.body.unit.code,
        detail={"key": record.key, "number": record.numbered},
    )
