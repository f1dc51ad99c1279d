"""The book of petitions of a unit and year, on a page and as a file."""

from datetime import date
from itertools import chain
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kheo.foundation import sheets
from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions import queries, services

LONGEST_SEARCH = 200
LONGEST_NUMBER = 9


@never_cache
@require_GET
@login_required
def book(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    asked = request.GET
    unit = _unit(request.user, asked.get("don-vi", ""), today)
    years = queries.years(unit) or [today.year]
    year = _whole(asked.get("nam", "")) or years[0]
    text = asked.get("q", "")[:LONGEST_SEARCH]
    found = queries.lines(unit, year, text=text)
    page = queries.book_page(found, before=_whole(asked.get("truoc", "")))
    kept: dict[str, str | int] = {"don-vi": unit.code, "nam": year, **({"q": text} if text else {})}
    context = {
        "unit": unit,
        "units": units_where(request.user, "petitions.read", today).order_by("sort_key"),
        "years": years,
        "year": year,
        "text": text,
        "page": page,
        "older_url": f"?{urlencode({**kept, 'truoc': page.next})}" if page.next else "",
    }
    return render(request, "petitions/book.html", context)


@require_POST
@login_required
def export(request: HttpRequest) -> StreamingHttpResponse:
    now = timezone.now()
    asked = request.POST
    user = request.user
    unit = _unit(user, asked.get("don-vi", ""), timezone.localdate(now))
    year = _whole(asked.get("nam", "")) or now.year
    text = asked.get("q", "")[:LONGEST_SEARCH]
    assert isinstance(user, User)
    services.note_export(unit=unit, year=year, is_searched=bool(text), by=user, now=now)
    lines = chain([queries.header()], queries.rows(unit, year, text=text))
    return sheets.download(f"so-don-{unit.code}-{year}.csv", lines)


def _unit(user: Any, code: str, today: date) -> Unit:
    """Find the unit that was asked for, else the user's own; refuse where nothing may be read."""
    own = units_where(user, "petitions.read", today)
    found = (
        Unit.objects.filter(code=code).order_by("-valid_from").first()
        if code
        else own.order_by("-path").first()
    )
    if found is None or not may(user, "petitions.read", found, today=today):
        raise PermissionDenied(_("Tài khoản của bạn không xem được sổ đơn của đơn vị này."))
    return found


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None
