"""What several pages need: the document that may be read or changed, the officer, the next page."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import kinds
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.register import permissions

SECONDS_KEPT = 5


def readable(request: HttpRequest, pk: int) -> OfficialDocument:
    """Find a document that the reader may know of; for everybody else there is none."""
    rows = OfficialDocument.objects.light().select_related("unit", "kept_by", "issuer")
    found = get_object_or_404(rows, pk=pk)
    if not permissions.may_read(request.user, found, today=timezone.localdate()):
        raise Http404(_("Không có văn bản này."))
    return found


def officer(request: HttpRequest) -> User:
    """Return the officer who keeps a register somewhere, or refuse."""
    user = request.user
    if not isinstance(user, User) or not permissions.keeps_any(user, today=timezone.localdate()):
        raise PermissionDenied(_("Tài khoản của bạn không có quyền mở trang này."))
    return user


def changeable(request: HttpRequest, pk: int) -> OfficialDocument:
    """Return a document that the officer keeps, or refuse."""
    user = officer(request)
    found = readable(request, pk)
    if not permissions.may_change(user, found, today=timezone.localdate()):
        raise PermissionDenied(_("Bạn không giữ sổ văn bản của đơn vị này."))
    return found


def dressed(document: OfficialDocument, *, today: date) -> OfficialDocument:
    """Put on a document what its line shows: the kind's name and the state of the day."""
    document.kind_name = kinds.kinds()[document.kind].name  # type: ignore[attr-defined]
    document.state = document.state_on(today)  # type: ignore[attr-defined]
    return document
