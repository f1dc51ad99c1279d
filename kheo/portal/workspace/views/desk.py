"""The duty list: one page, five tabs."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import is_officer
from kheo.foundation.duties import queries as waiting
from kheo.insight.dashboards import permissions as boards
from kheo.portal.workspace import queries
from kheo.portal.workspace.queries import Desk, Tab


@dataclass(frozen=True)
class TabLink:
    """A tab as components/tabs.html shows it."""

    label: str | Promise
    url: str
    count: int
    is_current: bool
    is_late: bool


@require_safe
@never_cache
@login_required
def duties(request: HttpRequest, tab: Tab) -> HttpResponse:
    officer, today = request.user, timezone.localdate()
    if not isinstance(officer, User) or not is_officer(officer, today=today):
        return redirect("home:home")
    after = request.GET.get("sau", "")
    desk = queries.desk(tab=tab, officer=officer, today=today, after=after)
    return render(
        request,
        "workspace/duties.html",
        {
            "desk": desk,
            "tabs": _tabs(desk),
            "today": today,
            "after": after,
            "has_board": tab is Tab.MINE and boards.may_read_anywhere(officer, today=today),
            "orphans": len(waiting.awaiting_heir(officer, today)) if tab is Tab.HEAD else 0,
        },
    )


def _tabs(desk: Desk) -> list[TabLink]:
    return [
        TabLink(
            label=tab.label,
            url=reverse(f"workspace:{tab}"),
            count=desk.counts[tab],
            is_current=tab is desk.tab,
            is_late=tab is Tab.LATE,
        )
        for tab in Tab
        # Only heads have something to give out.
        if tab is not Tab.HEAD or desk.counts[tab] or desk.tab is tab
    ]
