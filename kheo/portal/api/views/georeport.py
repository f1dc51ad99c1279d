"""The addresses of GeoReport v2: read, ask one module, write in the wished format."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from kheo.foundation.addresses import absolute
from kheo.foundation.log.models import Entry
from kheo.oversee.petitions import access, queries
from kheo.oversee.petitions.models import Petition
from kheo.portal.api import events, showing
from kheo.portal.api.georeport import asking, formats, rows, sending
from kheo.portal.api.georeport.formats import Refused, Row, Sheet

Answer = Sheet | tuple[str, Row]
# When the addresses last changed.
CHANGED = "2026-11-22T00:00:00+07:00"
SPEC = "http://wiki.open311.org/GeoReport_v2"


def _answers(*methods: str) -> Callable[[Callable[..., Answer]], Callable[..., HttpResponse]]:
    """Let a function give rows or (root, record), and raise Refused."""

    def decorator(view: Callable[..., Answer]) -> Callable[..., HttpResponse]:
        # No cookie opens anything here, so no other site can borrow one (ADR 0022).
        @csrf_exempt
        @wraps(view)
        def wrapped(request: HttpRequest, ending: str | None = None, **more: Any) -> HttpResponse:
            form = formats.format_of(request, ending)
            try:
                if request.method not in methods:
                    raise Refused(405, _("Địa chỉ này không nhận cách gọi đó."))
                answer = view(request, **more)
            except Refused as refusal:
                return formats.refused(refusal, form)
            if isinstance(answer, Sheet):
                return formats.written(answer, form)
            return formats.written(answer[1], form, root=answer[0])

        return wrapped

    return decorator


@_answers("GET", "HEAD")
def discovery(request: HttpRequest) -> Answer:
    address = absolute("/api/georeport/v2/")
    endpoint = {
        "specification": SPEC,
        "url": address,
        "type": "test" if settings.KHEO_DEMO else "production",
        "formats": ["text/xml", "application/json"],
    }
    return "discovery", {
        "changeset": CHANGED,
        "contact": settings.KHEO_SITE_NAME,
        "key_service": absolute(reverse("api:page")),
        "endpoints": [endpoint],
    }


@_answers("GET", "HEAD")
def services(request: HttpRequest) -> Answer:
    asking.demand_jurisdiction(request.GET)
    return Sheet("services", "service", [rows.service(one) for one in access.fields()])


@_answers("GET", "HEAD")
def definition(request: HttpRequest, code: str) -> Answer:
    asking.demand_jurisdiction(request.GET)
    found = next((one for one in access.fields() if one.key == code), None)
    if found is None:
        raise Refused(404, _("Không có lĩnh vực mang mã này (service_code)."))
    return "service_definition", rows.definition(found)


@_answers("GET", "HEAD", "POST")
def requests(request: HttpRequest) -> Answer:
    now = timezone.now()
    if request.method == "POST":
        return Sheet("service_requests", "request", [sending.send(request, now=now)])
    return _told(asking.requests(request, now=now))


def _told(petitions: list[Petition]) -> Sheet:
    photos = showing.photos(petitions)
    told = [rows.request(petition, photos) for petition in petitions]
    return Sheet("service_requests", "request", told)


@_answers("GET", "HEAD")
def request_of(request: HttpRequest, code: str) -> Answer:
    asking.demand_jurisdiction(request.GET)
    petition = queries.by_code(code)
    # What went to the protected channel is told of on its page alone, in one fixed sentence.
    if petition is None or petition.state == Petition.State.SEALED:
        raise Refused(404, _("Không có việc mang mã này (service_request_id)."))
    return _told([petition])


@_answers("GET", "HEAD")
def token(request: HttpRequest, token: str) -> Answer:
    asking.demand_jurisdiction(request.GET)
    return Sheet("service_requests", "request", [sending.id_of(token)])


@_answers("GET", "HEAD")
def updates(request: HttpRequest) -> Answer:
    asking.demand_jurisdiction(request.GET)
    since, until = asking.span(request.GET, now=timezone.now(), longest=timedelta(days=31))
    found = Entry.objects.filter(at__gte=since, at__lte=until, action__in=list(events.NEWS))
    acts = list(found.order_by("-at", "-id")[: asking.MOST])
    public = Petition.objects.select_related("unit", "duty").filter(is_public=True)
    petitions = public.in_bulk({events.pk_of(act.subject) for act in acts})
    told = [
        rows.update(act, petition)
        for act in acts
        if (petition := petitions.get(events.pk_of(act.subject)))
    ]
    return Sheet("service_requests_updates", "request_update", told)
