"""The page on which an officer covers a file, and makes the copy that everybody gets."""

import uuid
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import access, boxes, flattening, services, storage
from kheo.foundation.documents.boxes import Row
from kheo.foundation.documents.models import PublicCopy, StoredFile
from kheo.foundation.documents.services.copies import PDF

BACK = "ve"
# Pages shown at once; a longer file is covered by turning pages.
PAGES_SHOWN = 10


def _file(request: HttpRequest, key: uuid.UUID) -> StoredFile:
    found = get_object_or_404(StoredFile, key=key)
    if not access.may_publish(request, found):
        raise Http404(_("Không có tệp này, hoặc bạn không được công khai nó."))
    return found


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    file = _file(request, key)
    if request.method != "POST":
        return _page(request, file, _started(file))
    if "withdraw" in request.POST:
        services.withdraw_copy(file=file, by=_by(request), now=timezone.now())
        messages.success(request, _("Đã thôi công khai tệp này."))
        return redirect(_back(request, file))
    rows = boxes.read(request.POST)
    if any(row.error for row in rows):
        return _page(request, file, rows, _("Có ô che chưa đủ số. Xin xem lại."))
    covered = [box for box in (row.box() for row in rows) if box is not None]
    try:
        services.publish_copy(file=file, boxes=covered, by=_by(request), now=timezone.now())
    except services.Refused as refusal:
        return _page(request, file, rows, str(refusal))
    messages.success(request, _("Đã làm bản công khai. Người dân chỉ xem được bản này."))
    return redirect(_back(request, file))


def _by(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _back(request: HttpRequest, file: StoredFile) -> str:
    asked = request.POST.get(BACK) or request.GET.get(BACK, "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return file.cover_url


def _started(file: StoredFile) -> list[Row]:
    """Begin with the boxes of the present copy, else with what the text layer suggests."""
    made = PublicCopy.objects.filter(original=file).first()
    if made is not None:
        return [boxes.written(flattening.Box(**box)) for box in made.boxes]
    if file.media_type != PDF:
        return []
    try:
        found = flattening.suggest(_data(file), file.name)
    except services.Refused:
        return []
    return [boxes.written(one.box, str(one.kind.label)) for one in found if one.is_sure]


def _data(file: StoredFile) -> bytes:
    path = storage.absolute(file.path)
    if not path.is_file():
        raise Http404(_("Tệp này không còn trong kho."))
    return path.read_bytes()


def _page(
    request: HttpRequest, file: StoredFile, rows: list[Row], refusal: str = ""
) -> HttpResponse:
    pages, broken = _count(file)
    first = _first(request, pages)
    context: dict[str, Any] = {
        "file": file,
        "pages": range(first, min(pages, first + PAGES_SHOWN - 1) + 1),
        "count": pages,
        "rows": [*rows, *[Row(page=str(first))] * boxes.BLANK],
        "refusal": refusal or broken,
        "may_be_made": not broken,
        "is_published": PublicCopy.objects.filter(original=file).exists(),
        "back": request.POST.get(BACK) or request.GET.get(BACK, ""),
        "earlier": first - PAGES_SHOWN if first > 1 else 0,
        "later": first + PAGES_SHOWN if first + PAGES_SHOWN <= pages else 0,
    }
    return render(request, "documents/cover.html", context)


def _count(file: StoredFile) -> tuple[int, str]:
    """Count the pages; say in words why no copy can be made, if so."""
    if file.is_picture:
        return 1, ""
    if file.media_type != PDF:
        return 0, str(services.NotPublishable(file.name))
    try:
        return flattening.count(_data(file), file.name), ""
    except services.Refused as refusal:
        return 0, str(refusal)


def _first(request: HttpRequest, pages: int) -> int:
    asked = request.GET.get("trang", "")
    return min(int(asked), max(pages, 1)) if asked.isdecimal() and 0 < len(asked) < 5 else 1


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, key: uuid.UUID, number: int) -> HttpResponse:
    """Show one page of the original to the officer who covers it."""
    file = _file(request, key)
    data = _data(file)
    if file.media_type != PDF:
        return HttpResponse(data, content_type=file.media_type)
    if not 1 <= number <= flattening.count(data, file.name):
        raise Http404
    drawn = flattening.draw(data, number, file.name, edge=flattening.PREVIEW_EDGE)
    out = BytesIO()
    drawn.save(out, "JPEG", quality=80)
    return HttpResponse(out.getvalue(), content_type="image/jpeg")
