"""Says who sees the papers of a complaint: its sender and the officers who settle it."""

from django.http import HttpRequest
from django.utils import timezone

from kheo.foundation.documents.models import StoredFile
from kheo.oversee.complaints import permissions
from kheo.oversee.complaints.models import Complaint
from kheo.oversee.petitions.permissions import holds_receipt

SECRET = "khoa"  # noqa: S105 - the name of the parameter, not a secret
LONGEST_SECRET = 64
# What the sender reads of what the officers keep: minutes and the decision, not their findings.
OF_SENDER = ("complaint.paper", "complaint.minutes", "complaint.decision")


def secret_in(request: HttpRequest) -> str:
    """Give the receipt's secret that came with the request, if any."""
    given = request.POST.get(SECRET) or request.GET.get(SECRET, "")
    return given[:LONGEST_SECRET]


def may_read_file(request: HttpRequest, file: StoredFile) -> bool:
    """Say who sees a paper, a finding, the minutes or the decision."""
    pk = int(file.subject.rpartition(":")[2])
    found = Complaint.objects.select_related("petition__unit").filter(pk=pk).first()
    if found is None:
        return False
    if file.holder in OF_SENDER and holds_receipt(found.petition, secret_in(request)):
        return True
    return permissions.may_read(request.user, found, today=timezone.localdate())
