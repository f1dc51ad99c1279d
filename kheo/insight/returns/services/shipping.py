"""Takes in the forms that come with the product; nobody owes them by that alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

import yaml
from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from kheo.foundation.log import services as log
from kheo.foundation.units.models import Unit
from kheo.insight.returns import catalogue, periods, senders
from kheo.insight.returns.definition import Definition
from kheo.insight.returns.differences import differences
from kheo.insight.returns.models import Assignment, Form, FormVersion
from kheo.insight.returns.services.defining import unfit

FORMS = catalogue.DATA / "forms"


class BadForm(ValueError):
    """A file of a form cannot be taken; the message names it and says what is wrong."""


@dataclass(frozen=True)
class Shipped:
    """One form of the product, read and checked."""

    key: str
    title: str
    basis: str
    sender: str
    period_kind: str
    definition: Definition

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file; raises BadForm."""
        try:
            written = yaml.safe_load(path.read_text(encoding="utf-8"))
            found = cls._of(written)
        except (yaml.YAMLError, ValueError, KeyError, TypeError, LookupError) as problem:
            raise BadForm(f"{path.name}: {problem}") from problem
        if problems := unfit(found.definition):
            raise BadForm(f"{path.name}: {' '.join(problems)}")
        return found

    @classmethod
    def _of(cls, written: Mapping[str, Any]) -> Self:
        suggests = written["suggests"]
        return cls(
            key=written["key"],
            title=written["title"],
            basis=written["basis"],
            sender=senders.sender(suggests["sender"]).key,
            period_kind=periods.kind(suggests["period"]).key,
            definition=Definition.read(written["definition"]),
        )


def shipped(folder: Path = FORMS) -> list[Shipped]:
    """Read all forms of the product; raises BadForm."""
    return [Shipped.read(path) for path in sorted(folder.glob("*.yaml"))]


@transaction.atomic
def load_forms(*, now: datetime, folder: Path = FORMS) -> int:
    """Take in what is new, and say how much; a version that officers made is left alone."""
    return sum(_load(one, now) for one in shipped(folder))


def _load(one: Shipped, now: datetime) -> int:
    form, is_new = Form.objects.get_or_create(
        key=one.key, defaults={"title": one.title, "basis": one.basis}
    )
    form = Form.objects.select_for_update().get(pk=form.pk)
    last = form.versions.order_by("-number").first()
    if last is not None and not _is_older(last, form, one):
        return 0
    with override(settings.LANGUAGE_CODE):
        changes = differences(last.asked if last else None, one.definition)
    made = FormVersion.objects.create(
        form=form,
        number=last.number + 1 if last else 1,
        definition=one.definition.write(),
        published_at=now,
        changes=changes,
    )
    log.record(
        action="form.shipped",
        on=f"form:{form.key}",
        at=now,
        detail={"version": made.number, "is_new": is_new},
    )
    return 1


def _is_older(last: FormVersion, form: Form, one: Shipped) -> bool:
    """Whether the product's own version is in force and asks something else than the file."""
    is_ours = form.owner_id is None and last.is_published and last.published_by_id is None
    return is_ours and last.asked != one.definition


@transaction.atomic
def assign_shipped(*, unit: Unit, since: date) -> int:
    """Lay the forms of the product on those who usually send them, as an example does."""
    made = 0
    for one in shipped():
        _row, is_new = Assignment.objects.get_or_create(
            form=Form.objects.get(key=one.key),
            sender=one.sender,
            unit=unit,
            period_kind=one.period_kind,
            since=since,
        )
        made += is_new
    return made
