"""Takes every word of a complaint away when the petition turns out to be a denunciation."""

from datetime import datetime

from django.db import transaction

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import queries as documents
from kheo.foundation.documents import services as storing
from kheo.oversee.complaints.models import Complaint, Execution, Publication
from kheo.oversee.petitions.models import Petition


@transaction.atomic
def emptied(petition: Petition, by: User, now: datetime) -> None:
    """Remove the record with all that was said in it; petitions keeps code, number and dates."""
    found = Complaint.objects.filter(pk=petition.pk).first()
    if found is None:
        return
    found.seconds.update(first=None, first_decision=petition.code)
    Publication.objects.filter(decision=found.pk).delete()
    Execution.objects.filter(decision=found.pk).delete()
    if hasattr(found, "decision"):
        found.decision.delete()
    found.delete()
    storing.discard(documents.of(f"complaint:{petition.pk}"))
