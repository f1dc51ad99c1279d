"""Answers a form that asks which commune is meant: fragments for HTMX, else a page."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from kheo.foundation.units import queries
from kheo.foundation.units.forms import NameForm, PlaceForm
from kheo.foundation.units.models import Unit

# How long a browser keeps an answer; units change a few times a year.
KEEP_SECONDS = 600
MATCHES = 8
SHORTEST = 2


@require_safe
def lookup(request: HttpRequest) -> HttpResponse:
    """List the communes of this province whose name, old or new, fits what was typed."""
    source = request.GET.get("from", "q")
    form = NameForm({"q": request.GET.get(source, ""), "field": request.GET.get("field", "")})
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    today = timezone.localdate()
    matches = []
    if len(asked) >= SHORTEST:
        matches = queries.lookup(
            asked,
            on=today,
            within=queries.here(on=today),
            levels=[Unit.Level.COMMUNE],
            limit=MATCHES,
        )
    context = {"form": form, "asked": asked, "matches": matches, "shortest": SHORTEST}
    return _answer(request, "units/_matches.html", context)


@require_safe
def nearest(request: HttpRequest) -> HttpResponse:
    """Name the commune nearest to a place."""
    place = PlaceForm(request.GET)
    found, status = None, 400
    today = timezone.localdate()
    if place.is_valid():
        at = place.cleaned_data
        found = queries.nearest_commune(at["latitude"], at["longitude"], on=today)
        status = 200
    here = queries.here(on=today) if found else None
    context = {
        "form": NameForm(),
        "place": place,
        "nearest": found,
        "is_elsewhere": bool(found and here and not found.unit.path.startswith(here.path)),
    }
    return _answer(request, "units/_nearest.html", context, status=status)


def _answer(
    request: HttpRequest, fragment: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    is_htmx = request.headers.get("HX-Request") == "true"
    template = fragment if is_htmx else "units/lookup.html"
    response = render(request, template, {**context, "fragment": fragment}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    patch_cache_control(response, private=True, max_age=KEEP_SECONDS)
    return response
