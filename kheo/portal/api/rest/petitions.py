"""Sending a petition, following it, and what its sender may do with it."""

import uuid
from typing import Annotated, Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Header, Path, Query, Router, Status

from kheo.foundation import tongues
from kheo.foundation.addresses import absolute
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions import access, permissions, queries, services
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.queries import Cut, Reader
from kheo.portal.api import showing
from kheo.portal.api.rest import schemas
from kheo.portal.api.rest.errors import Problem, Refusal

router = Router()
ELSEWHERE = {"denunciation": "denunciations:guide", "complaint": "complaints:new"}
# How information comes, by the cases of its rule; the office counts as any other way.
CASES = {"network": "network", "post": "post", "office": ""}
READ: dict[int, Any] = {404: Problem, 422: Problem}
WRITE: dict[int, Any] = {400: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}
SEND: dict[int, Any] = {**WRITE, 429: Problem}
Code = Annotated[str, Path(max_length=24, description="Tracking code, such as SL-26-00412")]
Secret = Annotated[
    str, Header(alias="Kheo-Secret", max_length=64, description="The secret of the receipt")
]
Idempotency = Annotated[
    schemas.Key | None,
    Header(
        alias="Idempotency-Key",
        description="A random UUID: the same key with the same words is one record",
    ),
]


@router.get(
    "/topics", response={200: list[schemas.TopicOut]}, summary="What petitions may be about"
)
def topics(request: HttpRequest) -> list[schemas.TopicOut]:
    """List the topics of this deployment in the order of the law files."""
    return [schemas.TopicOut(code=one.key, name=one.label) for one in access.fields()]


@router.post("/petitions", response={201: schemas.ReceiptOut, **SEND}, summary="Send a petition")
def send(
    request: HttpRequest, letter: schemas.LetterIn, key: Idempotency = None
) -> Status[schemas.ReceiptOut]:
    """Take in a feedback, a proposal or a request for information and owe an answer by law.

    The answer carries the code and the secret of the receipt. The unit is the one that was named,
    else the commune nearest to the position.
    """
    refuse_elsewhere(letter.kind)
    slow_down(request)
    now = timezone.now()
    petition = services.receive(
        letter=_letter(letter),
        submission_key=uuid.uuid5(key or uuid.uuid4(), letter.text),
        now=now,
    )
    receipt = schemas.ReceiptOut(
        code=petition.code,
        secret=services.secret_of(petition),
        unit_code=petition.unit.code,
        unit_name=petition.unit.full_name,
        due_on=petition.due_on,
        url=absolute(petition.get_absolute_url()),
    )
    return Status(201, receipt)


def refuse_elsewhere(kind: str) -> None:
    """Say where to go with what is not taken here."""
    if kind not in ELSEWHERE:
        return
    raise Refusal(
        403,
        f"{kind}_goes_elsewhere",
        _("Tố cáo, khiếu nại không nhận qua đường này. Mời đến địa chỉ kèm theo."),
        where=absolute(reverse(ELSEWHERE[kind])),
    )


def slow_down(request: HttpRequest) -> None:
    """Count a sending under the limit of the web form."""
    if not access.may_send(request):
        raise Refusal(
            429,
            "too_many",
            _("Nơi bạn đang dùng mạng gửi quá nhiều. Xin đợi một giờ rồi gửi lại."),
        )


def _letter(letter: schemas.LetterIn) -> services.Letter:
    is_inquiry = letter.kind == "information"
    if is_inquiry and not letter.name.strip():
        message = _("Xin ghi tên của bạn: luật đòi người yêu cầu cho biết tên.")
        raise Refusal(422, "name_missing", message)
    if is_inquiry and letter.delivery == "post" and not letter.address.strip():
        raise Refusal(422, "address_missing", _("Xin ghi địa chỉ để gửi thư."))
    whole = letter.latitude is not None and letter.longitude is not None
    return services.Letter(
        kind=Petition.Kind(letter.kind),
        text=f"{letter.text}\n\n{_received_how(letter)}" if is_inquiry else letter.text,
        title=letter.title,
        place=letter.place,
        unit=unit_of(letter.unit) if letter.unit else None,
        latitude=letter.latitude if whole else None,
        longitude=letter.longitude if whole else None,
        topic=letter.topic,
        name=letter.name,
        phone=letter.phone,
        email=letter.email,
        wants_public=letter.wants_public and not is_inquiry,
        case=CASES[letter.delivery] if is_inquiry else "",
    )


def _received_how(letter: schemas.LetterIn) -> str:
    ways = {
        "network": _("Qua thư điện tử hoặc trang theo dõi"),
        "post": _("Qua bưu điện"),
        "office": _("Đến tận nơi nhận hoặc xem"),
    }
    lines = [_("Muốn nhận: %s.") % ways[letter.delivery]]
    if letter.address:
        lines.append(_("Địa chỉ: %s") % letter.address)
    return "\n".join(lines)


def unit_of(code: str) -> Unit:
    """Find our province or one of its communes by code; refuse any other."""
    today = timezone.localdate()
    home = units.here(on=today)
    if home is not None and code == settings.KHEO_PROVINCE:
        return home
    try:
        unit = units.commune(code, on=today)
    except Unit.DoesNotExist:
        raise Refusal(422, "unknown_unit", _("Không có đơn vị nào mang mã này.")) from None
    return unit


@router.get(
    "/petitions", response={200: schemas.PetitionsOut, **READ}, summary="List answered petitions"
)
def listing(
    request: HttpRequest,
    unit: Annotated[str, Query(max_length=16, description="Code of a unit")] = "",
    topic: Annotated[str, Query(max_length=40, description="A code of GET /topics")] = "",
    after: Annotated[str, Query(max_length=80, description="`next` of the page before")] = "",
) -> schemas.PetitionsOut:
    """List published petitions that were answered, the newest first, 25 at a time."""
    today = timezone.localdate()
    found = queries.public(
        cut=Cut.ANSWERED, unit=unit_of(unit) if unit else None, topic=clean(topic), today=today
    )
    # The words of the clerk are left behind by lists that show none.
    found = found.filter(is_public=True).select_related("unit", "duty")
    page = queries.page(found, after=clean(after))
    items = [_out(petition) for petition in page.items]
    return schemas.PetitionsOut(items=items, next=page.next)


def clean(text: str) -> str:
    """Take out of a question what no database takes."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def _out(petition: Petition) -> schemas.PetitionOut:
    return schemas.PetitionOut.from_orm(showing.shown(petition, today=timezone.localdate()))


@router.get("/petitions/{code}", response={200: schemas.TrackOut, 403: Problem, **READ},
            summary="Follow a petition")  # fmt: skip
def track(request: HttpRequest, code: Code, secret: Secret = "") -> schemas.TrackOut:
    """Tell every step, date and its reason; the sender's own words to the holder of the secret."""
    petition = found(code)
    if secret and not permissions.holds_receipt(petition, secret):
        raise services.NotTheSender
    if petition.state == Petition.State.SEALED:
        return schemas.TrackOut(
            petition=_out(petition), is_sender=False, title="", text="", answer=petition.answer,
            left="", reasons=[], events=[],
        )  # fmt: skip
    told = queries.tracking(
        petition,
        reader=Reader.SENDER if secret else Reader.PUBLIC,
        today=timezone.localdate(),
        language=tongues.current(),
    )
    return schemas.TrackOut(
        petition=_out(petition),
        is_sender=bool(secret),
        title=told.title,
        text=told.text,
        answer=told.answer if told.shows_answer else "",
        left=told.left,
        reasons=told.reasons,
        events=[
            schemas.EventOut(title=one.title, at=timezone.localtime(one.at), text=one.text)
            for one in told.events
        ],
    )


def found(code: str) -> Petition:
    """Find a petition by a code typed anyhow."""
    petition = queries.by_code(code)
    if petition is None:
        raise Http404
    return Petition.objects.select_related(*queries.NEEDED).get(pk=petition.pk)


@router.post("/petitions/{code}/information", response={200: schemas.PetitionOut, **WRITE},
             summary="Add information")  # fmt: skip
def add(
    request: HttpRequest, code: Code, added: schemas.TextIn, secret: Secret
) -> schemas.PetitionOut:
    """Let the sender add to what was sent, asked or not, while it is open."""
    petition = found(code)
    services.add_information(petition=petition, text=added.text, secret=secret, now=timezone.now())
    return _out(found(code))


@router.post("/petitions/{code}/rating", response={200: schemas.PetitionOut, **WRITE},
             summary="Rate the answer")  # fmt: skip
def rate(
    request: HttpRequest, code: Code, given: schemas.RatingIn, secret: Secret
) -> schemas.PetitionOut:
    """Let the sender say from 1 to 5 how good the answer was, once for each answer."""
    services.rate(
        petition=found(code),
        rating=given.rating,
        comment=given.comment,
        secret=secret,
        now=timezone.now(),
    )
    return _out(found(code))


@router.post("/petitions/{code}/reopening", response={200: schemas.PetitionOut, **WRITE},
             summary="Send the answer back")  # fmt: skip
def reopen(
    request: HttpRequest, code: Code, given: schemas.TextIn, secret: Secret
) -> schemas.PetitionOut:
    """Let the sender send an answer back, once, with a reason; a new period begins."""
    petition = found(code)
    if petition.state in Petition.REOPENABLE and not petition.may_be_reopened:
        raise services.AlreadyReopened
    services.reopen(petition=petition, reason=given.text, secret=secret, now=timezone.now())
    return _out(found(code))


@router.post("/petitions/{code}/withdrawal", response={200: schemas.PetitionOut, **WRITE},
             summary="Take a petition back")  # fmt: skip
def withdraw(
    request: HttpRequest, code: Code, given: schemas.ReasonIn, secret: Secret
) -> schemas.PetitionOut:
    """Let the sender take a petition back; a reason may be given."""
    services.withdraw(petition=found(code), secret=secret, reason=given.reason, now=timezone.now())
    return _out(found(code))
