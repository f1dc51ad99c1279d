"""Says services, requests and updates in the words of GeoReport v2, from public fields alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.log.models import Entry
from kheo.oversee.petitions import access
from kheo.oversee.petitions.models import Petition
from kheo.portal.api import events, showing
from kheo.portal.api.georeport.formats import Row
from kheo.portal.api.models import Event

# What a program may say besides: which kind it is, and whether the matter may be published.
KINDS = (Petition.Kind.FEEDBACK, Petition.Kind.PROPOSAL)
EVENING = time(23, 59, 59)
KIND, UNIT, PUBLIC = "kind", "unit", "wants_public"


def service(topic: access.Topic) -> Row:
    """Tell of one topic."""
    return {
        "service_code": topic.key,
        "service_name": topic.label,
        "description": topic.label,
        "metadata": True,
        "type": "realtime",
        "keywords": ",".join(topic.words),
        "group": _("Phản ánh, kiến nghị"),
    }


def definition(topic: access.Topic) -> Row:
    """Tell what may be said with a request, nothing of it required."""
    answers = [{"key": "yes", "name": _("Có")}, {"key": "no", "name": _("Không")}]
    kinds = [{"key": kind.value, "name": str(kind.label)} for kind in KINDS]
    return {
        "service_code": topic.key,
        "attributes": [
            _attribute(1, KIND, "singlevaluelist", _("Loại"), kinds),
            _attribute(2, UNIT, "string", _("Mã xã, phường, khi không biết vị trí"), []),
            _attribute(3, PUBLIC, "singlevaluelist", _("Đồng ý công khai nội dung"), answers),
        ],
    }


def _attribute(order: int, code: str, datatype: str, words: str, values: Sequence[Row]) -> Row:
    return {
        "variable": True,
        "code": code,
        "datatype": datatype,
        "required": False,
        "datatype_description": "",
        "order": order,
        "description": words,
        "values": list(values),
    }


def request(petition: Petition, photos: Mapping[str, str]) -> Row:
    """Tell of one petition; of one not yet published the state and the dates alone."""
    told = showing.shown(petition, today=timezone.localdate())
    names = {one.key: one.label for one in access.fields()}
    return {
        "service_request_id": told.code,
        "status": "open" if petition.is_open else "closed",
        "status_notes": told.answer or str(petition.get_state_display()),
        "service_name": names.get(told.topic) if told.topic else None,
        "service_code": told.topic or None,
        "description": told.text or None,
        "agency_responsible": told.unit_name,
        "service_notice": None,
        "requested_datetime": moment(petition.received_at),
        "updated_datetime": moment(_updated(petition)),
        "expected_datetime": moment(_evening(petition)),
        "address": told.unit_name,
        "address_id": None,
        "zipcode": None,
        "lat": told.latitude,
        "long": told.longitude,
        "media_url": photos.get(petition.subject),
    }


def _updated(petition: Petition) -> datetime:
    known = (petition.registered_at, petition.reopened_at, petition.answered_at)
    return max(one for one in known if one is not None)


def _evening(petition: Petition) -> datetime:
    """Say until when it is in time: the whole day of the date."""
    return timezone.make_aware(datetime.combine(petition.due_on, EVENING))


def moment(at: datetime) -> str:
    """Write a moment with its zone, to the second."""
    return timezone.localtime(at).isoformat(timespec="seconds")


def update(entry: Entry, petition: Petition) -> dict[str, Any]:
    """Tell of one act: how it stood afterwards, and the answer where that is what came."""
    event = events.NEWS[entry.action]
    is_answer = event == Event.ANSWERED
    return {
        "update_id": str(entry.pk),
        "service_request_id": petition.code,
        "status": "closed" if is_answer else "open",
        "updated_datetime": moment(entry.at),
        "description": (access.public_answer(petition) if is_answer else "") or str(event.label),
        "media_url": None,
    }
