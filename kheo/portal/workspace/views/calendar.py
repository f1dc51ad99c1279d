"""The address of the own calendar of dates, and a new one when the old is in wrong hands."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import is_officer
from kheo.foundation.addresses import absolute
from kheo.foundation.duties import services


@never_cache
@login_required
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    path = reverse("duties:feed", args=[services.feed_token(_officer(request))])
    address = absolute(path)
    context = {"address": address, "path": path}
    return render(request, "workspace/calendar.html", context)


@login_required
@require_POST
def change_address(request: HttpRequest) -> HttpResponse:
    services.revoke_feed(by=_officer(request), now=timezone.now())
    messages.success(request, _("Đã đổi đường dẫn. Đường dẫn cũ không mở được nữa."))
    return redirect("workspace:calendar")


def _officer(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not is_officer(request.user):
        raise PermissionDenied(_("Chỉ cán bộ đang giữ chức vụ có lịch hạn."))
    return request.user
