"""Reads of templates, reports in the making and snapshots."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.documents import storage
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.insight.reports import definitions
from kheo.insight.reports.definitions import Definition
from kheo.insight.reports.models import Making, Template, TemplateVersion

PAGE = 25


class UnknownTemplate(LookupError):
    """No template has this key, or none of its versions can be used."""


@dataclass(frozen=True)
class Choice:
    """A template to make a report of."""

    key: str
    title: str
    is_shipped: bool


def making(pk: int) -> Making | None:
    """Find a report with what a page or the worker needs of it."""
    related = ("unit", "by", "version__template", "version__file", "word", "pdf", "excel")
    return Making.objects.select_related(*related).filter(pk=pk).first()


def makings(user: User, *, today: date) -> QuerySet[Making]:
    """List the reports of units where the user writes, approves or reads, the newest first."""
    reach = [
        *units_where(user, "reports.read", today),
        *units_where(user, "reports.write", today),
        *units_where(user, "reports.approve", today),
    ]
    inside = Making.objects.none()
    for unit in {one.path: one for one in reach}.values():
        inside = inside | Making.objects.filter(unit__path__startswith=unit.path)
    return inside.select_related("unit", "by", "snapshot").order_by("-at", "-pk")


def templates(user: User, *, today: date) -> QuerySet[Template]:
    """List the templates in use where the user writes reports, with their versions."""
    inside = Template.objects.none()
    for unit in units_where(user, "reports.write", today):
        inside = inside | Template.objects.filter(unit__path__startswith=unit.path)
    versions = Prefetch("versions", TemplateVersion.objects.order_by("-number"))
    return inside.filter(is_active=True).select_related("unit").prefetch_related(versions)


def choices(user: User, *, today: date) -> list[Choice]:
    """List what a report can be made of: the product's templates, then those of the office."""
    shipped = [
        Choice(one.key, one.titled("…"), is_shipped=True)
        for one in definitions.all_reports().values()
    ]
    own = templates(user, today=today).filter(versions__problems=[]).distinct()
    return [*shipped, *(Choice(one.key, one.title, is_shipped=False) for one in own)]


def usable(key: str) -> TemplateVersion | None:
    """Return the last version of a template that has no problems."""
    found = TemplateVersion.objects.filter(problems=[], template__key=key, template__is_active=True)
    return found.select_related("template", "file").order_by("-number").first()


def definition(version: TemplateVersion, *, since: date, until: date) -> Definition:
    """Read an officer's template, to be filled like those of the product."""
    return Definition(
        key=version.template.key,
        title=version.template.title,
        since=since,
        until=until,
        is_public=False,
        data=storage.absolute(version.file.path).read_bytes(),
        number=version.number,
        names=version.names,
    )


def definition_of(made: Making) -> Definition:
    """Read the template that a report is made of; raises UnknownTemplate."""
    if made.version:
        return definition(made.version, since=made.since, until=made.until)
    if made.shipped not in definitions.all_reports():
        raise UnknownTemplate(made.shipped)
    return definitions.all_reports()[made.shipped]


def units_to_choose(user: User, *, on: date, today: date) -> list[Unit]:
    """Return the province and its communes of a day for which the user writes reports."""
    home = units.here(on=on)
    if home is None:
        return []
    every: Iterable[Unit] = [home, *units.communes(home, on=on)]
    reach = [one.path for one in units_where(user, "reports.write", today)]
    return [unit for unit in every if any(unit.path.startswith(path) for path in reach)]
