"""Takes in a request from the web or at the counter, and owes two things: a sign, and an answer."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation import receipts
from kheo.foundation.accounts.models import User
from kheo.foundation.duties import kinds
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.refusals import said
from kheo.foundation.tongues import kept
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Body, Unit
from kheo.foundation.vietnamese import text as words
from kheo.oversee.personal_data import codes, permissions, rules
from kheo.oversee.personal_data.models import Request
from kheo.oversee.personal_data.services import slips
from kheo.oversee.personal_data.services.errors import (
    ContactMissing,
    NameMissing,
    NobodyThere,
    ReceivedInFuture,
    TextMissing,
    UnknownRight,
)
from kheo.oversee.personal_data.services.locking import write

ANSWER, ACKNOWLEDGE = "personal_data.answer", "personal_data.acknowledge"
_WORK = gettext_lazy("Yêu cầu về dữ liệu cá nhân %(code)s: %(what)s")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a person asks for, and where the answer reaches that person."""

    right: str
    unit: Unit
    text: str
    name: str
    about: str = ""
    wished: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class _Entry:
    asked: Asked
    submission_key: uuid.UUID
    channel: Request.Channel
    received_at: datetime
    now: datetime
    by: User | None
    is_demo: bool


def receive(
    *, asked: Asked, submission_key: uuid.UUID, now: datetime, is_demo: bool = False
) -> Request:
    """Take in a request from the web; the same sending twice is one request.

    Raises UnknownRight, TextMissing, NameMissing, ContactMissing or NobodyThere.
    """
    return _once(_Entry(asked, submission_key, Request.Channel.WEB, now, now, None, is_demo))


def register(
    *,
    asked: Asked,
    submission_key: uuid.UUID,
    channel: Request.Channel,
    received_at: datetime,
    by: User,
    now: datetime,
    is_demo: bool = False,
) -> Request:
    """Enter what came at the counter, by post or phone; it counts from the day it came.

    Raises ReceivedInFuture besides what `receive` raises.
    """
    if received_at > now:
        raise ReceivedInFuture
    if not permissions.may_handle(by, asked.unit, today=timezone.localdate(now)):
        raise PermissionDenied(_("Bạn không có quyền vào sổ cho đơn vị này."))
    return _once(_Entry(asked, submission_key, channel, received_at, now, by, is_demo))


def _once(entry: _Entry) -> Request:
    made = Request.objects.filter(submission_key=entry.submission_key).first()
    if made is not None:
        return made
    try:
        return _enter(entry)
    except IntegrityError:
        # The button was pressed twice at the same moment; the other press was first.
        return Request.objects.get(submission_key=entry.submission_key)


@transaction.atomic
def _enter(entry: _Entry) -> Request:
    request = _written(entry)
    body = _body_of(entry.asked.unit)
    # The duties name the row, and the row cannot be without them: its number comes first.
    request.pk = _next_number()
    request.duty = _owed(request, entry, body, ANSWER, request.rule.rule)
    request.acknowledgement = _owed(request, entry, body, ACKNOWLEDGE, rules.acknowledge())
    request.save(force_insert=True)
    write(request, "received", by=entry.by, now=entry.now, channel=entry.channel)
    text = gettext_lazy("Đã nhận yêu cầu %(code)s. Hạn trả lời: %(due)s.")
    due = f"{request.duty.due_on:%d/%m/%Y}"
    slips.tell(request, event="received", text=text, now=entry.now, due=due)
    return request


def _written(entry: _Entry) -> Request:
    asked = entry.asked
    if asked.right not in rules.book().rights:
        raise UnknownRight
    request = Request(
        code=receipts.new_code(codes.PREFIX),
        submission_key=entry.submission_key,
        secret_hash=receipts.hash_of(slips.secret_of(entry.submission_key)),
        right=asked.right,
        channel=entry.channel,
        unit=asked.unit,
        about=_line(asked.about),
        text=said(asked.text, TextMissing),
        wished=words.clean(asked.wished).strip(),
        name=_line(asked.name),
        phone=asked.phone.strip(),
        email=asked.email.strip(),
        received_at=entry.received_at,
        registered_at=entry.now,
        registered_by=entry.by,
        is_demo=entry.is_demo,
    )
    if not request.name:
        raise NameMissing
    if not (request.phone or request.email) and entry.channel == Request.Channel.WEB:
        raise ContactMissing
    return request


def _line(text: str) -> str:
    return " ".join(words.clean(text).split())


def _body_of(unit: Unit) -> Body:
    try:
        body = units.responsible_body(unit)
    except units.NobodyResponsible as nobody:
        raise NobodyThere from nobody
    if units.current_head(body) is None:
        raise NobodyThere
    return body


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('personal_data_request', 'id'))")
        return int(cursor.fetchone()[0])


def _owed(request: Request, entry: _Entry, body: Body, kind: str, rule: str) -> Duty:
    what = kinds.get(kind).label if kind == ACKNOWLEDGE else request.rule.label.vi
    return duties.owe(
        kind=kind,
        subject=request.subject,
        work=kept(_WORK, code=request.code, what=what),
        unit=request.unit,
        body=body,
        by=entry.by,
        now=entry.received_at,
        rule_code=rule,
        url=reverse("personal_data:work", args=[request.pk]),
        is_demo=entry.is_demo,
    )
