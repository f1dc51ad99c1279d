"""Work of a sender's machine is good for one sending."""

from kheo.know.comments.errors import ProofSpent
from kheo.know.comments.models import SpentProof
from kheo.know.comments.proof import Done


def spend(done: Done | None) -> None:
    """Note the work as used; raise ProofSpent when it was used before."""
    if done is None:
        return
    spent = SpentProof(challenge=done.challenge, until=done.until)
    # Whoever sends the same work in the same moment waits for the row and is then refused.
    _row, is_new = SpentProof.objects.get_or_create(
        challenge=spent.challenge, defaults={"until": spent.until}
    )
    if not is_new:
        raise ProofSpent
