"""Pages on who has sent what: the table of all units, and an officer's own list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kheo.foundation import paging, sheets
from kheo.foundation.accounts import doors
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.units.models import Unit
from kheo.insight.returns import permissions, queries
from kheo.insight.returns.forms import StandingForm
from kheo.insight.returns.models import Form
from kheo.insight.returns.periods import Period
from kheo.insight.returns.queries import Mark, tables
from kheo.insight.returns.queries.tables import Row

SIZE = 50
SHOWN = (
    Mark.APPROVED,
    Mark.SENT,
    Mark.SENT_LATE,
    Mark.RETURNED,
    Mark.OPEN,
    Mark.LATE,
    Mark.LOCKED,
    Mark.EMPTY,
)


@dataclass(frozen=True)
class Asked:
    """What the reader chose; without a form there is nothing to show."""

    form: StandingForm
    chosen: Form
    windows: list[Period]
    units: Any

    @property
    def today(self) -> date:
        return self.form.today

    def rows(self, units: list[Unit]) -> list[Row]:
        return tables.rows(units, self.chosen, self.windows, today=self.today)


def _asked(request: HttpRequest) -> tuple[StandingForm, Asked | None]:
    user = doors.officer(request, permissions.READ)
    today = timezone.localdate()
    shown = StandingForm(request.GET, today=today, forms=queries.in_use())
    chosen, windows = shown.chosen(), shown.windows()
    if chosen is None or not windows:
        return shown, None
    units = tables.owing_units(
        chosen,
        windows,
        units_where(user, permissions.READ, today),
        today=today,
        lacking=shown.is_lacking(),
    )
    return shown, Asked(shown, chosen, windows, units)


@never_cache
@require_GET
@login_required
def matrix(request: HttpRequest) -> HttpResponse:
    shown, asked = _asked(request)
    context: dict[str, Any] = {"form": shown, "marks": SHOWN, "query": request.GET.urlencode()}
    if asked is not None:
        page = Paginator(asked.units, SIZE).get_page(request.GET.get("trang"))
        context |= {
            "chosen": asked.chosen,
            "windows": asked.windows,
            "rows": asked.rows(list(page)),
            "page": page,
        }
    return render(request, "returns/standing.html", context)


@never_cache
@require_GET
@login_required
def sheet(request: HttpRequest) -> HttpResponseBase:
    """Give the same table to a spreadsheet, all units."""
    _shown, asked = _asked(request)
    return sheets.download("bieu-so-lieu.csv", _lines(asked) if asked else iter(()))


def _lines(asked: Asked) -> Iterator[list[object]]:
    names = [one.label for one in asked.windows]
    yield [_("Mã"), _("Đơn vị"), *names, _("Đúng hạn (%)"), _("Đầy đủ (%)")]
    for row in asked.rows(list(asked.units)):
        words = [str(one.mark.label) for one in row.squares]
        yield [
            row.unit.code,
            row.unit.full_name,
            *words,
            row.judged.percent,
            row.judged.completeness,
        ]


@never_cache
@require_GET
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    user = doors.officer(request, permissions.ENTER)
    today = timezone.localdate()
    is_done = request.GET.get("xem") == "da-gui"
    found = tables.mine(user, is_done=is_done, today=today)
    page = paging.page(found, request.GET.get(paging.CURSOR, ""))
    context = {
        "rows": [(ret, tables.marked(ret, today)) for ret in page.items],
        "is_done": is_done,
        "tabs": [
            {"label": _("Phải làm"), "url": "?", "is_current": not is_done},
            {"label": _("Đã gửi"), "url": "?xem=da-gui", "is_current": is_done},
        ],
        "today": today,
        **paging.links(request, page),
    }
    return render(request, "returns/mine.html", context)
