"""One page: a box, and what was found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kheo.foundation.accounts.keeping import kept_for_strangers
from kheo.portal.lookup import queries
from kheo.portal.lookup.forms import SearchForm

SECONDS_KEPT = 5


@require_safe
@kept_for_strangers(SECONDS_KEPT)
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET if "q" in request.GET else None)
    found = queries.found(text=form.cleaned_data["q"]) if form.is_valid() else None
    return render(request, "lookup/search.html", {"form": form, "found": found})
