"""The duty list: one page, five tabs."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.foundation.duties import queries as duty_queries
from kheo.portal.workspace import queries
from kheo.portal.workspace.queries import Tab


@require_safe
@login_required
def duties(request: HttpRequest, tab: Tab) -> HttpResponse:
    today = timezone.localdate()
    after = request.GET.get("sau", "")
    return render(
        request,
        "workspace/duties.html",
        {
            "tab": tab,
            "tabs": Tab,
            "today": today,
            "after": after,
            "counts": duty_queries.counts(request.user, today),
            "page": queries.listed(tab=tab, officer=request.user, today=today, after=after),
        },
    )
