"""Who may not touch a case because it names them; asked inside the box, never written down."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kheo.foundation.accounts import queries as accounts
from kheo.foundation.accounts.models import User
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Body
from kheo.oversee.denunciations import naming
from kheo.oversee.denunciations.models import Paper


class Readable(Protocol):
    """A box that opens its papers by kind."""

    def all_of(self, *kinds: str) -> list[dict[str, Any]]: ...


@sensitive_variables()
def names(person: User, texts: Iterable[str], *, now: datetime) -> bool:
    """Say whether a person, or a post that the person holds, is named in the texts."""
    posts = accounts.appointments_of(person, today=timezone.localdate(now))
    titles = [appointment.post.title for appointment in posts]
    return naming.is_named([person.full_name], titles, texts)


@sensitive_variables()
def names_head(body: Body, texts: Iterable[str], *, now: datetime) -> bool:
    """Say whether the one who heads a body is named, by name or by post."""
    post = units.current_head(body)
    if post is None:
        return False
    person = accounts.person_in(post, today=timezone.localdate(now))
    called = [person.full_name] if person else []
    return naming.is_named(called, [post.title], texts)


@sensitive_variables()
def is_barred(person: User, box: Readable, *, now: datetime) -> bool:
    """Say whether the papers of a case name a person, or say that the person stands aside."""
    kinds = (Paper.Kind.CONTENT, Paper.Kind.ADDITION, Paper.Kind.IDENTITY)
    if names(person, (line for said in box.all_of(*kinds) for line in lines(said)), now=now):
        return True
    aside = {said.get("person") for said in box.all_of(Paper.Kind.ASIDE)}
    return person.pk in aside


def lines(said: dict[str, Any]) -> list[str]:
    """Give every line of a paper in which somebody may be named."""
    people = [*said.get("accused", []), *said.get("denouncers", [])]
    found = [str(said.get("text", "")), str(said.get("heading", ""))]
    found += [f"{one.get('name', '')} {one.get('position', '')}" for one in people]
    found += [str(one.get("position", "")) for one in people]
    return found
