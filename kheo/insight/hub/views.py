"""Pages of the hub: all provinces side by side, and one province with its communes."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kheo.foundation import charts
from kheo.foundation.accounts.keeping import kept_for_strangers
from kheo.insight.hub import drawing, queries
from kheo.insight.hub.forms import AskForm
from kheo.insight.hub.models import HubIndicator
from kheo.insight.hub.queries import Line

SECONDS_KEPT = 60


@dataclass(frozen=True)
class Asked:
    """What is compared, and the form that says so."""

    form: AskForm
    known: HubIndicator | None
    year: int


@kept_for_strangers(SECONDS_KEPT)
def all_provinces(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    context: dict[str, object] = {"asked": asked, "provinces": queries.provinces()}
    if asked.known:
        lines = queries.by_province(asked.known.code, asked.year)
        title = _title(asked.known, asked.year)
        context["lines"] = lines
        context["drawn"] = charts.drawn(
            drawing.side_by_side(asked.known, lines, title, lambda line: _url(line, asked))
        )
    return render(request, "hub/all.html", context)


@kept_for_strangers(SECONDS_KEPT)
def province(request: HttpRequest, code: str) -> HttpResponse:
    found = next((one for one in queries.provinces() if one.code == code), None)
    if found is None:
        raise Http404(_("Tỉnh này không gửi số liệu về đây."))
    asked = _asked(request)
    context: dict[str, object] = {"asked": asked, "province": found}
    if asked.known:
        title = _title(asked.known, asked.year)
        lines = queries.by_area(asked.known.code, asked.year, code)
        past = queries.past_years(asked.known.code, code)
        context["lines"] = lines
        context["drawn"] = charts.drawn(
            drawing.side_by_side(asked.known, lines, title, lambda _line: "")
        )
        context["years"] = charts.drawn(drawing.over_years(asked.known, past))
    return render(request, "hub/province.html", context)


def _asked(request: HttpRequest) -> Asked:
    """Read what is asked; what nobody tells falls back to what is told."""
    told = queries.indicators_told()
    wanted = request.GET.get("chi-so", "")
    known = next((one for one in told if one.code == wanted), told[0] if told else None)
    years = queries.years(known.code) if known else []
    year = request.GET.get("nam", "")
    chosen = int(year) if year.isdecimal() and int(year) in years else (years[0] if years else 0)
    shown = {"chi-so": known.code if known else "", "nam": chosen}
    return Asked(AskForm(shown, told, years), known, chosen)


def _title(known: HubIndicator, year: int) -> str:
    return _("%(name)s, năm %(year)s") % {"name": known.name, "year": year}


def _url(line: Line, asked: Asked) -> str:
    query = urlencode({"chi-so": line.figure.indicator, "nam": asked.year})
    return f"{reverse('hub:province', args=[line.province])}?{query}"
