"""What several pages need: the unit of an address, the officer, acts as a page shows them."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts import doors
from kheo.foundation.accounts.models import User
from kheo.foundation.documents.uploads import refused
from kheo.foundation.units.models import Body, Unit
from kheo.know.disclosure import permissions, rules
from kheo.know.disclosure.errors import DisclosureError
from kheo.know.disclosure.models import Act, Publication

SECONDS_KEPT = 5


@dataclass(frozen=True)
class Shown:
    """One act in words: its channel, whether it is there, and what it lacks."""

    act: Act
    channel: rules.Channel
    is_there: bool
    # The day until which it should have stayed, where it ended before.
    too_short_until: date | None

    @property
    def tone(self) -> str:
        if not self.act.is_complete:
            return "soon"
        return "done" if self.is_there else ""


def shown(publication: Publication, acts: list[Act], *, today: date) -> list[Shown]:
    """Say of each act what a page says of it."""
    listing = rules.book().lists[publication.list_key]
    made = []
    for act in acts:
        last = listing.last_day(act.channel, act.since)
        is_short = last is not None and act.until is not None and act.until < last
        made.append(
            Shown(
                act,
                rules.book().channels[act.channel],
                act.is_going_on(today=today),
                last if is_short else None,
            )
        )
    return made


def unit_of(code: str) -> Unit:
    """Find the unit of a code, the living one first, else the one that ended last; or 404."""
    found = list(Unit.objects.filter(code=code).exclude(level=Unit.Level.VILLAGE))
    if not found:
        raise Http404
    return max(found, key=lambda unit: (unit.valid_to is None, unit.valid_to or date.max, unit.pk))


def ask_url(unit: Unit, words: str) -> str:
    """Give the address where a person asks for information, its words already there."""
    asked = urlencode({"commune": unit.full_name, "text": words})
    return f"{reverse('petitions:inform')}?{asked}"


# --- Officers ---------------------------------------------------------------------------------


def officer(request: HttpRequest) -> User:
    """Return the officer who sees disclosure somewhere, or refuse."""
    return doors.officer(request, permissions.READ, permissions.MANAGE)


def publication_of(request: HttpRequest, pk: int) -> Publication:
    """Return a publication that the officer may see, or refuse."""
    found = get_object_or_404(Publication.objects.with_names(), pk=pk)
    may_see(request, found.unit)
    return found


def kept_publication(request: HttpRequest, pk: int) -> Publication:
    """Return a publication that the officer changes, or refuse."""
    found = get_object_or_404(Publication.objects.with_names(), pk=pk)
    may_keep(request, found.unit)
    return found


def kept_act(request: HttpRequest, pk: int) -> Act:
    """Return an act that the officer changes, or refuse."""
    acts = Act.objects.select_related("publication__unit", "publication__body")
    found = get_object_or_404(acts, pk=pk)
    may_keep(request, found.publication.unit)
    return found


def kept_body(request: HttpRequest, pk: int) -> Body:
    """Return a body for which the officer publishes, or refuse."""
    body = get_object_or_404(Body.objects.select_related("unit"), pk=pk)
    may_keep(request, body.unit)
    return body


def may_see(request: HttpRequest, unit: Unit) -> None:
    if not permissions.may_read(officer(request), unit, today=timezone.localdate()):
        raise PermissionDenied(_("Bạn không theo dõi công khai của đơn vị này."))


def may_keep(request: HttpRequest, unit: Unit) -> None:
    if not permissions.may_manage(officer(request), unit, today=timezone.localdate()):
        raise PermissionDenied(_("Bạn không công khai thông tin cho đơn vị này."))


def refuse(form: Form, refusal: DisclosureError) -> None:
    """Say a refusal at its field, or on top of the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def refuse_uploads(request: HttpRequest, form: Form, field: str) -> None:
    """Name the files that were too large to come through."""
    for refusal in refused(request, field):
        form.add_error(field, str(refusal))
