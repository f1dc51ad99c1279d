"""Gives posts to people and takes them back, and makes accounts of officers."""

from collections.abc import Callable
from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts import permissions
from kheo.foundation.accounts.models import Appointment, User
from kheo.foundation.accounts.roles import roles
from kheo.foundation.log import services as log
from kheo.foundation.units import services as units
from kheo.foundation.units.models import Body, Post, Succession, Unit


class AccountsError(Exception):
    """Says in one sentence why an appointment cannot be made or ended."""


class NoSuchRole(AccountsError):
    """law/roles.yaml knows no role of this name."""


class AlreadyAppointed(AccountsError):
    """The person holds the post already."""


class SeatTaken(AccountsError):
    """Another person heads the body; end that appointment first."""


class EndsBeforeItBegins(AccountsError):
    """An appointment lasts at least a day."""


class NotAHeir(AccountsError):
    """The unit is not what the body's unit became."""


@transaction.atomic
def open_account(
    *, username: str, full_name: str, email: str, by: User | None, now: datetime, unit: Unit
) -> User:
    """Make the account of a future officer, without a password; “forgotten password” sets one."""
    _demand(by, unit, now)
    person = User(username=username, full_name=full_name, email=email)
    person.set_unusable_password()
    person.full_clean()
    person.save()
    if email:
        # The administrator vouches for it; without that no second factor could be set up.
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    _log("account.opened", f"user:{person.pk}", by, now, unit, username=username)
    return person


@transaction.atomic
def appoint(
    *, person: User, post: Post, since: date, by: User | None, now: datetime
) -> Appointment:
    """Give a post to a person from a day on. `by` is None only for commands of the operator."""
    unit = post.body.unit
    _demand(by, unit, now)
    if post.role not in roles():
        raise NoSuchRole(_("Không có vai trò %(role)s.") % {"role": post.role})
    # Two administrators may fill the chair together: the post's row decides who was first.
    Post.objects.select_for_update().get(pk=post.pk)
    sitting = Appointment.objects.filter(post=post, until__isnull=True)
    if sitting.filter(person=person).exists():
        raise AlreadyAppointed(_("Người này đang giữ chức vụ này."))
    if post.is_head and sitting.exists():
        raise SeatTaken(_("Chức vụ đứng đầu đang có người; cho thôi trước khi bổ nhiệm."))
    appointment = Appointment.objects.create(person=person, post=post, since=since)
    permissions.forget(person)
    _log(
        "person.appointed", f"user:{person.pk}", by, now, unit,
        post=post.title, role=post.role, since=since.isoformat(),
    )  # fmt: skip
    return appointment


@transaction.atomic
def dismiss(
    *, appointment: Appointment, until: date, by: User | None, now: datetime
) -> Appointment:
    """End an appointment; `until` is the first day without the post."""
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    unit = appointment.post.body.unit
    _demand(by, unit, now)
    if until <= appointment.since:
        raise EndsBeforeItBegins(_("Ngày thôi chức vụ phải sau ngày bổ nhiệm."))
    appointment.until = until
    appointment.save(update_fields=["until"])
    permissions.forget(appointment.person)
    _log(
        "person.dismissed", f"user:{appointment.person_id}", by, now, unit,
        post=appointment.post.title, until=until.isoformat(),
    )  # fmt: skip
    return appointment


@transaction.atomic
def hand_over(
    *,
    body: Body,
    to: Unit,
    by: User | None,
    now: datetime,
    keep: Callable[[Appointment], bool] = lambda _appointment: True,
) -> Body:
    """Let a body go on in a unit that its own became, after each appointment was looked at.

    An appointment that `keep` refuses ends on the day of the change. Nothing moves by itself: the
    list of what waits is `queries.left_behind`.
    """
    change = Succession.objects.filter(predecessor=body.unit, successor=to).first()
    if change is None:
        raise NotAHeir(_("%(unit)s không kế tục đơn vị của cơ quan.") % {"unit": to.full_name})
    _demand(by, to, now)
    sitting = Appointment.objects.on(timezone.localdate(now)).filter(post__body=body)
    for appointment in sitting.select_related("post__body__unit", "person"):
        if not keep(appointment):
            dismiss(appointment=appointment, until=change.on, by=by, now=now)
        permissions.forget(appointment.person)
    return units.move_body(body=body, to=to, basis=change.legal_basis, by=_name(by), now=now)


def _demand(by: User | None, unit: Unit, now: datetime) -> None:
    if by and not permissions.may(by, "units.manage", unit, today=timezone.localdate(now)):
        raise PermissionDenied(_("Bạn không quản lý cơ quan, chức vụ ở đơn vị này."))


def _name(by: User | None) -> str:
    return by.username if by else ""


def _log(
    action: str, on: str, by: User | None, now: datetime, unit: Unit, **detail: object
) -> None:
    log.record(action=action, on=on, by=_name(by), at=now, unit_code=unit.code, detail=detail)
