"""What has to be there before a petition is closed: the handler's checklist."""

from dataclasses import dataclass

from kheo.foundation.duties import queries as duties
from kheo.foundation.duties.queries import Child
from kheo.oversee.petitions.models import Petition


@dataclass(frozen=True)
class Closing:
    """How ready a petition is to be answered; its children with what they gave."""

    children: list[Child]
    # The kind of petition of which people read what was absorbed.
    needs_absorbed: bool
    # Other petitions that the same answer closes.
    joined: int

    @property
    def waiting(self) -> int:
        """Count the bodies that have not given their part yet."""
        return sum(child.is_open for child in self.children)


def closing(petition: Petition) -> Closing:
    """Gather what the handler checks before the answer."""
    return Closing(
        children=duties.children(petition.duty),
        needs_absorbed=petition.kind == Petition.Kind.PROPOSAL,
        joined=petition.joined.filter(state__in=Petition.OPEN).count() if petition.is_open else 0,
    )
