"""From the first question on a phone to the receipt in the hand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kheo.foundation import tongues
from kheo.foundation.documents.models import StoredFile
from kheo.oversee.complaints import rules, services
from kheo.oversee.complaints.errors import ComplaintError
from kheo.oversee.complaints.forms import Group, LodgeForm
from kheo.oversee.complaints.forms.lodging import GROUPS
from kheo.oversee.complaints.views import papers, shared
from kheo.oversee.petitions import access

BACK, SEND = "back", "send"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    if request.method != "POST":
        return _page(request, LodgeForm(today=today), GROUPS[0], [])
    form = LodgeForm(request.POST, request.FILES, today=today)
    form.is_valid()
    held = papers.take(request, form, form.draft, now=now)
    here = _group(form, request.POST.get("step", ""))
    go = request.POST.get("go", "")
    if go == BACK:
        return _page(request, form, _beside(form, here, -1), held, is_quiet=True)
    wrong = form.first_wrong(here.key)
    if wrong is not None:
        return _page(request, form, wrong, held)
    is_last = here.key == form.groups[-1].key
    if not (is_last and go == SEND):
        return _page(request, form, _beside(form, here, 1), held, is_quiet=True)
    return _sent(request, form, here, held)


def _sent(
    request: HttpRequest, form: LodgeForm, here: Group, held: list[StoredFile]
) -> HttpResponse:
    if form.is_valid() and not access.may_send(request):
        form.add_error(
            None, _("Nơi bạn đang dùng mạng gửi quá nhiều. Xin đợi một giờ rồi gửi lại.")
        )
    if form.is_valid():
        try:
            complaint = services.lodge(
                letter=form.letter(),
                grievance=form.grievance(),
                submission_key=form.key(),
                papers=held,
                now=timezone.now(),
            )
        except shared.REFUSALS as refusal:
            _say(form, refusal)
        else:
            return redirect(shared.receipt_of(complaint.petition))
    return _page(request, form, form.first_wrong(here.key) or here, held)


def _say(form: LodgeForm, refusal: Exception) -> None:
    field = getattr(refusal, "field", "") if isinstance(refusal, ComplaintError) else "commune"
    form.add_error(field if field in form.fields else None, str(refusal))


def _group(form: LodgeForm, key: str) -> Group:
    return next((group for group in form.groups if group.key == key), form.groups[0])


def _beside(form: LodgeForm, here: Group, by: int) -> Group:
    keys = [group.key for group in form.groups]
    place = keys.index(here.key) + by
    return form.groups[min(max(place, 0), len(keys) - 1)]


def _page(
    request: HttpRequest,
    form: LodgeForm,
    group: Group,
    held: list[StoredFile],
    is_quiet: bool = False,
) -> HttpResponse:
    if form.is_bound:
        form.keep_errors_of(group)
    if is_quiet:
        for name in group.fields:
            form.errors.pop(name, None)
    groups = form.groups
    number = [one.key for one in groups].index(group.key) + 1
    limit = form.limit
    context = {
        "form": form,
        "group": group,
        "asked": form.asked(group),
        "carried": form.carried(group),
        "number": number,
        "count": len(groups),
        "is_last": number == len(groups),
        "limit": limit if group.key == "late" else None,
        "reasons": limit.explain(tongues.current()) if limit and group.key == "late" else [],
        "court": rules.book().court,
        "held": held,
        "communes": shared.communes(form.today) if group.key == "what" else [],
        "today": form.today,
    }
    return render(request, "complaints/new.html", context)
