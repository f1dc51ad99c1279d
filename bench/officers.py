"""The officers who look: one of the busiest commune, one of the whole province."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.utils import timezone

from bench import data
from kheo.foundation.accounts import services as accounts
from kheo.foundation.accounts.models import User
from kheo.foundation.units import services as units
from kheo.foundation.units.models import Body


def clerks(*, now: datetime) -> tuple[User, User]:
    """Give the clerk of the busiest commune and that of the province, made once."""
    busiest = Body.objects.get(pk=data.commune_places()[0][2])
    above = Body.objects.get(unit=busiest.unit.parent_id, kind=busiest.kind)
    return _clerk("bench-xa", busiest, now), _clerk("bench-tinh", above, now)


def editor(*, now: datetime) -> User:
    """Give the one who edits the lists of the whole province, made once."""
    busiest = Body.objects.get(pk=data.commune_places()[0][2])
    above = Body.objects.get(unit=busiest.unit.parent_id, kind=busiest.kind)
    return _clerk("bench-bien-tap", above, now, role="editor")


def _clerk(username: str, body: Body, now: datetime, *, role: str = "clerk") -> User:
    found = User.objects.filter(username=username).first()
    if found is not None:
        return found
    person = accounts.open_account(
        username=username, full_name=username, email="", by=None, now=now, unit=body.unit
    )
    post = units.add_post(body=body, title=f"Văn thư {username}", role=role, by="bench", now=now)
    accounts.appoint(person=person, post=post, since=timezone.localdate(now), by=None, now=now)
    # Officers work only after a second factor; nobody signs in with this one.
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "-"})
    return person
