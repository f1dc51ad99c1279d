"""The sealed log of a territory, for those who audit it."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may_anywhere
from kheo.portal.workspace import queries
from kheo.portal.workspace.forms import LogForm
from kheo.portal.workspace.queries import LogPage


@never_cache
@login_required
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    reader, today = request.user, timezone.localdate()
    if not isinstance(reader, User) or not may_anywhere(reader, "log.read", today=today):
        raise PermissionDenied(_("Chỉ thanh tra, kiểm tra đọc nhật ký."))
    form, after = LogForm(request.GET), request.GET.get("sau", "")
    page, duty = LogPage([]), None
    if form.is_valid():
        search = form.search
        page = queries.log_page(search, reader=reader, today=today, after=after)
        duty = queries.duty_of(search.subject) if search.subject else None
    context = {"form": form, "page": page, "duty": duty, "after": after}
    return render(request, "workspace/log.html", context)
