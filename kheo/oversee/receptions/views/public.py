"""What everybody sees: who receives when, who was to and did not, the draw, the notice."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from kheo.foundation import qr, structured
from kheo.foundation.accounts.keeping import keep
from kheo.foundation.addresses import absolute
from kheo.foundation.documents import letters
from kheo.foundation.fields.sending import new_key
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import dates
from kheo.oversee.receptions import calendars, queries
from kheo.oversee.receptions.forms import EntryForm
from kheo.oversee.receptions.models import Session
from kheo.oversee.receptions.services import order_key
from kheo.oversee.receptions.views import shared

LETTER_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
MOST_MATCHES = 8


@require_GET
def schedule(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    home = units.here(on=today)
    typed = request.GET.get("xa", "")[:80]
    found = units.lookup_here(typed, on=today, limit=MOST_MATCHES) if typed else []
    context = _month_page(request, home, today) | {
        "typed": typed,
        "matches": [match.unit for match in found],
        "communes": units.communes(home, on=today).only("kind", "name") if home else [],
    }
    response = render(request, "receptions/schedule.html", context)
    return keep(request, response, seconds=shared.SECONDS_KEPT)


@require_GET
def of_unit(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    unit = shared.unit_of(code, on=today)
    context = _month_page(request, unit, today)
    response = render(request, "receptions/unit.html", context)
    return keep(request, response, seconds=shared.SECONDS_KEPT)


def _month_page(request: HttpRequest, unit: Unit | None, today: date) -> dict[str, Any]:
    month = shared.month_in(request, today)
    since, until = queries.month_of(month)
    now = timezone.now()
    sessions = list(queries.month(unit, since, until)) if unit else []
    before, after = shared.around(month)
    return {
        "unit": unit,
        "month": month,
        "month_key": shared.month_key(month),
        "before": before,
        "after": after,
        "days": _by_day(session for session in sessions if session.on >= today),
        "past": _by_day(session for session in sessions if session.on < today),
        "standings": queries.standings(unit, month, today=today) if unit else [],
        "today": today,
        "now": now,
    }


def _by_day(sessions: Iterable[Session]) -> list[tuple[date, list[Session]]]:
    return [(day, list(rows)) for day, rows in groupby(sessions, key=lambda one: one.on)]


@require_safe
def feed(request: HttpRequest, code: str = "") -> HttpResponse:
    """Give the posted days from last month on as a calendar."""
    today = timezone.localdate()
    unit = shared.unit_of(code, on=today) if code else units.here(on=today)
    since, _until = queries.month_of(today)
    days = queries.month(unit, since, date(today.year + 1, 12, 31)) if unit else []
    name = _("Tiếp công dân %(unit)s") % {"unit": unit.full_name if unit else ""}
    text = calendars.of_days(days, name=name)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="tiep-cong-dan.ics"'
    return keep(request, response, seconds=shared.SECONDS_KEPT)


@require_GET
def session(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.with_taken(Session.objects.public().for_lists())
    shown = get_object_or_404(found, pk=pk)
    response = session_page(request, shown, EntryForm())
    return keep(request, response, seconds=shared.SECONDS_KEPT)


def session_page(request: HttpRequest, shown: Session, entry: EntryForm) -> HttpResponse:
    """Show a day and how to book it; `entry` is the form of a draw."""
    now = timezone.now()
    free = queries.free_places(shown) if shown.takes_bookings(now=now) else []
    context = {
        "session": shown,
        "linked_data": structured.script(_event(shown)),
        "today": timezone.localdate(now),
        "is_open": shown.takes_bookings(now=now),
        "takes_entries": shown.takes_entries(now=now),
        "is_missed": shown.is_missed(today=timezone.localdate(now)),
        "free": [(place, shown.hour_of(place)) for place in free],
        "key": new_key(),
        "form": entry,
    }
    return render(request, "receptions/session.html", context)


def _event(session: Session) -> structured.Said:
    body = session.body
    return structured.event(
        address=reverse("receptions:session", args=[session.pk]),
        name=_("%(body)s tiếp công dân") % {"body": body},
        begins=session.begins,
        ends=session.ends,
        place=session.place,
        organizer=str(body),
        is_cancelled=session.state == Session.State.CALLED_OFF,
    )


@require_GET
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything that anybody needs to draw again: codes, seed, hash, order."""
    days = Session.objects.public().for_lists().filter(is_by_lot=True)
    shown = get_object_or_404(days, pk=pk)
    lots = queries.lots(shown)
    rows = [(lot, order_key(shown.seed, lot.code) if shown.drawn_at else "") for lot in lots]
    context = {"session": shown, "rows": rows, "seed": shown.seed if shown.drawn_at else ""}
    response = render(request, "receptions/draw.html", context)
    return keep(request, response, seconds=shared.SECONDS_KEPT)


# --- The notice on the wall -------------------------------------------------------------------


@require_GET
def notice(request: HttpRequest, code: str) -> HttpResponse:
    """Print the month of a unit: as a page with a QR code, as PDF or Word by ?kieu=."""
    today = timezone.localdate()
    unit = shared.unit_of(code, on=today)
    month = shared.month_in(request, today)
    since, until = queries.month_of(month)
    days = list(queries.month(unit, since, until).filter(unit=unit))
    path = reverse("receptions:unit", args=[unit.code])
    link = absolute(f"{path}?thang={shared.month_key(month)}")
    kind = request.GET.get("kieu", "")
    if kind in LETTER_TYPES and days:
        return _letter(kind, unit, month, days, link)
    context = {
        "unit": unit,
        "body": days[0].body if days else None,
        "month": month,
        "month_key": shared.month_key(month),
        "days": days,
        "link": link,
        "qr": qr.drawn(link),
        "today": today,
    }
    return render(request, "receptions/notice.html", context)


def _letter(kind: str, unit: Unit, month: date, days: list[Session], link: str) -> HttpResponse:
    fields = {
        "period": _("tháng %(month)s") % {"month": f"{month:%m/%Y}"},
        "schedule": "\n".join(_line(day) for day in days),
        "meeting_place": "; ".join(dict.fromkeys(day.place for day in days)),
        "booking": link,
    }
    letter = letters.build(
        "reception_schedule", fields, body=days[0].body, signer=days[0].head, on=_posted(days)
    )
    response = HttpResponse(letters.render(letter, kind), content_type=LETTER_TYPES[kind])
    name = f"lich-tiep-cong-dan-{unit.code}-{month:%Y-%m}.{kind}"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _posted(days: list[Session]) -> date:
    return max(timezone.localdate(day.posted_at) for day in days if day.posted_at)


def _line(day: Session) -> str:
    return _("- %(hours)s, %(day)s: %(who)s (%(kind)s)") % {
        "hours": f"{day.starts_at:%H:%M}–{day.ends_at:%H:%M}",
        "day": dates.write_plain_date(day.on),
        "who": day.receiver,
        "kind": day.get_kind_display(),
    }
