"""Who may do what with a complaint: handlers of the competent body, its head, and the sender."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import held, may
from kheo.foundation.accounts.roles import roles_with
from kheo.foundation.units.models import Unit
from kheo.oversee.complaints.models import Complaint
from kheo.oversee.complaints.rules import book
from kheo.oversee.petitions import permissions as petitions

Person = User | AnonymousUser


def may_enter(user: Person, unit: Unit, *, today: date) -> bool:
    """Say whether the user enters complaints that came on paper for the unit."""
    return petitions.may_register(user, unit, today=today)


def may_describe(user: Person, complaint: Complaint, *, today: date) -> bool:
    """Say whether the user completes what the paper says."""
    if is_accused(user, complaint):
        return False
    return may_handle(user, complaint, today=today) or may_enter(
        user, complaint.petition.unit, today=today
    )


def may_read(user: Person, complaint: Complaint, *, today: date) -> bool:
    """Say whether the user reads all of it; whose act it is about, only where that head decides."""
    if is_accused(user, complaint):
        return may_decide(user, complaint, today=today)
    return may_handle(user, complaint, today=today) or petitions.may_read(
        user, complaint.petition, today=today
    )


def may_handle(user: Person, complaint: Complaint, *, today: date) -> bool:
    """Say whether the user accepts, verifies, invites; never the one complained against."""
    if is_accused(user, complaint):
        return False
    return may(user, "complaints.handle", complaint.petition.unit, today=today)


def may_decide(user: Person, complaint: Complaint, *, today: date) -> bool:
    """Say whether the user heads the body that decides; who stands above it decides elsewhere."""
    if (
        is_accused(user, complaint)
        and not book().instances[complaint.instance].head_decides_own_act
    ):
        return False
    signing = roles_with("complaints.decide")
    body = complaint.petition.duty.body_id
    return any(post.body == body and post.role in signing for post in held(user, today))


def is_accused(user: Person, complaint: Complaint) -> bool:
    """Say whether the complaint is about an act of this very person."""
    return user.pk is not None and complaint.is_about_an_act_of == user.pk
