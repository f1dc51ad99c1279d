"""Says who may read the materials of a conference: its officers; strangers the public copies."""

from django.http import HttpRequest
from django.utils import timezone

from kheo.foundation.documents.models import StoredFile
from kheo.know.dissemination import permissions
from kheo.know.dissemination.models import Conference


def may_read_material(request: HttpRequest, file: StoredFile) -> bool:
    """Say whether the request comes from an officer who manages the conference."""
    pk = file.subject.removeprefix("conference:")
    found = Conference.objects.select_related("unit").filter(pk=int(pk)).first()
    today = timezone.localdate()
    return found is not None and permissions.may_manage(request.user, found.unit, today=today)


def may_read_copy(request: HttpRequest, file: StoredFile) -> bool:
    """Say that everybody gets what an officer made a public copy of."""
    return Conference.objects.filter(pk=int(file.subject.removeprefix("conference:"))).exists()
