"""Says of a petition at which reception it began."""

from datetime import datetime

from django.utils.translation import gettext as _

from kheo.oversee.petitions.models import Petition
from kheo.oversee.receptions.models import Matter


def beginning(petition: Petition) -> tuple[str, datetime, str] | None:
    """Give the first event of a petition that was brought to a reception: title, moment, words."""
    if petition.channel != Petition.Channel.COUNTER:
        return None
    matter = Matter.objects.filter(petition=petition).select_related("visit__leader", "visit__body")
    found = matter.first()
    if found is None:
        return None
    visit = found.visit
    who = visit.leader or visit.body
    words = _("%(kind)s, số %(number)s trong sổ tiếp công dân; người tiếp: %(who)s") % {
        "kind": visit.get_kind_display(),
        "number": visit,
        "who": who,
    }
    return _("Trình bày tại buổi tiếp công dân"), visit.received_at, words
