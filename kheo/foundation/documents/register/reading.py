"""Who may read the files of the register."""

from django.http import HttpRequest
from django.utils import timezone

from kheo.foundation.documents.models import DocumentVersion, StoredFile
from kheo.foundation.documents.register import permissions


def may_read_file(request: HttpRequest, file: StoredFile) -> bool:
    """Let everybody have what is public of a public document, and keepers everything."""
    version = (
        DocumentVersion.objects.filter(file=file).first()
        or DocumentVersion.objects.filter(safe_copy=file).first()
    )
    if version is None:
        return False
    document = version.document
    if permissions.may_change(request.user, document, today=timezone.localdate()):
        return True
    return document.is_public and version.public_file == file
