"""Who keeps the register of a unit, and who may know of a document."""

from datetime import date

from django.db.models import Q

from kheo.foundation.accounts import queries as accounts
from kheo.foundation.accounts.permissions import Somebody, may, may_anywhere
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.models.register import OfficialDocumentQuerySet
from kheo.foundation.units.models import Unit

REGISTER = "documents.register"


def may_register(user: Somebody, unit: Unit, *, today: date) -> bool:
    """Say whether the user enters documents into the unit's register."""
    return may(user, REGISTER, unit, today=today)


def may_change(user: Somebody, document: OfficialDocument, *, today: date) -> bool:
    """Say whether the user corrects, relates and withdraws a document."""
    return may(user, REGISTER, document.kept_by, today=today)


def may_read(user: Somebody, document: OfficialDocument, *, today: date) -> bool:
    """Say whether the user may know of a document: all of what is public, else its keepers."""
    return document.is_public or may_change(user, document, today=today)


def readable(user: Somebody, *, today: date) -> OfficialDocumentQuerySet:
    """Return the standing documents that the user may know of."""
    standing = OfficialDocument.objects.standing()
    public = Q(visibility=OfficialDocument.Visibility.PUBLIC)
    if not may_anywhere(user, REGISTER, today=today):
        return standing.filter(public)
    for path in accounts.units_where(user, REGISTER, today).values_list("path", flat=True):
        public |= Q(kept_by__path__startswith=path)
    return standing.filter(public)


def keeps_any(user: Somebody, *, today: date) -> bool:
    """Say whether the user keeps the register of some unit (for doors and menus)."""
    return may_anywhere(user, REGISTER, today=today)
