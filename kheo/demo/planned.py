"""Invented targets of the province and its communes; those of a published text are the text's."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from kheo.demo.people import Staff
from kheo.demo.words import told
from kheo.foundation.figures.addresses import Address
from kheo.insight.targets import services


def live(staff: Staff, *, now: datetime) -> None:
    """Set this year's targets; the basis says that they are invented."""
    said = told("returns")["targets"]
    communes = [desk.unit.pk for desk in staff.desks]
    for address, number in said["communes"].items():
        plan = _plan(address, said["basis"], now)
        services.set_many(
            plan=plan, numbers=dict.fromkeys(communes, Decimal(number)), by=staff.chair, now=now
        )
    for address, number in said["province"].items():
        plan = _plan(address, said["basis"], now)
        services.set_target(
            unit=staff.province, plan=plan, planned=Decimal(number), by=staff.chair, now=now
        )
    services.adopt_returned(by=staff.chair, now=now)


def _plan(address: str, basis: str, now: datetime) -> services.Plan:
    year = timezone.localdate(now).year
    return services.Plan(
        address=Address.parse(address),
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        basis=basis,
    )
