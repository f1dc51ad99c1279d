"""The clerk's desk: what waits, filters, search, and one answer for many."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kheo.foundation.accounts.permissions import may_anywhere
from kheo.oversee.petitions import permissions, queries, services, topics
from kheo.oversee.petitions.forms import MOST_AT_ONCE, ManyForm
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.queries import Wanted
from kheo.oversee.petitions.views.office import officer

LONGEST_SEARCH = 200
TABS = ("cho", "dang-lam", "tat-ca")


@never_cache
@require_GET
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    user = officer(request, "petitions.read")
    wanted = _wanted(request)
    page = queries.page(
        queries.at_desk(user, wanted, today=today), after=request.GET.get("sau", "")
    )
    is_waiting = wanted.tab == "cho"
    context = {
        "page": page,
        "rows": [
            (petition, queries.sorting_due(petition) if is_waiting else petition.due_on)
            for petition in page.items
        ],
        "wanted": wanted,
        "is_waiting": is_waiting,
        "today": today,
        "tabs": [(tab, label, f"?{tab}=1") for tab, label in zip(TABS, _labels(), strict=True)],
        "kinds": Petition.Kind.choices,
        "channels": Petition.Channel.choices,
        "topics": topics.choices(),
        "may_register": may_anywhere(user, "petitions.register", today=today),
        "may_answer": may_anywhere(user, "petitions.answer", today=today) and not is_waiting,
        "older_url": _more(request, page.next) if page.next else "",
    }
    return render(request, "petitions/desk.html", context)


def _labels() -> tuple[str, ...]:
    return _("Chờ phân loại"), _("Đang giải quyết"), _("Tất cả")


def _wanted(request: HttpRequest) -> Wanted:
    """Read the filters; what makes no sense filters nothing."""
    asked = request.GET
    text = asked.get("q", "")[:LONGEST_SEARCH]
    tab = next((tab for tab in TABS if tab in asked), "tat-ca" if text else "cho")
    kind, channel, topic = (asked.get(name, "") for name in ("loai", "duong", "linh-vuc"))
    return Wanted(
        tab=tab,
        text=text,
        kind=kind if kind in Petition.Kind.values else "",
        channel=channel if channel in Petition.Channel.values else "",
        topic=topic if topic in topics.known() else "",
        is_late="qua-han" in asked,
        is_urgent="khan" in asked,
    )


def _more(request: HttpRequest, after: str) -> str:
    kept = {key: str(value) for key, value in request.GET.items() if key != "sau" and value}
    return f"?{urlencode({**kept, 'sau': after})}"


# --- One answer for many ----------------------------------------------------------------------


@require_POST
@login_required
def answer_many(request: HttpRequest) -> HttpResponse:
    """Show what was chosen with the form; answer each when it is filled in."""
    chosen = _chosen(request)
    if not chosen:
        messages.error(request, _("Xin chọn ít nhất một đơn để trả lời chung."))
        return redirect("petitions:desk")
    form = ManyForm(request.POST if "text" in request.POST else None)
    if not form.is_valid():
        return render(request, "petitions/answer_many.html", {"form": form, "chosen": chosen})
    user = officer(request, "petitions.answer")
    bulk = services.answer_many(petitions=chosen, by=user, now=timezone.now(), **form.cleaned_data)
    context = {"form": ManyForm(), "bulk": bulk, "chosen": []}
    return render(request, "petitions/answer_many.html", context)


def _chosen(request: HttpRequest) -> list[Petition]:
    """Find what was ticked and may be answered by the user; the rest is not even named."""
    keys = [key for key in request.POST.getlist("don") if key.isascii() and key.isdigit()]
    found = Petition.objects.select_related(*queries.NEEDED).filter(
        pk__in=[int(key[:18]) for key in keys[:MOST_AT_ONCE]]
    )
    today = timezone.localdate()
    user: Any = request.user
    return [
        petition
        for petition in found.order_by("received_at", "pk")
        if permissions.may_work_in_unit(user, petition, today=today)
    ]
