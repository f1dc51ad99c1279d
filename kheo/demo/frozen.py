"""Reports of the invented province: made of Word templates, frozen, approved by somebody else."""

import uuid
from datetime import date, datetime
from random import Random

from kheo.demo import people
from kheo.demo.people import Staff
from kheo.demo.words import told
from kheo.insight.reports import definitions, queries
from kheo.insight.reports.definitions import Definition
from kheo.insight.reports.models import Making, TemplateVersion
from kheo.insight.reports.services import freezing, making, templates
from kheo.insight.returns.periods import Period

LONG, SHORT = "nghi-quyet-25", "dan-chu-dan-van"


def live(staff: Staff, period: Period, *, now: datetime) -> None:
    """Make the ten-year report and the half-year's, the latter of an office's own template."""
    random = Random(people.RETURNS_SEED)  # noqa: S311
    shipped = definitions.all_reports()
    long = shipped[LONG]
    _approved(staff, _made(staff, long, None, (long.since, long.until), random, now), now)
    version = templates.begin(
        title=told("returns")["template"], unit=staff.province, data=shipped[SHORT].data,
        name=f"{SHORT}.docx", by=staff.reporter, now=now,
    )  # fmt: skip
    days = (period.start, period.end)
    own = queries.definition(version, since=days[0], until=days[1])
    _approved(staff, _made(staff, own, version, days, random, now), now)


def _made(
    staff: Staff,
    report: Definition,
    version: TemplateVersion | None,
    days: tuple[date, date],
    random: Random,
    now: datetime,
) -> Making:
    asked = making.ask(
        report=report, version=version, unit=staff.province, since=days[0], until=days[1],
        submission_key=uuid.UUID(int=random.getrandbits(128), version=4), by=staff.reporter,
        now=now,
    )  # fmt: skip
    # At once; the worker finds it done.
    making.make(making=asked.pk, now=now)
    asked.refresh_from_db()
    return asked


def _approved(staff: Staff, made: Making, now: datetime) -> None:
    snapshot = freezing.freeze(making=made, by=staff.reporter, now=now)
    freezing.approve(snapshot=snapshot, by=staff.chair, now=now)
