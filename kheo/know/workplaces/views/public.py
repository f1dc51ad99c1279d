"""What everybody sees: counts by kind of workplace, nobody's name."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.foundation.accounts.keeping import keep
from kheo.foundation.units import queries as units
from kheo.know.workplaces import queries, rules

SECONDS_KEPT = 10


@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    home = units.here(on=today)
    if home is None:
        raise Http404
    context = {
        "rows": queries.summary(home, today=today),
        "place": home,
        "regulations": rules.regulations().values(),
    }
    page = render(request, "workplaces/summary.html", context)
    return keep(request, page, seconds=SECONDS_KEPT)
