"""What everybody sees: conferences to come and held, who covers which village, campaigns."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kheo.foundation import paging, sheets, structured
from kheo.foundation.accounts.keeping import keep
from kheo.foundation.addresses import absolute
from kheo.foundation.documents import queries as documents
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.know.dissemination import calendars, rules
from kheo.know.dissemination.models import Conference
from kheo.know.dissemination.models.conferences import MATERIALS
from kheo.know.dissemination.queries import campaigns as campaign_queries
from kheo.know.dissemination.queries import communicators, conferences
from kheo.know.dissemination.views import shared

MOST_COMING = 20
MOST_MATCHES = 8


@require_safe
def list_conferences(request: HttpRequest) -> HttpResponse:
    today, now = timezone.localdate(), timezone.now()
    home = units.here(on=today)
    unit, typed = _unit(request, home)
    after = request.GET.get(paging.CURSOR, "")
    kinds = rules.conference_kinds()
    kind = request.GET.get("loai", "")
    kind = kind if kind in kinds else ""
    page = paging.page(conferences.past(unit, now=now, kind=kind), after) if unit else None
    near = conferences.coming(unit, now=now)[:MOST_COMING] if unit and not after else []
    context = {
        "unit": unit,
        "typed": typed,
        "is_found": unit is not None,
        "coming": near,
        "past": page.items if page else [],
        **(paging.links(request, page) if page else {}),
        "kinds": kinds.values(),
        "kind": kind,
        "running": campaign_queries.running(unit, today=today)[:MOST_COMING] if unit else [],
    }
    return keep(
        request,
        render(request, "dissemination/conferences.html", context),
        seconds=shared.SECONDS_KEPT,
    )


def _unit(request: HttpRequest, home: Unit | None) -> tuple[Unit | None, str]:
    """Give the place that was asked for by name, else the whole province."""
    typed = request.GET.get("noi", "")[:80].strip()
    if not typed or home is None:
        return home, ""
    found = units.lookup_here(typed, on=timezone.localdate(), limit=MOST_MATCHES)
    return (found[0].unit if found else None), typed


@require_safe
def conference(request: HttpRequest, pk: int) -> HttpResponse:
    found, now = shared.conference_of(pk), timezone.now()
    context = {
        "conference": found,
        "kind": rules.conference_kinds().get(found.kind, found.kind),
        "documents": [one for one in found.documents.all() if one.is_public],
        "materials": documents.public_copies(found.subject, MATERIALS),
        "is_coming": found.is_coming(now=now),
        "is_unclosed": found.is_unclosed(now=now),
        "linked_data": structured.script(_event(found)),
    }
    return keep(
        request,
        render(request, "dissemination/conference.html", context),
        seconds=shared.SECONDS_KEPT,
    )


def _event(conference: Conference) -> structured.Said:
    return structured.event(
        address=reverse("dissemination:conference", args=[conference.pk]),
        name=conference.title,
        begins=conference.starts_at,
        ends=conference.ends_at,
        place=conference.place,
        organizer=str(conference.body),
        is_cancelled=conference.state == Conference.State.CANCELLED,
    )


@require_safe
def feed(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Give the calendar of the province, or one conference as a file."""
    today, now = timezone.localdate(), timezone.now()
    if pk is not None:
        only = shared.conference_of(pk)
        name, found = only.title, [only]
    else:
        home = shared.home(today)
        name = _("Hội nghị ở %(place)s") % {"place": home.full_name}
        found = list(conferences.in_feed(home, now=now))
    return HttpResponse(
        calendars.of_conferences(found, name=name),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="hoi-nghi.ics"'},
    )


# --- Communicators ----------------------------------------------------------------------------


@require_safe
def coverage(request: HttpRequest) -> HttpResponseBase:
    today = timezone.localdate()
    rows = communicators.coverage(shared.home(today), today=today)
    if "csv" in request.GET:
        return sheets.download("tuyen-truyen-vien-theo-xa.csv", _coverage_lines(rows))
    context = {
        "rows": rows,
        "all": communicators.together(rows),
        "years": rules.renew_years(),
        "place": shared.home(today),
    }
    return keep(
        request,
        render(request, "dissemination/coverage.html", context),
        seconds=shared.SECONDS_KEPT,
    )


def _coverage_lines(rows: list[communicators.Coverage]) -> list[list[object]]:
    head: list[object] = [
        _("Mã"),
        _("Xã, phường"),
        _("Thôn, bản"),
        _("Thôn, bản chưa có ai"),
        _("Tuyên truyền viên cấp xã"),
        _("Tuyên truyền viên thôn, bản"),
        _("Chưa tập huấn hoặc đã lâu"),
    ]
    return [head] + [
        [
            row.unit.code if row.unit else "",
            row.unit,
            row.villages,
            row.without,
            row.of_commune,
            row.of_villages,
            row.untrained,
        ]
        for row in rows
    ]


@require_safe
def commune(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    unit = shared.commune_of(code, today)
    villages = communicators.villages(unit, today=today)
    context = {
        "unit": unit,
        "villages": villages,
        "without": sum(not village.people for village in villages),
        "people": communicators.current(unit, today=today).filter(village__isnull=True),
        "years": rules.renew_years(),
        "trainings": communicators.trainings(unit)[:MOST_COMING],
    }
    return keep(
        request,
        render(request, "dissemination/commune.html", context),
        seconds=shared.SECONDS_KEPT,
    )


# --- Campaigns --------------------------------------------------------------------------------


@require_safe
def list_campaigns(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    after = request.GET.get(paging.CURSOR, "")
    page = paging.page(campaign_queries.campaigns(shared.home(today)), after)
    context = {
        "campaigns": page.items,
        **paging.links(request, page),
        "today": today,
    }
    return keep(
        request,
        render(request, "dissemination/campaigns.html", context),
        seconds=shared.SECONDS_KEPT,
    )


@require_safe
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    found = shared.campaign_of(pk)
    channels = campaign_queries.by_channel(found)
    total = campaign_queries.total(channels)
    context = {
        "campaign": found,
        "documents": [one for one in found.documents.all() if one.is_public],
        "channels": channels,
        "units": campaign_queries.by_unit(found),
        "total": total,
        "percent": 100 * total.people / found.target if found.target else None,
        "today": timezone.localdate(),
    }
    return keep(
        request,
        render(request, "dissemination/campaign.html", context),
        seconds=shared.SECONDS_KEPT,
    )


def door_link(found: Conference, code: str) -> str:
    """Give the address that the code at the door draws."""
    path = reverse("dissemination:sign_in", args=[found.pk])
    return absolute(f"{path}?ma={code}")
