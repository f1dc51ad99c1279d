"""What the holder of the receipt does later: the second instance, and taking it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kheo.foundation import tongues
from kheo.oversee.complaints import queries, reading, rules, services
from kheo.oversee.complaints.forms import AgainForm, WithdrawForm
from kheo.oversee.complaints.models import Complaint
from kheo.oversee.complaints.views import papers, shared
from kheo.oversee.petitions.permissions import holds_receipt


def _own(request: HttpRequest, code: str) -> Complaint:
    """Return the complaint whose receipt the request carries."""
    found = Complaint.objects.select_related(
        "petition__unit", "petition__duty__body__parent", "petition__duty__body__unit__parent"
    )
    complaint = get_object_or_404(found, petition__code=code)
    if not holds_receipt(complaint.petition, reading.secret_in(request)):
        raise PermissionDenied(_("Chỉ người giữ giấy biên nhận mới làm được việc này."))
    return complaint


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, code: str) -> HttpResponse:
    first, now = _own(request, code), timezone.now()
    if request.method != "POST":
        return _again_page(request, first, AgainForm(), [])
    form = AgainForm(request.POST, request.FILES)
    form.is_valid()
    held = papers.take(request, form, form.draft, now=now)
    if form.is_valid():
        try:
            second = services.complain_again(
                first=first,
                secret=reading.secret_in(request),
                papers=held,
                now=now,
                **{name: value for name, value in form.cleaned_data.items() if name != "scans"},
            )
        except shared.REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(shared.receipt_of(second.petition))
    return _again_page(request, first, form, held)


def _again_page(
    request: HttpRequest, first: Complaint, form: AgainForm, held: object
) -> HttpResponse:
    today = timezone.localdate()
    due = queries.filing(first)
    context = {
        "form": form,
        "first": first,
        "held": held,
        "secret": reading.secret_in(request),
        "track_url": shared.track_of(first.petition, reading.secret_in(request)),
        "may_go_on": queries.may_be_followed(first, today=today),
        "superior": queries.second_instance(first.petition.duty.body),
        "due": due,
        "is_late": due is not None and today > due.on,
        "reasons": due.explain(tongues.current()) if due else [],
        "court": rules.book().court,
        "today": today,
    }
    return render(request, "complaints/again.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    complaint, now = _own(request, code), timezone.now()
    today = timezone.localdate(now)
    form = WithdrawForm(request.POST if request.method == "POST" else None, today=today)
    secret = reading.secret_in(request)
    if form.is_bound and form.is_valid():
        try:
            services.withdraw(complaint=complaint, secret=secret, now=now, **form.cleaned_data)
        except shared.REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi nhận việc rút khiếu nại."))
            return redirect(shared.track_of(complaint.petition, secret))
    context = {
        "form": form,
        "complaint": complaint,
        "secret": secret,
        "track_url": shared.track_of(complaint.petition, secret),
        "basis": rules.book().partial_withdrawal.basis,
    }
    return render(request, "complaints/withdraw.html", context)
