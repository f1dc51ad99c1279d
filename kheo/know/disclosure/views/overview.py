"""Communes × items for everybody: a table with words and colours, sorted, filtered, as a sheet."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kheo.foundation import sheets
from kheo.foundation.accounts.keeping import keep
from kheo.foundation.units import queries as units
from kheo.know.disclosure import queries, rules
from kheo.know.disclosure.forms import FindForm
from kheo.know.disclosure.queries import Matrix, Row, State
from kheo.know.disclosure.views import shared


def _asked(request: HttpRequest, today: date) -> tuple[FindForm, Matrix]:
    """Read what is asked for, and answer it in one statement; 404 without a province."""
    home = units.here(on=today)
    year = _year(request, today)
    on = date(year, 12, 31) if year else today
    listing = rules.book().main(level="commune", on=min(on, today))
    if home is None or listing is None:
        raise Http404(_("Chưa có danh sách xã, phường."))
    form = FindForm(request.GET, items=listing.items, today=today)
    found = queries.matrix(within=home, today=today, year=year)
    if found is None:
        raise Http404
    return form, found


def _year(request: HttpRequest, today: date) -> int | None:
    written = request.GET.get("nam", "")
    first = min(one.since.year for one in rules.book().lists.values())
    is_year = written.isdecimal() and len(written) == 4 and first <= int(written) <= today.year
    return int(written) if is_year else None


def _chosen(form: FindForm, found: Matrix) -> tuple[list[int], list[Row]]:
    """Keep the columns and rows that were asked for, in the order that was."""
    item, state = form.asked("noi_dung"), form.asked("tinh_trang")
    columns = [at for at, one in enumerate(found.items) if item in ("", one.key)]
    rows = [
        row
        for row in found.rows
        if not state or any(row.cells[at].state == state for at in columns)
    ]
    if form.asked("xep") == "thieu":
        rows.sort(key=lambda row: -row.lacking)
    return columns, rows


@require_GET
def matrix(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form, found = _asked(request, today)
    columns, rows = _chosen(form, found)
    context = {
        "form": form,
        "listing": found.listing,
        "items": [found.items[at] for at in columns],
        "rows": [(row, [_cell(found, row, at) for at in columns]) for row in rows],
        "totals": [(state, found.count(state)) for state in State],
        "units": len(found.rows),
        "year": form.asked("nam"),
        "asked": request.GET.urlencode(),
        "today": today,
    }
    response = render(request, "disclosure/matrix.html", context)
    return keep(request, response, seconds=shared.SECONDS_KEPT)


def _cell(found: Matrix, row: Row, at: int) -> dict[str, Any]:
    return {"item": found.items[at], "cell": row.cells[at]}


@require_GET
def matrix_sheet(request: HttpRequest) -> HttpResponseBase:
    """Give the same table to a spreadsheet."""
    form, found = _asked(request, timezone.localdate())
    columns, rows = _chosen(form, found)
    return sheets.download("cong-khai.csv", _lines(found, columns, rows))


def _lines(found: Matrix, columns: list[int], rows: list[Row]) -> Iterator[list[object]]:
    names = [f"{found.items[at].number}. {found.items[at].short}" for at in columns]
    yield [_("Mã"), _("Xã, phường"), *names, _("Chưa xong")]
    for row in rows:
        words = [row.cells[at].state.label for at in columns]
        yield [row.unit.code, row.unit.full_name, *words, row.lacking]
