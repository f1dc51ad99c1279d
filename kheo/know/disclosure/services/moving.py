"""The date of a publication follows the date of its duty."""

from kheo.foundation.duties.kinds import Change
from kheo.foundation.duties.models import Duty
from kheo.know.disclosure.models import Publication
from kheo.know.disclosure.models.publications import SUBJECT


def follow(duty: Duty, _change: Change) -> None:
    """Write a moved date, and another body that took over, on the publication."""
    found = Publication.objects.filter(pk=int(duty.subject.removeprefix(SUBJECT)))
    found.update(due_on=duty.due_on, body=duty.body)
