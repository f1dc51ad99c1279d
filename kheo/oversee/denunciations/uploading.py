"""Keeps uploads in memory, where Django would write large ones to a temporary file in clear."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

from kheo.foundation.documents.uploads import LimitedUpload


class InMemory(MemoryFileUploadHandler):
    """Takes every file, whatever its size; `LimitedUpload` before it bounds what may come."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True


def keep_in_memory(request: HttpRequest) -> None:
    """Choose the handlers before anything of the form is read."""
    request.upload_handlers = [LimitedUpload(request), InMemory(request)]
