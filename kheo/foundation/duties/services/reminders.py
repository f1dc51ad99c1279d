"""Reminding the head before and after a date passes, once per occasion."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.clock.book import default_calendar
from kheo.foundation.duties import queries
from kheo.foundation.duties.deadlines import Reminders, default_reminders
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.duties.services.steps import write
from kheo.foundation.units import queries as units

BATCH = 500


@transaction.atomic
def escalate(*, now: datetime, size: int = BATCH) -> list[Step]:
    """Note on each duty whose day has come that its head is reminded; return the new steps.

    At most `size` at a time: call again until nothing comes. What is missed while nothing
    runs is made up for by one reminder, and the same day never brings two.
    """
    today, reminders = timezone.localdate(now), default_reminders()
    near = queries.to_remind_of(today, reminders)
    waiting = [duty.pk for duty in near.iterator() if _is_time(duty, today, reminders)][:size]
    locked = near.filter(pk__in=waiting).select_for_update(of=("self",), skip_locked=True)
    return [_remind(duty, today, now) for duty in locked.with_names()]


def _is_time(duty: Duty, today: date, reminders: Reminders) -> bool:
    day = reminders.latest(duty.due_on, duty.warn_on, today=today, calendar=default_calendar())
    if day is None or day < timezone.localdate(duty.opened_at):
        return False
    return duty.escalated_on is None or duty.escalated_on < day


def _remind(duty: Duty, today: date, now: datetime) -> Step:
    duty.escalated_on = today
    if duty.head.until is not None and duty.head.until <= today:
        # The post has ended: whoever heads the body now answers for what it still owes.
        duty.head = units.current_head(duty.body) or duty.head
    duty.save(update_fields=["escalated_on", "head"])
    if duty.is_late(today=today):
        text = _("Quá hạn từ %(on)s") % {"on": f"{duty.due_on:%d/%m/%Y}"}
    else:
        text = _("Sắp đến hạn %(on)s") % {"on": f"{duty.due_on:%d/%m/%Y}"}
    return write(duty, Step.Kind.ESCALATED, by=None, now=now, text=text)
