"""The page of one return: how it stands, its numbers, and the ways on."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kheo.foundation.accounts.models import User
from kheo.insight.returns import permissions, queries
from kheo.insight.returns.models import Return
from kheo.insight.returns.queries import approval


@never_cache
@require_GET
@login_required
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(
        Return.objects.owed().select_related("unit", "form", "version", "duty__body"), pk=pk
    )
    user, now = request.user, timezone.now()
    assert isinstance(user, User)
    assert found.version is not None
    if not permissions.may_see(user, found):
        raise PermissionDenied(_("Báo cáo này chỉ dành cho nơi gửi và nơi duyệt."))
    numbers = {cell.place: cell for cell in found.cells.all()}
    context = {
        "ret": found,
        "standing": queries.standing(found, now),
        "grid": queries.layout(found.version.asked, numbers),
        "may_enter": permissions.may_enter(user, found),
        "may_decide": any(permissions.may_decide(user, unit) for unit in approval.way(found)),
        "today": timezone.localdate(now),
    }
    return render(request, "returns/return.html", context)
