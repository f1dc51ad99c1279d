"""Says who may read the papers that people left at a reception: officers of the unit."""

from django.http import HttpRequest
from django.utils import timezone

from kheo.foundation.documents.models import StoredFile
from kheo.oversee.receptions import permissions
from kheo.oversee.receptions.models import Matter, Visit

SECRET = "khoa"  # noqa: S105 - the name of the parameter, not a secret
LONGEST_SECRET = 40


def secret_in(request: HttpRequest) -> str:
    """Give the key that came with the request, if any."""
    given = request.POST.get(SECRET) or request.GET.get(SECRET, "")
    return given[:LONGEST_SECRET]


def may_read_file(request: HttpRequest, file: StoredFile) -> bool:
    """Say whether the request comes from an officer who keeps the book of the matter's unit."""
    pk = file.subject.removeprefix("matter:")
    found = Matter.objects.select_related("visit__unit").filter(pk=int(pk)).first()
    today = timezone.localdate()
    return found is not None and permissions.may_manage(request.user, found.visit.unit, today=today)


def may_read_letter(request: HttpRequest, file: StoredFile) -> bool:
    """Say whether the request comes from an officer of the unit whose letter it is."""
    kind, _sep, pk = file.subject.partition(":")
    visits = Visit.objects.select_related("unit")
    found = visits.filter(**({"matters": int(pk)} if kind == "matter" else {"pk": int(pk)})).first()
    today = timezone.localdate()
    return found is not None and permissions.may_manage(request.user, found.unit, today=today)
