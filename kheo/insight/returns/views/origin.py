"""Pages that show where a number comes from."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kheo.foundation.figures import indicators, recorded
from kheo.foundation.figures import queries as figures
from kheo.foundation.figures.indicators import Scope
from kheo.foundation.units.models import Unit
from kheo.insight.returns import permissions, queries
from kheo.insight.returns.forms import ScopeForm
from kheo.insight.returns.models import Cell

ROWS = 50


def cell(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        found = queries.cell(pk)
    except Cell.DoesNotExist as missing:
        raise Http404 from missing
    context = {
        "cell": found,
        "shown": queries.shown(found.plain, str(found.counted.unit_of_count)),
        "quotation": queries.quotation(found),
        "article": queries.article(found.origin),
    }
    return render(request, "returns/cell.html", context)


def origin(request: HttpRequest) -> HttpResponse:
    try:
        scope = ScopeForm(request.GET).scope()
    except (ValueError, LookupError) as problem:
        raise Http404(_("Địa chỉ này không chỉ rõ số liệu nào.")) from problem
    if not permissions.may_open_rows(request.user, scope):
        raise PermissionDenied(_("Số liệu này chỉ dành cho cán bộ có quyền xem báo cáo."))
    first = _first(request)
    found = figures.rows(scope, first=first, count=ROWS + 1)
    indicator = indicators.get(scope.indicator)
    total = recorded.total(scope).normalize()
    context = {
        "scope": scope,
        "indicator": indicator,
        "parts": indicator.words_of(scope.breakdown),
        "shown": queries.shown(total, str(indicator.unit_of_count)),
        "level": Unit.Level(scope.level).label if scope.level else "",
        "returned": _returned(scope),
        "rows": found[:ROWS],
        "newer_url": _page(request, first - ROWS) if first else "",
        "older_url": _page(request, first + ROWS) if len(found) > ROWS else "",
    }
    return render(request, "returns/origin.html", context)


def _returned(scope: Scope) -> dict[str, object] | None:
    """Give what the unit said in a return for the same, to be seen beside the records."""
    found = queries.returned(scope)
    if found is None:
        return None
    said = queries.shown(found.plain, str(found.counted.unit_of_count))
    return {"shown": said, "url": found.get_absolute_url()}


def _first(request: HttpRequest) -> int:
    asked = request.GET.get("bo-qua", "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else 0


def _page(request: HttpRequest, first: int) -> str:
    query = request.GET.copy()
    query["bo-qua"] = str(max(first, 0))
    return f"?{query.urlencode()}"
