"""Says who reads the files of a publication: the content everybody, the proof its officers."""

from django.http import HttpRequest
from django.utils import timezone

from kheo.foundation.documents.models import StoredFile
from kheo.know.disclosure import permissions
from kheo.know.disclosure.models import Publication
from kheo.know.disclosure.models.publications import SUBJECT


def _publication(file: StoredFile) -> Publication | None:
    pk = file.subject.removeprefix(SUBJECT)
    found = (
        Publication.objects.select_related("unit").filter(pk=int(pk)) if pk.isdecimal() else None
    )
    return found.first() if found is not None else None


def may_read_file(request: HttpRequest, file: StoredFile) -> bool:
    """Say whether the content is on this site today, or the request comes from its officer."""
    found, today = _publication(file), timezone.localdate()
    if found is None:
        return False
    if found.is_readable(today=today):
        return True
    return permissions.may_read(request.user, found.unit, today=today)


def may_read_proof(request: HttpRequest, file: StoredFile) -> bool:
    """Say whether the request comes from an officer: a photo of the board may show passers-by."""
    found = _publication(file)
    today = timezone.localdate()
    return found is not None and permissions.may_read(request.user, found.unit, today=today)
