"""The officers' list, and the counter where complaints on paper are entered."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may_anywhere
from kheo.foundation.documents.models import StoredFile
from kheo.oversee.complaints import queries, services
from kheo.oversee.complaints.errors import ComplaintError
from kheo.oversee.complaints.forms import PaperForm
from kheo.oversee.complaints.models import Complaint
from kheo.oversee.complaints.queries import Cut
from kheo.oversee.complaints.views import papers, shared
from kheo.oversee.petitions import queries as petitions
from kheo.oversee.petitions.models import Petition

LONGEST_SEARCH = 200


@never_cache
@require_GET
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    user = shared.officer(request, "complaints.handle", "petitions.read")
    typed = request.GET.get("tinh-trang", "")
    cut = Cut(typed) if typed in set(Cut) else Cut.RUNNING
    text = request.GET.get("q", "")[:LONGEST_SEARCH]
    after = request.GET.get("sau", "")
    page = queries.page(queries.readable(user, today=today, cut=cut, text=text), after=after)
    context = {
        "page": page,
        "cut": cut,
        "tabs": [_tab(one, cut, text) for one in Cut],
        "text": text,
        "today": today,
        "may_register": may_anywhere(user, "petitions.register", today=today),
        "newer_url": _address(cut, text) if after else "",
        "older_url": _address(cut, text, page.next) if page.next else "",
    }
    return render(request, "complaints/desk.html", context)


def _tab(one: Cut, current: Cut, text: str) -> dict[str, object]:
    return {
        "label": one.label,
        "url": _address(one, text),
        "count": None,
        "is_current": one == current,
    }


def _address(cut: Cut, text: str, after: str = "") -> str:
    asked = {"tinh-trang": cut.value, "q": text, "sau": after}
    query = urlencode({key: value for key, value in asked.items() if value})
    return f"{reverse('complaints:desk')}{'?' if query else ''}{query}"


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    user = shared.officer(request, "petitions.register")
    if request.method != "POST":
        start = {"received_on": today, "written_on": today}
        return _page(request, PaperForm(today=today, initial=start), [])
    form = PaperForm(request.POST, request.FILES, today=today)
    form.is_valid()
    held = papers.take(request, form, form.draft, now=now)
    complaint = _entered(form, held, user) if form.is_valid() else None
    if complaint is None:
        return _page(request, form, held)
    return redirect(shared.receipt_of(complaint.petition))


def _entered(form: PaperForm, held: list[StoredFile], user: User) -> Complaint | None:
    now, data = timezone.now(), form.cleaned_data
    first = _first(form)
    if form.errors:
        return None
    try:
        return services.enter(
            letter=form.letter(),
            grievance=form.grievance(),
            submission_key=form.key(),
            channel=Petition.Channel(data["channel"]),
            received_at=form.received_at(now),
            papers=held,
            first=first,
            instance=data["instance"],
            by=user,
            now=now,
        )
    except ComplaintError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    except PermissionDenied as refusal:
        form.add_error("commune", str(refusal))
    except shared.REFUSALS as refusal:
        form.add_error(None, str(refusal))
    return None


def _first(form: PaperForm) -> Complaint | None:
    """Find the first complaint that a second one names by its code."""
    code = form.cleaned_data["first_code"]
    if form.cleaned_data["instance"] != 2 or not code:
        return None
    petition = petitions.by_code(code)
    found = Complaint.objects.filter(pk=petition.pk, instance=1).first() if petition else None
    if found is None:
        form.add_error("first_code", _("Không thấy khiếu nại lần đầu có mã này."))
    return found


def _page(request: HttpRequest, form: PaperForm, held: list[StoredFile]) -> HttpResponse:
    context = {"form": form, "held": held, "communes": shared.communes(form.today)}
    return render(request, "complaints/register.html", context)
