"""Fills in the letters about a reception: what became of a matter, why somebody was refused."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.letter_sources import Prepared
from kheo.oversee.receptions import permissions, rules
from kheo.oversee.receptions.models import Matter, Visit

HOLDER = "reception.letter"


def prepare_result(user: User, pk: int, today: date) -> Prepared | None:
    """Give what is known of a matter for its notice; None for a denunciation and to strangers."""
    found = Matter.objects.select_related("visit__unit", "visit__body__unit", "petition__duty")
    matter = found.filter(pk=pk).exclude(kind=Matter.Kind.DENUNCIATION).first()
    if matter is None or not permissions.may_manage(user, matter.visit.unit, today=today):
        return None
    due = matter.petition.due_on if matter.petition else None
    told = {
        "matter": matter.content,
        "outcome": matter.result,
        "due_on": f"{due:%d/%m/%Y}" if due else "",
    }
    return _prepared(matter.visit, "reception_result", told)


def prepare_refusal(user: User, pk: int, today: date) -> Prepared | None:
    """Give what is known of a refused visit for its notice; None to strangers."""
    found = Visit.objects.select_related("unit", "body__unit").filter(pk=pk)
    visit = found.exclude(refusal_ground="").first()
    if visit is None or not permissions.may_manage(user, visit.unit, today=today):
        return None
    ground = next(one for one in rules.refusals() if one.code == visit.refusal_ground)
    return _prepared(visit, "reception_refused", {"reason": f"{ground.vi}: {visit.refusal_note}"})


def _prepared(visit: Visit, key: str, told: dict[str, str]) -> Prepared:
    return Prepared(
        title=_("Lượt tiếp số %(number)s") % {"number": visit},
        body=visit.body,
        holder=HOLDER,
        keys=(key,),
        fields={
            "visitor": visit.name,
            "visitor_address": visit.address,
            "visited_on": f"{timezone.localdate(visit.received_at):%d/%m/%Y}",
            **told,
        },
        back_url=visit.get_absolute_url(),
    )
