"""Many documents from one sheet: read, shown with every mistake at its cell, then entered."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kheo.foundation.documents import storage
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.documents.register import bulk, sheets
from kheo.foundation.documents.register.forms import SheetForm
from kheo.foundation.documents.register.issuers import Directory
from kheo.foundation.documents.register.views import shared
from kheo.foundation.documents.services import keep_made

WAITING = "document.sheet.draft"
SHOWN = 200


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def sheet(request: HttpRequest) -> HttpResponse:
    shared.officer(request)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read()
        try:
            return _preview(request, data, form.cleaned_data["submission_key"])
        except sheets.SheetUnreadable as unreadable:
            form.add_error("file", str(unreadable))
    return render(request, "register/sheet.html", {"form": form})


def _preview(request: HttpRequest, data: bytes, key: uuid.UUID) -> HttpResponse:
    user = shared.officer(request)
    today = timezone.localdate()
    rows = bulk.check(
        sheets.read(data), directory=Directory(user, today=today), by=user, today=today
    )
    StoredFile.objects.filter(holder=WAITING, subject=f"{key}", stored_by=user).update(
        subject=f"{key} cũ"
    )
    keep_made(
        sheets.kept(data),
        name="danh-sach.xlsx",
        holder=WAITING,
        subject=f"{key}",
        by=user,
        now=timezone.now(),
    )
    faulty = [row for row in rows if row.faults]
    repeated = [row for row in rows if row.existing]
    context = {
        "key": key,
        "good": len(rows) - len(faulty) - len([row for row in repeated if not row.faults]),
        "total": len(rows),
        "faulty": faulty[:SHOWN],
        "repeated": repeated[:SHOWN],
        "doubtful": [row for row in rows if row.doubts and row.is_good][:SHOWN],
    }
    return render(request, "register/preview.html", context)


@login_required
@require_POST
def confirm(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Enter the good rows of the sheet that waits under the key."""
    user, now = shared.officer(request), timezone.now()
    today = timezone.localdate(now)
    waiting = StoredFile.objects.filter(holder=WAITING, subject=f"{key}", stored_by=user).last()
    if waiting is None:
        raise Http404(_("Bảng này không còn chờ. Xin tải lên lại."))
    read = sheets.read(storage.absolute(waiting.path).read_bytes())
    rows = bulk.check(read, directory=Directory(user, today=today), by=user, today=today)
    entered = bulk.enter(rows, key=key, by=user, now=now, today=today)
    count = len(entered.documents)
    told = ngettext("Đã vào sổ %(count)s văn bản", "Đã vào sổ %(count)s văn bản", count)
    related = _("đã nối %(count)s văn bản với văn bản cấp trên") % {"count": entered.related}
    messages.success(request, f"{told % {'count': count}}; {related}.")
    return redirect("register:desk")
