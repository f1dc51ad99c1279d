"""What officers do with a content: publish, record where it was shown, prove, correct, withdraw."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kheo.foundation.documents.refusals import Refused
from kheo.foundation.duties.services import DutyError
from kheo.know.disclosure import rules, services
from kheo.know.disclosure.errors import DisclosureError
from kheo.know.disclosure.forms import ActForm, LackForm, ProofForm, ReasonForm
from kheo.know.disclosure.models import Act, Lack, Publication
from kheo.know.disclosure.views import office, shared


def _done(form: Form, act: Callable[[], object], field: str = "") -> bool:
    """Do one thing; a refusal goes to its field."""
    try:
        act()
    except DisclosureError as refusal:
        shared.refuse(form, refusal)
    except Refused as refusal:
        form.add_error(field or None, str(refusal))
    except DutyError as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


@login_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    found = shared.kept_publication(request, pk)
    try:
        services.publish_here(publication=found, by=shared.officer(request), now=timezone.now())
    except (DisclosureError, DutyError) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã đăng lên trang. Người dân đọc được từ bây giờ."))
    return redirect("disclosure:work", found.pk)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Record one showing."""
    found = shared.kept_publication(request, pk)
    user = shared.officer(request)
    initial = {"channel": request.GET.get("hinh-thuc", ""), "done_by": str(user)}
    form = ActForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST":
        shared.refuse_uploads(request, form, "proof")
        if form.is_valid() and _done(form, lambda: _shown(found, form, request), "proof"):
            return redirect("disclosure:work", found.pk)
    return _act_page(request, found, form)


def _shown(found: Publication, form: ActForm, request: HttpRequest) -> None:
    made = services.show(
        publication=found,
        showing=form.showing(),
        submission_key=form.cleaned_data["submission_key"],
        by=shared.officer(request),
        now=timezone.now(),
    )
    _say(request, found, made)


def _say(request: HttpRequest, found: Publication, act: Act) -> None:
    if act.is_complete:
        messages.success(request, _("Đã ghi nơi công khai."))
        return
    if not act.is_proven:
        messages.warning(request, _("Đã ghi, nhưng chưa có bằng chứng nên chưa tính là xong."))
        return
    last = rules.book().lists[found.list_key].last_day(act.channel, act.since)
    said = _(
        "Đã ghi, nhưng chưa đủ thời gian: hình thức này phải đến hết %(day)s mới tính là xong."
    )
    messages.warning(request, said % {"day": f"{last:%d/%m/%Y}"})


def _act_page(
    request: HttpRequest, found: Publication, form: ActForm, old: Act | None = None
) -> HttpResponse:
    today = timezone.localdate()
    listing = rules.book().lists[found.list_key]
    days = [
        (channel, (listing.last_day(key, today), listing.advised_day(key, today)))
        for key, channel in rules.book().channels.items()
        if listing.holds(today) and listing.last_day(key, today)
    ]
    context = {
        "publication": found,
        "unit": found.unit,
        "form": form,
        "old": old,
        "days": days,
        "today": today,
    }
    return render(request, "disclosure/act.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a right act in the place of a wrong one."""
    old = shared.kept_act(request, pk)
    names = ("channel", "place", "since", "until", "done_by")
    form = ActForm(
        request.POST or None,
        request.FILES or None,
        is_correction=True,
        initial={name: getattr(old, name) for name in names},
    )
    if request.method == "POST":
        shared.refuse_uploads(request, form, "proof")
        if form.is_valid() and _done(form, lambda: _corrected(old, form, request), "proof"):
            return redirect("disclosure:work", old.publication_id)
    return _act_page(request, old.publication, form, old)


def _corrected(old: Act, form: ActForm, request: HttpRequest) -> None:
    made = services.correct(
        act=old,
        showing=form.showing(),
        reason=form.cleaned_data["reason"],
        submission_key=form.cleaned_data["submission_key"],
        by=shared.officer(request),
        now=timezone.now(),
    )
    _say(request, old.publication, made)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest, pk: int) -> HttpResponse:
    """Add proof that came later."""
    act = shared.kept_act(request, pk)
    form = ProofForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        shared.refuse_uploads(request, form, "proof")
        if form.is_valid() and _done(form, lambda: _proven(act, form, request), "proof"):
            return redirect("disclosure:work", act.publication_id)
    channel = rules.book().channels[act.channel]
    context = {"publication": act.publication, "act": act, "channel": channel, "form": form}
    return render(request, "disclosure/prove.html", context)


def _proven(act: Act, form: ProofForm, request: HttpRequest) -> None:
    files = form.cleaned_data["proof"]
    made = services.prove(act=act, files=files, by=shared.officer(request), now=timezone.now())
    _say(request, act.publication, made)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a showing was not so."""
    act = shared.kept_act(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user, now = shared.officer(request), timezone.now()
        reason = form.cleaned_data["reason"]
        if _done(form, lambda: services.withdraw_act(act=act, reason=reason, by=user, now=now)):
            messages.success(request, _("Đã rút lần công khai này."))
            return redirect("disclosure:work", act.publication_id)
    channel = rules.book().channels[act.channel]
    context = {"publication": act.publication, "act": act, "channel": channel, "form": form}
    return render(request, "disclosure/withdraw_act.html", context)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a content with its reason."""
    found = shared.kept_publication(request, pk)
    form = ReasonForm(request.POST, auto_id="reason_%s")
    if form.is_valid():
        user, now = shared.officer(request), timezone.now()
        reason = form.cleaned_data["reason"]
        if _done(
            form, lambda: services.withdraw(publication=found, reason=reason, by=user, now=now)
        ):
            messages.success(request, _("Đã rút nội dung; lý do được công khai."))
            return redirect("disclosure:work", found.pk)
    return office.work_page(request, found, form)


@login_required
@require_POST
def lack(request: HttpRequest, body: int) -> HttpResponse:
    """State that the place has no such channel."""
    found = shared.kept_body(request, body)
    form = LackForm(request.POST)
    if form.is_valid():
        data, user = form.cleaned_data, shared.officer(request)
        if _done(
            form, lambda: services.state_lack(body=found, by=user, now=timezone.now(), **data)
        ):
            messages.success(request, _("Đã ghi: nơi này không có hình thức đó."))
            return redirect("disclosure:office", found.unit_id)
    for errors in form.errors.values():
        messages.error(request, str(errors[0]))
    return redirect("disclosure:office", found.unit_id)


@login_required
@require_POST
def end_lack(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Lack.objects.select_related("body__unit"), pk=pk)
    shared.may_keep(request, found.body.unit)
    services.end_lack(lack=found, by=shared.officer(request), now=timezone.now())
    messages.success(request, _("Đã ghi: nơi này có hình thức đó."))
    return redirect("disclosure:office", found.body.unit_id)
