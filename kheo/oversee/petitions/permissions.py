"""Who may do what with a petition: the posts of its unit, and whoever holds its receipt."""

from datetime import date
from hashlib import sha256
from secrets import compare_digest

from django.contrib.auth.models import AnonymousUser

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions.models import Petition

Person = User | AnonymousUser


def may_register(user: Person, unit: Unit, *, today: date) -> bool:
    """Say whether the user enters paper, calls and visits for the unit."""
    return _may(user, "petitions.register", unit, today)


def may_triage(user: Person, petition: Petition, *, today: date) -> bool:
    """Say whether the user decides where it goes and what of it is shown."""
    return _may(user, "petitions.triage", petition.unit, today)


def may_seal(user: Person, petition: Petition, *, today: date) -> bool:
    """Say whether the user may take a denunciation out of it: its clerk, or who handles those."""
    is_appointed = _may(user, "denunciations.handle", petition.unit, today)
    return is_appointed or may_triage(user, petition, today=today)


def may_answer(user: Person, petition: Petition, *, today: date) -> bool:
    """Say whether the user may answer: nobody else has it, or the user gives out the work."""
    if not may_work_in_unit(user, petition, today=today):
        return False
    is_free = petition.duty.person_id in (None, user.pk)
    return is_free or may_assign(user, petition, today=today)


def may_work_in_unit(user: Person, petition: Petition, *, today: date) -> bool:
    """Say whether the user answers petitions of the unit, this one or others."""
    return _may(user, "petitions.answer", petition.unit, today)


def may_read(user: Person, petition: Petition, *, today: date) -> bool:
    """Say whether the user reads all of it, the sender's name and contact too."""
    return _may(user, "petitions.read", petition.unit, today)


def may_assign(user: Person, petition: Petition, *, today: date) -> bool:
    """Say whether the user gives it to a handler."""
    return _may(user, "duties.assign", petition.unit, today)


def _may(user: Person, capability: str, unit: Unit, today: date) -> bool:
    return isinstance(user, User) and may(user, capability, unit, today=today)


def holds_receipt(petition: Petition, secret: str) -> bool:
    """Say whether the secret is the one on the petition's receipt."""
    return compare_digest(hash_of(secret), petition.secret_hash)


def hash_of(secret: str) -> str:
    """Give what is stored of a secret."""
    return sha256(secret.encode()).hexdigest()
