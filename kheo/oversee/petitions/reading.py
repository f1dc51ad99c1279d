"""Says as whom a request reads a petition, for its page and for its files alike."""

from django.http import HttpRequest
from django.utils import timezone

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties import permissions as duties
from kheo.foundation.duties.models import Duty
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
    """Say who sees a photo, a proof or an addition as it came: officers and its sender."""
    pk = file.subject.removeprefix("petition:")
    petition = Petition.objects.select_related("unit").filter(pk=int(pk)).first()
    if petition is None:
        return False
    if reader_of(request, petition) > Reader.PUBLIC:
        return True
    # Who was answered together with another sees the same proof.
    is_proof = file.holder == "petition.proof" and not petition.is_open
    secret = secret_in(request)
    return is_proof and any(permissions.holds_receipt(one, secret) for one in petition.joined.all())


def may_read_copy(request: HttpRequest, file: StoredFile) -> bool:
    """Say who sees the public copy of a file: everybody, once the petition is public so far."""
    pk = file.subject.removeprefix("petition:")
    petition = Petition.objects.select_related("unit").filter(pk=int(pk)).first()
    if petition is None:
        return False
    shown = {
        "petition.photo.public": petition.is_public and petition.are_photos_public,
        "petition.proof.public": petition.is_public and not petition.is_open,
    }
    return shown.get(file.holder, False) or reader_of(request, petition) > Reader.PUBLIC


def may_publish_file(request: HttpRequest, file: StoredFile) -> bool:
    """Say who makes public copies: the clerk of all of them, who answers of the proof."""
    pk = file.subject.removeprefix("petition:")
    petition = Petition.objects.select_related("unit").filter(pk=int(pk)).first()
    if petition is None:
        return False
    today = timezone.localdate()
    if permissions.may_triage(request.user, petition, today=today):
        return True
    is_proof = file.holder == "petition.proof"
    return is_proof and permissions.may_work_in_unit(request.user, petition, today=today)


def may_read_letter(request: HttpRequest, file: StoredFile) -> bool:
    """Say who reads an official letter here: officers; the person gets it on paper or by mail."""
    pk = file.subject.removeprefix("petition:")
    petition = Petition.objects.select_related("unit").filter(pk=int(pk)).first()
    return petition is not None and permissions.may_read(
        request.user, petition, today=timezone.localdate()
    )


def may_read_help(request: HttpRequest, file: StoredFile) -> bool:
    """Say who sees what a helping body handed over: that body, and who asked for it."""
    today = timezone.localdate()
    child = Duty.objects.select_related("unit").filter(proof=file, parent__isnull=False).first()
    if child is None or not isinstance(request.user, User):
        return False
    if duties.may_read(request.user, child, today=today):
        return True
    petition = Petition.objects.select_related("unit").filter(duty=child.parent_id).first()
    return petition is not None and permissions.may_read(request.user, petition, today=today)
