"""Each ended work year opens the duty to hold its conference."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.moments import start_of
from kheo.foundation.units import queries as units
from kheo.know.workplaces import queries, rules
from kheo.know.workplaces.models import Workplace
from kheo.know.workplaces.services.locking import locked


def open_due(*, now: datetime) -> int:
    """Open the duty of the last ended work year of every workplace; return how many were new.

    May run at any time and again. A workplace without a head is left for its list to show.
    """
    today = timezone.localdate(now)
    return sum(_open_one(pk, now) for pk in queries.owing(today))


@transaction.atomic
def _open_one(pk: int, now: datetime) -> int:
    return open_year(locked(Workplace(pk=pk)), now)


def open_year(workplace: Workplace, now: datetime) -> int:
    """Open what a workplace owes for its last ended year; return whether it was new."""
    year = workplace.last_ended(timezone.localdate(now))
    ended = workplace.year_end(year)
    subject = queries.duty_subject(workplace, year)
    is_met = workplace.conferences.filter(year=year, is_valid=True).exists()
    if is_met or ended < workplace.since or Duty.objects.filter(subject=subject).exists():
        return 0
    if units.current_head(workplace.body) is None:
        return 0
    kind = rules.kinds()[workplace.kind]
    with override(settings.LANGUAGE_CODE):
        work = _("%(conference)s năm %(year)s: %(place)s") % {
            "conference": kind.conference_name,
            "year": year,
            "place": workplace,
        }
    duties.owe(
        kind=queries.CONFERENCE,
        subject=subject,
        work=work,
        unit=workplace.unit,
        body=workplace.body,
        by=None,
        now=now,
        counted_from=start_of(ended),
        rule_code=kind.conference,
        url=workplace.get_absolute_url(),
        is_demo=workplace.is_demo,
    )
    return 1
