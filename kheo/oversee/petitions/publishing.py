"""What of a petition strangers may read: who is known to be in it, and words without them.

Words of the sender are public only as a clerk has confirmed them (`services.triage`). Words of
officers (answers, steps, reasons) are meant for all, and lose what is sure on their way out.
"""

from datetime import datetime

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import redaction
from kheo.foundation.documents import services as documents
from kheo.foundation.documents.redaction import Piece
from kheo.oversee.petitions.models import Petition

TITLE, TEXT = "title", "text"


def known(petition: Petition) -> list[str]:
    """List the people and the numbers that are known to be in it."""
    people = [petition.sender_name, petition.sender_phone, petition.sender_email]
    return [one for one in (*people, *petition.representatives.splitlines()) if one]


def for_strangers(petition: Petition, text: str) -> str:
    """Take out of an officer's words what must not be published."""
    return redaction.redact(text, known(petition)) if text else ""


def answer(petition: Petition) -> str:
    """Give the answer as everybody may read it."""
    return for_strangers(petition, petition.answer)


def proposed(petition: Petition, text: str) -> str:
    """Propose to the clerk what could be published of the sender's words."""
    return redaction.redact(text, known(petition))


def marked(petition: Petition) -> list[Piece]:
    """Mark in the sender's words what should be taken out, for the clerk's page."""
    return redaction.mark(petition.text, redaction.suggest(petition.text, known(petition)))


def telling(petition: Petition, *texts: str) -> list[Piece]:
    """List what must not be published and still stands in the words of a form."""
    people = known(petition)
    return [piece for text in texts for piece in redaction.pick(text, redaction.left(text, people))]


def confirm(
    petition: Petition, *, title: str, text: str, keep_reason: str, by: User, now: datetime
) -> None:
    """Let these be the public words; raise `documents.StillTelling` when they tell who it was."""
    for part, source, words in ((TITLE, petition.heading, title), (TEXT, petition.text, text)):
        documents.confirm_wording(
            subject=petition.subject,
            part=part,
            source=source,
            text=words,
            known=known(petition),
            keep_reason=keep_reason,
            by=by,
            now=now,
        )


def withdraw(petition: Petition, *, by: User, now: datetime) -> None:
    """Let nobody read its words any more."""
    documents.withdraw_wordings(subject=petition.subject, by=by, now=now, parts=(TITLE, TEXT))
