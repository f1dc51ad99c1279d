"""The appointed officer's pages: the desk of codes, the entry, a case, and each act on it."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.documents import uploads
from kheo.foundation.duties import kinds
from kheo.foundation.duties.services import DutyError
from kheo.oversee.denunciations import law, permissions, queries, sealing, services
from kheo.oversee.denunciations.forms import ACTS, EnterForm, OpenForm, PassphraseForm
from kheo.oversee.denunciations.models import Case, Conclusion, Paper
from kheo.oversee.denunciations.views.glass import for_officers, officer
from kheo.oversee.denunciations.views.showing import page_of

REFUSALS = (services.DenunciationError, DutyError, sealing.SealError)
NEEDS_PAPER = ("soat", "cong-khai")


@for_officers
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    user, today = officer(request), timezone.localdate()
    context = {
        "cases": queries.mine(user)[:200],
        "signals": queries.signals_for(user)[:50],
        "key": queries.living_key(user),
        "may_enter": _own_units(user).exists(),
        "today": today,
    }
    return render(request, "denunciations/desk.html", context)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def enter(request: HttpRequest) -> HttpResponse:
    user, now = officer(request), timezone.now()
    today = timezone.localdate(now)
    units = _own_units(user)
    if not units.exists():
        raise PermissionDenied(_("Bạn không được giao nhận tố cáo."))
    people = {p.pk: p for unit in units for p in queries.holders(unit, today=today) if p != user}
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = EnterForm(*given, units=units, people=people.values(), today=today)
    for refusal in uploads.refused(request, "sealed-files") if given else ():
        form.add_error("files", str(refusal))
    if given and form.is_valid():
        try:
            case = services.enter(
                deposition=form.deposition(),
                submission_key=form.cleaned_data["submission_key"],
                received_at=form.received_at(now),
                colleagues=list(form.cleaned_data["colleagues"]),
                by=user,
                now=now,
            )
        except REFUSALS as refusal:
            form.add_error(None, _said(refusal))
        else:
            messages.success(request, _("Đã niêm phong. Mã hồ sơ: %s.") % case.code)
            return redirect("denunciations:desk")
    return render(
        request,
        "denunciations/enter.html",
        {"form": form, "key": queries.living_key(user), "book": law.book()},
    )


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def case(request: HttpRequest, code: str) -> HttpResponse:
    user, found = officer(request), _mine(request, code)
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            box = services.open_box(
                code=code, passphrase=form.cleaned_data["passphrase"], by=user, now=now
            )
            opened = services.read(box=box, why=form.cleaned_data["why"], now=now)
        except REFUSALS as refusal:
            form.add_error(None, _said(refusal))
        else:
            context = {"case": box.case, "box": box, "opened": opened}
            context |= {
                "pages": [page_of(one) for one in opened.pages],
                "file_form": PassphraseForm(),
            }
            context |= _around(box.case, user)
            return render(request, "denunciations/opened.html", context)
    context = {"case": found, "form": form, **_around(found, user)}
    return render(request, "denunciations/case.html", context)


@for_officers
@require_POST
@sensitive_variables()
def file(request: HttpRequest, code: str) -> HttpResponse:
    user, now = officer(request), timezone.now()
    found, form = _mine(request, code), PassphraseForm(request.POST)
    if form.is_valid():
        try:
            uid = uuid.UUID(request.POST.get("sealed-file", ""))
            box = services.open_box(
                code=code, passphrase=form.cleaned_data["passphrase"], by=user, now=now
            )
            name, media_type, data = services.read_file(box=box, uid=uid, now=now)
        except (*REFUSALS, ValueError) as refusal:
            form.add_error(None, _said(refusal))
        else:
            return _download(name, media_type, data)
    context = {"case": found, "form": OpenForm(), "file_form": form, **_around(found, user)}
    return render(request, "denunciations/case.html", context)


def _download(name: str, media_type: str, data: bytes) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    # Its own name would stay in the list of downloads; the kind is enough to open it.
    ending = name.rpartition(".")[2].lower() if "." in name else "bin"
    safe = ending if ending.isalnum() and len(ending) < 6 else "bin"
    response.headers["Content-Disposition"] = f'attachment; filename="tai-lieu.{safe}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    user, found = officer(request), _mine(request, code)
    if name not in ACTS:
        raise PermissionDenied(_("Không có việc này."))
    title, form_class, service = ACTS[name]
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = form_class(*given, **_needs(found, name, user))
    for refusal in uploads.refused(request, "sealed-files") if given else ():
        form.add_error("files" if "files" in form.fields else None, str(refusal))
    if given and form.is_valid():
        now = timezone.now()
        try:
            box = services.open_box(
                code=code, passphrase=form.cleaned_data["passphrase"], by=user, now=now
            )
            service(box=box, now=now, **form.said())
        except PermissionDenied:
            form.add_error(None, _("Việc này do người có thẩm quyền giải quyết làm."))
        except REFUSALS as refusal:
            form.add_error(None, _said(refusal))
        else:
            messages.success(request, _("Đã ghi vào hồ sơ %s.") % code)
            return redirect("denunciations:desk")
    context = {"case": found, "title": title, "form": form, "name": name}
    return render(request, "denunciations/act.html", context)


@for_officers
@require_POST
@sensitive_variables()
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """Fill the form of the redaction with what is suggested; nothing is stored yet."""
    user, found = officer(request), _mine(request, code)
    title, form_class, _service = ACTS["che"]
    asked = PassphraseForm(request.POST)
    form = form_class()
    if asked.is_valid():
        try:
            box = services.open_box(
                code=code,
                passphrase=asked.cleaned_data["passphrase"],
                by=user,
                now=timezone.now(),
            )
            form = form_class(initial={"text": services.proposed(box=box)})
        except PermissionDenied:
            asked.add_error(None, _("Việc này cần người biết danh tính người tố cáo."))
        except REFUSALS as refusal:
            asked.add_error(None, _said(refusal))
    context = {"case": found, "title": title, "form": form, "name": "che", "asked": asked}
    return render(request, "denunciations/act.html", context)


@for_officers
@require_POST
@sensitive_variables()
def take_signal(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    user, form = officer(request), PassphraseForm(request.POST)
    contact = None
    if form.is_valid():
        try:
            contact = services.take(
                uid=uid,
                passphrase=form.cleaned_data["passphrase"],
                by=user,
                now=timezone.now(),
            )
        except REFUSALS as refusal:
            form.add_error(None, _said(refusal))
    context = {"uid": uid, "form": form, "contact": contact}
    return render(request, "denunciations/call.html", context)


@for_officers
@require_POST
def finish_signal(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    try:
        services.finish(uid=uid, by=officer(request), now=timezone.now())
        messages.success(request, _("Đã xóa cách gọi lại."))
    except services.DenunciationError as refusal:
        messages.error(request, str(refusal))
    return redirect("denunciations:desk")


def _own_units(user: User) -> Any:
    return units_where(user, "denunciations.handle", timezone.localdate())


def _mine(request: HttpRequest, code: str) -> Case:
    """Give a case whose keys the person holds; everybody else hears the one sentence."""
    user = officer(request)
    found = queries.mine(user).select_related("unit", "body").filter(code=code).first()
    if found is None or not permissions.may_hold(user, found.unit, today=timezone.localdate()):
        raise PermissionDenied(str(services.Closed()))
    return found


def _around(case: Case, user: User) -> dict[str, Any]:
    """Give what stands around the words of a case: dates, people, and what may be done."""
    today = timezone.localdate()
    may_decide = permissions.may_decide(user, case, today=today)
    grants = services.living_grants(case)
    acts = [
        (name, title) for name, (title, _f, _s) in ACTS.items() if _fits(name, case, may_decide)
    ]
    return {
        "duties": [(kinds.get(duty.kind).label, duty) for duty in queries.about_duties(case)],
        "grants": grants,
        "acts": acts,
        "today": today,
        "conclusion": Conclusion.objects.filter(case=case).first(),
        "ground": law.words_of(law.book().grounds, case.ground) if case.ground else "",
    }


DECIDED = {"thu-ly", "khong-thu-ly", "gia-han", "ket-luan", "co-quan-dieu-tra"}
STAGES: dict[str, tuple[str, ...]] = {
    "thu-ly": ("received",),
    "khong-thu-ly": ("received",),
    "chuyen": ("received",),
    "phuc-vu-quan-ly": ("received",),
    "luu-don": ("received",),
    "rut": ("received", "accepted"),
    "co-quan-dieu-tra": ("received", "accepted"),
    "gia-han": ("accepted",),
    "ket-luan": ("accepted",),
    "che": ("concluded",),
    "soat": ("concluded",),
    "cong-khai": ("concluded",),
}


def _fits(name: str, case: Case, may_decide: bool) -> bool:
    if name in DECIDED and not may_decide:
        return False
    return case.stage in STAGES.get(name, (case.stage,))


def _needs(case: Case, name: str, user: User) -> dict[str, Any]:
    if name == "trao-khoa":
        held = {grant.person_id for grant in services.living_grants(case)}
        able = queries.holders(case.unit, today=timezone.localdate())
        return {"people": [one for one in able if one.pk not in held]}
    if name == "thu-khoa":
        return {"people": [grant.person for grant in services.living_grants(case)]}
    if name in NEEDS_PAPER:
        newest = case.papers.filter(kind=Paper.Kind.REDACTION).last()
        return {"initial": {"paper": newest.uid if newest else ""}}
    return {}


def _said(refusal: Exception) -> str:
    """Give the sentence of a refusal; a box that does not open says only that."""
    if isinstance(refusal, sealing.SealError):
        return _("Niêm phong không nguyên vẹn: hồ sơ có thể đã bị sửa. Hãy báo hội đồng thanh tra.")
    if isinstance(refusal, ValueError):
        return str(services.ChoiceUnknown())
    return str(refusal)
