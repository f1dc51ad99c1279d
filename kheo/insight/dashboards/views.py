"""Pages of boards: the one for everybody, those of officers, one chart whole, the late duties."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kheo.foundation import paging
from kheo.foundation.accounts.keeping import kept_for_strangers
from kheo.foundation.duties import kinds
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.insight.dashboards import definitions, drawing, permissions, queries
from kheo.insight.dashboards.definitions import Board
from kheo.insight.dashboards.readings import Asked

# What everybody reads here changes with the hour, not with the minute.
SECONDS_KEPT = 300
FIRST_YEAR = 2010
_REFUSED = gettext_lazy(
    "Bảng tổng hợp của cán bộ chỉ dành cho người có quyền xem báo cáo ở đơn vị đó."
)


@require_safe
@kept_for_strangers(SECONDS_KEPT)
def public(request: HttpRequest) -> HttpResponse:
    what, year = _everybodys(request)
    return _page(request, definitions.board("public"), what, year)


@require_safe
@kept_for_strangers(SECONDS_KEPT)
def public_panel(request: HttpRequest, key: str) -> HttpResponse:
    what, year = _everybodys(request)
    return _one(request, definitions.board("public"), key, what, year)


def _everybodys(request: HttpRequest) -> tuple[Asked, int | None]:
    today = timezone.localdate()
    home = units.here(on=today)
    if home is None:
        raise Http404(_("Chưa có danh sách xã, phường."))
    year = _year(request, today)
    what = queries.asked(home, reader=request.user, today=today, is_public=True, year=year)
    return what, year


@never_cache
@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Go to the board of the widest unit that the officer answers for."""
    home = queries.own(request.user, today=timezone.localdate())
    if home is None:
        return redirect("dashboards:public")
    return redirect("dashboards:unit", code=home.code)


@never_cache
@require_safe
@login_required
def unit(request: HttpRequest, code: str) -> HttpResponse:
    what, year = _officers(request, code)
    return _page(request, _board_of(what.unit), what, year)


@never_cache
@require_safe
@login_required
def unit_panel(request: HttpRequest, code: str, key: str) -> HttpResponse:
    what, year = _officers(request, code)
    return _one(request, _board_of(what.unit), key, what, year)


@never_cache
@require_safe
@login_required
def summary(request: HttpRequest) -> HttpResponse:
    """Give the numbers on top of the officer's board, for the desk."""
    today = timezone.localdate()
    home = queries.own(request.user, today=today)
    if home is None:
        raise PermissionDenied(_REFUSED)
    board = _board_of(home)
    what = queries.asked(home, reader=request.user, today=today, is_public=False)
    found = queries.read(board.headlines, what)
    context = {"headlines": drawing.headlines(board, found)}
    return render(request, "dashboards/_headlines.html", context)


@never_cache
@require_safe
@login_required
def duties(request: HttpRequest) -> HttpResponse:
    """List the late duties behind a mark."""
    what, _y = _officers(request, request.GET.get("don-vi", ""))
    kind = request.GET.get("loai", "")[:60]
    page = paging.page(queries.late_duties(what, kind=kind), request.GET.get(paging.CURSOR, ""))
    context = {
        "unit": what.unit,
        "kind": _kind(kind),
        "page": page,
        "today": what.today,
        **paging.links(request, page),
    }
    return render(request, "dashboards/duties.html", context)


def _kind(key: str) -> str:
    try:
        return str(kinds.get(key).label) if key else ""
    except kinds.UnknownKind:
        return ""


def _officers(request: HttpRequest, code: str) -> tuple[Asked, int | None]:
    today = timezone.localdate()
    found = (
        units.as_of(today)
        .filter(code=code, level__in=(Unit.Level.PROVINCE, Unit.Level.COMMUNE))
        .first()
        if code.isalnum()
        else None
    )
    if found is None:
        raise Http404(_("Không có đơn vị này."))
    if not permissions.may_read(request.user, found, today=today):
        raise PermissionDenied(_REFUSED)
    year = _year(request, today)
    what = queries.asked(found, reader=request.user, today=today, is_public=False, year=year)
    return what, year


def _board_of(unit: Unit) -> Board:
    return definitions.board("commune" if unit.level == Unit.Level.COMMUNE else "province")


def _year(request: HttpRequest, today: date) -> int | None:
    written = request.GET.get("nam", "")
    if not written.isdecimal() or len(written) != 4:
        return None
    return int(written) if FIRST_YEAR <= int(written) <= today.year else None


def _page(request: HttpRequest, board: Board, what: Asked, year: int | None) -> HttpResponse:
    found = queries.read(board.every, what)
    context = {
        "board": board,
        "unit": what.unit,
        "headlines": drawing.headlines(board, found),
        "charts": [drawing.shown(panel, found[panel.key]) for panel in board.panels],
        "since": what.since,
        "until": what.until,
        "year": year,
        "years": _years(what),
        "today": what.today,
        "has_own": permissions.may_read_anywhere(request.user, today=what.today),
    }
    return render(request, "dashboards/board.html", context)


def _years(what: Asked) -> list[int]:
    return [what.today.year - back for back in range(5)]


def _one(
    request: HttpRequest, board: Board, key: str, what: Asked, year: int | None
) -> HttpResponse:
    panel = next((one for one in board.panels if one.key == key), None)
    if panel is None:
        raise Http404(_("Không có biểu đồ này."))
    context = {
        "board": board,
        "unit": what.unit,
        "shown": drawing.shown(panel, queries.read((panel,), what)[key], is_whole=True),
        "year": year,
        "since": what.since,
        "until": what.until,
    }
    return render(request, "dashboards/panel.html", context)
