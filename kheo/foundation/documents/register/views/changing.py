"""What keepers do to one document: a further file, a relation, its withdrawal."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kheo.foundation.documents.models import DocumentRelation, OfficialDocument
from kheo.foundation.documents.refusals import Refused
from kheo.foundation.documents.register import queries, services
from kheo.foundation.documents.register.errors import RegisterRefusal
from kheo.foundation.documents.register.forms import FileForm, RelateForm, WithdrawForm
from kheo.foundation.documents.register.views import shared


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def add_file(request: HttpRequest, pk: int) -> HttpResponse:
    found = shared.changeable(request, pk)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_version(
                document=found,
                upload=form.cleaned_data["file"],
                note=form.cleaned_data["note"],
                by=shared.officer(request),
                now=timezone.now(),
            )
            messages.success(request, _("Đã nhận tệp. Chữ trong tệp được đọc trong ít phút."))
            return redirect(found)
        except (Refused, RegisterRefusal) as refused:
            form.add_error("file", str(refused))
    return render(request, "register/file.html", {"form": form, "document": found})


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def relate(request: HttpRequest, pk: int) -> HttpResponse:
    found = shared.changeable(request, pk)
    user, today = shared.officer(request), timezone.localdate()
    form = RelateForm(request.POST or None)
    if request.method == "POST":
        fitting = queries.found_by_number(user, request.POST.get("typed", "")[:200], today=today)
        form.offer(fitting)
        target = form.chosen(fitting) if form.is_valid() else None
        if target and _related(request, form, found, target):
            return redirect("register:relate", found.pk)
    does, done = queries.relations_of(found, user, today=today)
    context = {"form": form, "document": found, "does": does, "done": done}
    return render(request, "register/relate.html", context)


def _related(
    request: HttpRequest, form: RelateForm, source: OfficialDocument, target: OfficialDocument
) -> bool:
    try:
        services.relate(
            source=source,
            target=target,
            kind=form.cleaned_data["kind"],
            by=shared.officer(request),
            now=timezone.now(),
        )
    except RegisterRefusal as refused:
        form.add_error("typed", str(refused))
        return False
    messages.success(request, _("Đã ghi mối liên hệ với %(document)s.") % {"document": target})
    return True


@login_required
@require_POST
def unrelate(request: HttpRequest, pk: int, relation: int) -> HttpResponse:
    found = shared.changeable(request, pk)
    rows = DocumentRelation.objects.filter(source=found) | DocumentRelation.objects.filter(
        target=found
    )
    services.unrelate(
        relation=get_object_or_404(rows, pk=relation),
        by=shared.officer(request),
        now=timezone.now(),
    )
    messages.success(request, _("Đã bỏ mối liên hệ."))
    return redirect("register:relate", found.pk)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = shared.changeable(request, pk)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            services.withdraw(
                document=found,
                reason=form.cleaned_data["reason"],
                by=shared.officer(request),
                now=timezone.now(),
            )
            messages.success(request, _("Đã rút %(document)s khỏi sổ.") % {"document": found})
        except RegisterRefusal as refused:
            messages.warning(request, str(refused))
        return redirect("register:desk")
    return render(request, "register/withdraw.html", {"form": form, "document": found})
