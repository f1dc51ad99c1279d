"""Turns what a GeoReport client posts into a letter, and answers with an id or a token."""

import uuid
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.core.validators import URLValidator, validate_email
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.duties.services import DutyError
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import text as words
from kheo.oversee.petitions import access, services
from kheo.oversee.petitions.models import LONGEST_TEXT, Petition
from kheo.portal.api import queries
from kheo.portal.api.georeport import rows
from kheo.portal.api.georeport.asking import demand_jurisdiction, number
from kheo.portal.api.georeport.formats import Refused, Row

TOKENS = Signer(salt="kheo.portal.api.georeport", sep="~")
_web_address = URLValidator(schemes=["http", "https"])


def send(request: HttpRequest, *, now: datetime) -> Row:
    """Take in a request and answer with its id, or with a token where the client prefers one."""
    given = request.POST
    demand_jurisdiction(given)
    _demand_key(given)
    letter = _letter(given)
    if not access.may_send(request):
        raise Refused(403, _("Nơi bạn đang dùng mạng gửi quá nhiều. Xin đợi một giờ rồi gửi lại."))
    try:
        petition = services.receive(letter=letter, submission_key=_key(request, letter), now=now)
    except (services.PetitionError, services.RoutingError) as refusal:
        raise Refused(400, str(refusal)) from refusal
    except DutyError as refusal:
        raise Refused(400, str(services.NobodyThere())) from refusal
    return _answer(request, petition)


def _demand_key(given: QueryDict) -> None:
    """Refuse a key nobody has, and none at all where this deployment wants one."""
    key = given.get("api_key", "")
    if not key and not settings.KHEO_API_KEYS:
        return
    if queries.client_of(key) is None:
        raise Refused(403, _("Thiếu khóa (api_key), hoặc khóa không đúng."))


def _key(request: HttpRequest, letter: services.Letter) -> uuid.UUID:
    """Make one key of what the client numbers its sendings by and the words."""
    try:
        given = uuid.UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError:
        given = uuid.uuid4()
    return uuid.uuid5(given, letter.text)


def _answer(request: HttpRequest, petition: Petition) -> Row:
    if "respond-async" in request.headers.get("Prefer", ""):
        return {"token": TOKENS.sign(petition.code)}
    notice = _("Hạn trả lời %(due)s. Trang riêng của người gửi: %(link)s") % {
        "due": f"{petition.due_on:%d/%m/%Y}",
        "link": services.link(petition),
    }
    return {
        "service_request_id": petition.code,
        "service_notice": notice,
        "account_id": None,
    }


def id_of(token: str) -> Row:
    """Say which request came of a token."""
    try:
        return {"service_request_id": TOKENS.unsign(token), "token": token}
    except BadSignature:
        raise Refused(404, _("Không có phiếu này (token).")) from None


def _letter(given: QueryDict) -> services.Letter:
    topic = _said(given, "service_code", 40)
    if not topic:
        raise Refused(400, _("Thiếu service_code."))
    if topic not in {one.key for one in access.fields()}:
        raise Refused(404, _("Không có lĩnh vực mang mã này (service_code)."))
    latitude, longitude = number(given, "lat", 90), number(given, "long", 180)
    if (latitude is None) != (longitude is None):
        raise Refused(400, _("Muốn gửi vị trí thì cần cả lat và long."))
    unit = _unit(given, has_place=latitude is not None)
    names = (_said(given, "first_name", 60), _said(given, "last_name", 59))
    return services.Letter(
        text=_text(given),
        kind=_kind(given),
        topic=topic,
        place=_said(given, "address_string", 300),
        unit=unit,
        latitude=latitude,
        longitude=longitude,
        name=" ".join(filter(None, names)),
        phone=_said(given, "phone", 20),
        email=_email(given),
        wants_public=given.get(f"attribute[{rows.PUBLIC}]", "yes") != "no",
    )


def _said(given: QueryDict, name: str, longest: int) -> str:
    text = words.clean(given.get(name, "")).strip()
    if len(text) > longest:
        message = _("%(name)s dài quá %(n)d chữ.") % {"name": name, "n": longest}
        raise Refused(400, message)
    return text


def _text(given: QueryDict) -> str:
    """Read the words; where pictures lie elsewhere, their address goes with them, unopened."""
    text = _said(given, "description", LONGEST_TEXT - 1000)
    if not text:
        raise Refused(400, _("Thiếu nội dung (description)."))
    media = _said(given, "media_url", 500)
    if not media:
        return text
    try:
        _web_address(media)
    except ValidationError:
        raise Refused(400, _("%(name)s không đúng.") % {"name": "media_url"}) from None
    return "\n\n".join([text, _("Ảnh người gửi để ở: %s") % media])


def _kind(given: QueryDict) -> Petition.Kind:
    kind = given.get(f"attribute[{rows.KIND}]", rows.KINDS[0])
    if kind not in rows.KINDS:
        raise Refused(400, _("Ở đây chỉ nhận phản ánh (feedback), kiến nghị (proposal)."))
    return Petition.Kind(kind)


def _email(given: QueryDict) -> str:
    email = _said(given, "email", 254)
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise Refused(400, _("%(name)s không đúng.") % {"name": "email"}) from None
    return email


def _unit(given: QueryDict, *, has_place: bool) -> Unit | None:
    """Find who is to answer: the unit named, else the place, else a name in the address."""
    code = _said(given, f"attribute[{rows.UNIT}]", 16) or _said(given, "address_id", 16)
    if code:
        try:
            return units.commune(code, on=timezone.localdate())
        except Unit.DoesNotExist:
            raise Refused(400, _("Không có đơn vị nào mang mã này.")) from None
    if has_place:
        return None
    named = _named(_said(given, "address_string", 300))
    if named is None:
        raise Refused(400, _("Xin cho biết việc xảy ra ở xã, phường nào."))
    return named


def _named(address: str) -> Unit | None:
    """Find the one commune that some part of an address names whole."""
    today = timezone.localdate()
    for part in reversed(address.split(",")):
        asked = words.fold(words.one_spelling(part)).strip()
        found = units.lookup_here(part, on=today, levels=[Unit.Level.COMMUNE]) if asked else []
        same = [one.unit for one in found if asked in (one.unit.folded, words.fold(one.unit.name))]
        if len(same) == 1:
            return same[0]
    return None
