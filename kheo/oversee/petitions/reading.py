"""Says as whom a request reads a petition, for its page and for its files alike."""

from django.http import HttpRequest
from django.utils import timezone

from kheo.foundation.documents.models import StoredFile
from kheo.oversee.petitions import permissions
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.queries import Reader

SECRET = "khoa"  # noqa: S105 - the name of the parameter, not a secret
LONGEST_SECRET = 64


def secret_in(request: HttpRequest) -> str:
    """Give the receipt's secret that came with the request, if any."""
    given = request.POST.get(SECRET) or request.GET.get(SECRET, "")
    return given[:LONGEST_SECRET]


def reader_of(request: HttpRequest, petition: Petition) -> Reader:
    """Say whether an officer, the sender or anybody asks; a visitor's session stays untouched."""
    if permissions.holds_receipt(petition, secret_in(request)):
        return Reader.SENDER
    if permissions.may_read(request.user, petition, today=timezone.localdate()):
        return Reader.OFFICER
    return Reader.PUBLIC


def may_read_file(request: HttpRequest, file: StoredFile) -> bool:
    """Say who sees a photo, a proof or an addition: its kind decides, then who asks."""
    pk = file.subject.removeprefix("petition:")
    petition = Petition.objects.select_related("unit").filter(pk=int(pk)).first()
    if petition is None:
        return False
    shown = {
        "petition.photo": petition.is_public and petition.are_photos_public,
        "petition.proof": petition.is_public and not petition.is_open,
    }
    return shown.get(file.holder, False) or reader_of(request, petition) > Reader.PUBLIC
