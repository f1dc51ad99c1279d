"""The one door to private files: ask the room that holds them, then send."""

import uuid

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kheo.foundation.documents import access, storage
from kheo.foundation.documents.allowed import BY_MEDIA_TYPE
from kheo.foundation.documents.models import StoredFile

SMALL_TYPE = "image/webp"
# A file may not run, load or send anything, whatever is in it.
SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"


@require_safe
def file(request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
    found = get_object_or_404(StoredFile, key=key)
    if not access.may_read(request, found):
        # A stranger learns neither what is in the file nor that there is one.
        raise Http404(_("Không có tệp này, hoặc bạn không được xem."))
    is_small = "nho" in request.GET and bool(found.small_path)
    etag = f'"{found.sha256[:32]}{"-nho" if is_small else ""}"'
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or _sent(found, is_small=is_small)
    response.headers["ETag"] = etag
    patch_cache_control(response, private=True, max_age=600)
    return response


def _sent(found: StoredFile, *, is_small: bool) -> HttpResponseBase:
    path = storage.absolute(found.small_path if is_small else found.path)
    if not path.is_file():
        raise Http404(_("Tệp này không còn trong kho."))
    kind = BY_MEDIA_TYPE.get(found.media_type)
    response = FileResponse(
        path.open("rb"),
        as_attachment=kind is None or kind.picture is None,
        filename=found.name,
        content_type=SMALL_TYPE if is_small else found.media_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
