"""The work page: both instances as stages with dates and reasons, one main act for each stage."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import officers_of, officers_who_may
from kheo.foundation.duties import permissions as duties
from kheo.oversee.complaints import forms, permissions, queries, rules, services
from kheo.oversee.complaints.errors import ComplaintError
from kheo.oversee.complaints.forms.describing import start as known
from kheo.oversee.complaints.models import Complaint, Decision, Dialogue, Execution
from kheo.oversee.complaints.views import papers, shared
from kheo.oversee.complaints.views.acts import ACTS, Act
from kheo.oversee.petitions import services as petitions
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.queries import Reader

Stage = Complaint.Stage


HANDLED = {
    Stage.RECEIVED: ["thu-ly", "khong-thu-ly", "mo-ta", "rut"],
    Stage.ACCEPTED: ["xac-minh", "moi", "giao", "mo-ta", "rut"],
}

SENT = "xong"


@never_cache
@require_GET
@login_required
def work(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _complaint(request, pk))


@never_cache
@require_POST
@login_required
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404
    complaint, chosen, now = _complaint(request, pk), ACTS[act], timezone.now()
    form = _form(chosen, complaint, request)
    form.is_valid()
    held = papers.take(request, form, f"{act}-{pk}", now=now) if "scans" in form.fields else []
    if form.is_valid() and _done(request, chosen, form, complaint, held):
        messages.success(request, str(chosen.done))
        # The page says which form was sent, so that the browser forgets what was typed there.
        return redirect(f"{complaint.get_absolute_url()}?{SENT}={act}")
    return _page(request, _complaint(request, pk), wrong=act, form=form)


def _done(
    request: HttpRequest, chosen: Act, form: forms.ActForm, complaint: Complaint, held: list[Any]
) -> bool:
    said = form.words
    if form.files_holder:
        said["proof" if form.files_holder == "decision" else "files"] = held
    target = _part(request, chosen, complaint)
    try:
        chosen.service(**target, by=request.user, now=timezone.now(), **said)
    except ComplaintError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    except (*shared.REFUSALS, PermissionDenied) as refusal:
        form.add_error(None, str(refusal) or _("Bạn không có quyền làm việc này."))
    return not form.errors


def _part(request: HttpRequest, chosen: Act, complaint: Complaint) -> dict[str, Any]:
    """Return what the service acts upon: the complaint, or the part of it that was named."""
    typed = request.POST.get("part", "")
    number = int(typed) if typed.isdecimal() and len(typed) < 18 else 0
    found: Dialogue | Execution | None
    if chosen.part == "dialogue":
        found = Dialogue.objects.filter(pk=number, complaint=complaint).first()
    elif chosen.part == "execution":
        found = Execution.objects.filter(pk=number, decision=complaint.pk).first()
    else:
        return {"complaint": complaint}
    if found is None:
        raise Http404
    return {chosen.part: found}


def _complaint(request: HttpRequest, pk: int) -> Complaint:
    complaint = queries.find(pk) or _begun(pk)
    if not permissions.may_read(request.user, complaint, today=timezone.localdate()):
        raise PermissionDenied(_("Bạn không xem được khiếu nại này."))
    return complaint


def _begun(pk: int) -> Complaint:
    """Start the record of a complaint that came by the petitions' counter."""
    petition = Petition.objects.filter(pk=pk, kind=Petition.Kind.COMPLAINT).first()
    if petition is None:
        raise Http404
    services.taken(petition, None, timezone.now())
    found = queries.find(pk)
    assert found is not None
    return found


def _form(chosen: Act, complaint: Complaint, request: HttpRequest | None = None) -> forms.ActForm:
    today = timezone.localdate()
    officers: Any = ()
    if chosen.form is forms.AssignForm:
        unit = complaint.petition.unit
        body = complaint.petition.duty.body
        officers = officers_who_may("complaints.handle", unit, today=today, body=body)
    start = None
    if chosen.form is forms.DescribeForm:
        officers, start = officers_of(complaint.petition.unit, today=today), known(complaint)
    data = (request.POST, request.FILES) if request else ()
    return chosen.form(*data, today=today, officers=officers, initial=start)


def _page(
    request: HttpRequest,
    complaint: Complaint,
    wrong: str = "",
    form: forms.ActForm | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    view = queries.view(complaint, reader=Reader.OFFICER, today=today)
    keys = _open_to(request.user, complaint, view.decision)
    if wrong and wrong not in keys:
        keys.insert(0, wrong)
    if wrong:
        keys.sort(key=lambda key: key != wrong)
    context = {
        "complaint": complaint,
        "petition": complaint.petition,
        "view": view,
        "suggestion": queries.suggested(complaint),
        "acts": [_act(key, complaint, form if key == wrong else None, view) for key in keys],
        "today": today,
        "receipt_url": shared.receipt_of(complaint.petition),
        "posting_days": rules.book().posting_days,
        "secret": petitions.secret_of(complaint.petition),
        "sent": sent if (sent := request.GET.get(SENT)) in ACTS else "",
    }
    return render(request, "complaints/work.html", context)


def _act(
    key: str, complaint: Complaint, form: forms.ActForm | None, view: queries.View
) -> dict[str, Any]:
    chosen = ACTS[key]
    parts: list[Any] = []
    if chosen.part == "dialogue":
        parts = list(complaint.dialogues.filter(state=Dialogue.State.INVITED))
    if chosen.part == "execution" and view.decision is not None:
        parts = list(view.decision.executions.filter(done_on__isnull=True))
    return {
        "key": key,
        "title": chosen.title,
        "form": form or _form(chosen, complaint),
        "parts": parts,
    }


def _open_to(user: Any, complaint: Complaint, decision: Decision | None) -> list[str]:
    """List the acts of the stage for this officer, the main one first."""
    today = timezone.localdate()
    may_decide = permissions.may_decide(user, complaint, today=today)
    if not isinstance(user, User) or not permissions.may_handle(user, complaint, today=today):
        # A head whose own act it is about signs the first decision, and does nothing else here.
        signs = may_decide and complaint.stage == Stage.ACCEPTED and complaint.is_running
        return ["quyet-dinh"] if signs else []
    if decision is not None:
        return _after(complaint, decision)
    if not complaint.is_running:
        return []
    if complaint.stage == Stage.SUSPENDED:
        return ["giai-quyet-tiep", "dinh-chi"] if may_decide else []
    if complaint.stage == Stage.RECEIVED:
        # Made of a petition: what the law wants said comes before anything else.
        first = "mo-ta" if not complaint.reason else "thu-ly"
        return sorted(HANDLED[Stage.RECEIVED], key=lambda key: key != first)
    may_assign = duties.may_assign(user, complaint.petition.duty, today=today)
    return [key for key in _settling(complaint, may_decide) if key != "giao" or may_assign]


def _settling(complaint: Complaint, may_decide: bool) -> list[str]:
    keys = list(HANDLED[Stage.ACCEPTED])
    if complaint.dialogues.filter(state=Dialogue.State.INVITED).exists():
        keys.insert(0, "doi-thoai")
    if may_decide:
        at = 0 if _is_ready(complaint) else len(keys)
        keys[at:at] = ["quyet-dinh"]
        keys += ["tam-dinh-chi", "dinh-chi"]
    return keys


def _is_ready(complaint: Complaint) -> bool:
    """Say whether nothing more is needed before the decision."""
    instance = rules.book().instances[complaint.instance]
    needs = instance.always_dialogue or complaint.positions_differ is not False
    heard = not needs or services.has_had_its_say(complaint)
    return heard and complaint.verifications.exists()


def _after(complaint: Complaint, decision: Decision) -> list[str]:
    keys = []
    if decision.sent_on is None:
        keys.append("gui")
    elif decision.delivered_on is None:
        keys.append("nhan")
    keys.append("cong-khai")
    if decision.executions.filter(done_on__isnull=True).exists():
        keys.append("thi-hanh")
    return [*keys, "viec-thi-hanh"]
