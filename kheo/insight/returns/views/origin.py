"""Pages that show where a number comes from."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kheo.foundation.figures import queries as figures
from kheo.foundation.figures.smallness import is_small
from kheo.foundation.units.models import Unit
from kheo.insight.returns import permissions, queries
from kheo.insight.returns.forms import ScopeForm
from kheo.insight.returns.models import Cell
from kheo.insight.returns.queries import Origin

ROWS = 50
LONGEST = 10


def cell(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        found = queries.cell(pk)
    except Cell.DoesNotExist as missing:
        raise Http404 from missing
    if not permissions.may_open_cell(request.user, found):
        raise PermissionDenied(_("Số liệu này chưa được duyệt, hoặc chỉ dành cho cán bộ."))
    counted = found.counted
    is_untold = counted.counts_people and is_small(found.value)
    if is_untold and not permissions.may_see_small(request.user, found.origin.unit):
        raise PermissionDenied(_("Số quá nhỏ để công khai: có thể nhận ra từng người."))
    sees = permissions.may_see(request.user, found.origin)
    context = {
        "cell": found,
        "shown": queries.shown(found.plain, str(counted.unit_of_count)),
        "quotation": queries.quotation(found),
        "article": queries.article(found.origin),
        "history": queries.history(found) if sees else [],
        "return_url": found.origin.get_absolute_url() if sees and found.row else "",
    }
    return render(request, "returns/cell.html", context)


def origin(request: HttpRequest) -> HttpResponse:
    try:
        scope = ScopeForm(request.GET).scope()
    except (ValueError, LookupError) as problem:
        raise Http404(_("Địa chỉ này không chỉ rõ số liệu nào.")) from problem
    if not permissions.may_open_rows(request.user, scope):
        raise PermissionDenied(_("Số liệu này chỉ dành cho cán bộ có quyền xem báo cáo."))
    sees_small = permissions.may_see_small(request.user, scope.unit)
    found = queries.origin(scope, sees_small=sees_small, after=_whole(request, "sau"))
    context = {
        "origin": found,
        "scope": scope,
        "parts": found.indicator.words_of(scope.breakdown),
        "level": Unit.Level(scope.level).label if scope.level else "",
        "returned": _returned(found),
        **_rows(request, found),
        **_units(request, found),
    }
    return render(request, "returns/origin.html", context)


def _returned(found: Origin) -> dict[str, str] | None:
    """Give what the unit said in a text for the same, to be seen beside the records."""
    cell = queries.returned(found.scope) if not found.is_hidden else None
    if cell is None:
        return None
    said = queries.shown(cell.plain, str(found.indicator.unit_of_count))
    return {"shown": said, "url": cell.get_absolute_url()}


def _rows(request: HttpRequest, found: Origin) -> dict[str, Any]:
    """Give a page of the records, where the number was counted from records."""
    if found.is_hidden or not (found.number is None or found.number.is_recorded):
        return {"rows": []}
    first = _whole(request, "bo-qua")
    rows = figures.rows(found.scope, first=first, count=ROWS + 1)
    return {
        "rows": rows[:ROWS],
        "newer_url": _page(request, "bo-qua", max(first - ROWS, 0)) if first else "",
        "older_url": _page(request, "bo-qua", first + ROWS) if len(rows) > ROWS else "",
    }


def _units(request: HttpRequest, found: Origin) -> dict[str, str]:
    """Give the ways through the units below, which are many."""
    if not found.below:
        return {}
    return {
        "newer_url": _page(request, "sau", "") if request.GET.get("sau") else "",
        "older_url": _page(request, "sau", found.next_below) if found.next_below else "",
    }


def _whole(request: HttpRequest, name: str) -> int:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < LONGEST else 0


def _page(request: HttpRequest, name: str, value: str | int) -> str:
    query = request.GET.copy()
    query[name] = str(value)
    return f"?{query.urlencode()}"
