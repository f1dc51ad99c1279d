"""Stops keeping an upload that is too large while it still arrives.

The rest of the form is read as usual, so that nothing that was typed is lost;
the form asks `refused` which files did not come through.
"""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from kheo.foundation.documents.refusals import TooLarge

_NOTED = "kheo.refused_uploads"
# Where a room that says itself what is too large lets a file arrive whole (request.META).
MOST = "kheo.largest_upload"


class LimitedUpload(FileUploadHandler):
    """The first of the handlers: it sees each chunk before anything is kept of it."""

    is_whole_too_large = False

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        self.is_whole_too_large = content_length > settings.KHEO_MAX_REQUEST_BYTES

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.is_whole_too_large:
            self._skip(settings.KHEO_MAX_REQUEST_BYTES)
        if start + len(raw_data) > self._most:
            self._skip(self._most)
        return raw_data

    @property
    def _most(self) -> int:
        own = self.request.META.get(MOST) if self.request is not None else None
        return own or settings.KHEO_MAX_FILE_BYTES

    def file_complete(self, file_size: int) -> None:
        return None

    def _skip(self, most: int) -> None:
        if self.request is not None:
            noted = self.request.META.setdefault(_NOTED, [])
            noted.append((self.field_name, TooLarge(self.file_name or "", most=most)))
        raise SkipFile


def refused(request: HttpRequest, field: str) -> list[TooLarge]:
    """List the files of a field that were too large to be taken in."""
    noted: list[tuple[str, TooLarge]] = request.META.get(_NOTED, [])
    return [refusal for name, refusal in noted if name == field]
