"""Has the worker build a report: asked once, told how far it is, stopped, tried again."""

import uuid
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from procrastinate.contrib.django import app

from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.documents.services import files
from kheo.foundation.log import services as log
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese.text import fold
from kheo.insight.checks import text
from kheo.insight.reports import (
    blocks,
    building,
    excel,
    filling,
    marks,
    permissions,
    printed,
    queries,
)
from kheo.insight.reports.definitions import Definition
from kheo.insight.reports.errors import ReportError
from kheo.insight.reports.filled import Built, Check, Figure
from kheo.insight.reports.models import Making, TemplateVersion

HOLDER = "report.made"
TASK = "reports.make"
State = Making.State


class Stopped(Exception):
    """Somebody stopped the making."""


def ask(
    *, report: Definition, version: TemplateVersion | None, unit: Unit, since: date, until: date,
    submission_key: uuid.UUID, by: User, now: datetime,
) -> Making:  # fmt: skip
    """Ask the worker for a report; the same press gives the same one."""
    if not permissions.may_write(by, unit):
        raise PermissionDenied
    with transaction.atomic():
        making, is_new = Making.objects.get_or_create(
            submission_key=submission_key,
            defaults={
                "shipped": "" if version else report.key,
                "version": version,
                "title": report.titled(unit.name),
                "unit": unit,
                "since": since,
                "until": until,
                "by": by,
                "at": now,
            },
        )
        if is_new:
            log.record(
                action="report.asked", on=f"report:{making.pk}", at=now, by=by.username,
                unit_code=unit.code,
            )  # fmt: skip
            app.configure_task(TASK).defer(making=making.pk)
    return making


@transaction.atomic
def cancel(*, making: Making, by: User, now: datetime) -> Making:
    """Stop a report that is being made; the worker sees it at its next step."""
    if not permissions.may_write(by, making.unit):
        raise PermissionDenied
    making = Making.objects.select_for_update(of=("self",)).get(pk=making.pk)
    if making.is_moving:
        making.state, making.finished_at = State.CANCELLED, now
        making.save(update_fields=["state", "finished_at"])
        log.record(
            action="report.stopped", on=f"report:{making.pk}", at=now, by=by.username,
            unit_code=making.unit.code,
        )  # fmt: skip
    return making


def make(*, making: int, now: datetime) -> None:
    """Build a report; may be called again after a crash, and does nothing when it is done."""
    row = queries.making(making)
    if row is None or not row.is_moving:
        return
    try:
        _make(row, now)
    except Stopped:
        return
    except (ReportError, LookupError) as problem:
        _fail(row, str(problem))


def give_up(*, making: int) -> None:
    """Say that a report could not be built, when trying again does not help."""
    row = queries.making(making)
    if row is not None:
        _fail(row, _("Máy gặp lỗi khi lập báo cáo này. Xin lập lại, hoặc báo người quản trị."))


def _make(row: Making, now: datetime) -> None:
    step = _steps(row.pk)
    step(gettext_noop("Đọc mẫu"), 2)
    report = queries.definition_of(row)
    built = building.build(
        report=report, unit=row.unit, since=row.since, until=row.until, now=now, step=step
    )
    step(gettext_noop("Xếp trang PDF"), 60)
    pdf = printed.apart(
        built.word, title=built.title, author=building.issuer(row.unit),
        made_on=built.made_on,
    )  # fmt: skip
    step(gettext_noop("Ghi bảng Excel"), 90)
    with override("vi"):
        table = excel.render(built)
    step(gettext_noop("Cất tệp"), 97)
    _keep(row, report, built, {"word": built.word, "pdf": pdf, "excel": table}, now)


def _steps(pk: int) -> Callable[[str, int], None]:
    def step(words: str, percent: int) -> None:
        """Say how far it is; stop when somebody stopped it."""
        moving = Making.objects.filter(pk=pk, state__in=(State.WAITING, State.BUILDING))
        if not moving.update(state=State.BUILDING, step=words, percent=percent):
            raise Stopped

    return step


@transaction.atomic
def _keep(
    row: Making, report: Definition, built: Built, made: dict[str, bytes], now: datetime
) -> None:
    row = Making.objects.select_for_update(of=("self",)).select_related("unit", "by").get(pk=row.pk)
    if not row.is_moving:
        raise Stopped
    for name, data in made.items():
        setattr(row, name, _stored(row, name, data, now))
    row.template_sha256 = sha256(report.data).hexdigest()
    row.figures = [figure_json(figure) for figure in built.figures]
    row.checks = [*(check_json(check) for check in built.checks), *_wording(built.word)]
    row.made_on = built.made_on
    row.state, row.step, row.percent = State.READY, "", 100
    row.finished_at = timezone.now()
    row.save()


_ENDINGS = {"word": "docx", "pdf": "pdf", "excel": "xlsx"}


def _stored(row: Making, name: str, data: bytes, now: datetime) -> StoredFile:
    said = f"{slugify(fold(row.title))[:60]}-{row.since:%Y%m}-{row.until:%Y%m}.{_ENDINGS[name]}"
    return files.keep_made(
        data, name=said, holder=HOLDER, subject=f"report:{row.pk}", by=row.by, now=now
    )


def _fail(row: Making, message: str) -> None:
    moving = Making.objects.filter(pk=row.pk, state__in=(State.WAITING, State.BUILDING))
    words = message or _("Không lập được báo cáo.")
    moving.update(state=State.FAILED, message=words, finished_at=timezone.now())


def figure_json(figure: Figure) -> dict[str, Any]:
    """Write a figure as it is kept: by unit's code and address, which outlive the database."""
    unit = figure.unit
    return {
        "address": str(figure.address),
        "label": figure.label,
        "unit": unit.code if unit else "",
        "unit_name": unit.full_name if unit else "",
        "text": figure.text,
        "value": plain(figure.known.value) if figure.known else "",
        "period": figure.period,
        "year": figure.year,
        "source": filling.source(figure),
        "url": figure.url,
        "is_missing": figure.known is None,
        "is_estimate": figure.is_estimate,
    }


def check_json(check: Check) -> dict[str, str]:
    """Write what a check said."""
    finding = check.finding
    return {"title": finding.title, "verdict": finding.verdict, "arithmetic": finding.arithmetic}


def _wording(data: bytes) -> list[dict[str, str]]:
    """Read the report's own words over: what officers typed by hand is checked as well."""
    held = blocks.read(data).blocks
    words = "\n".join(one.text for one in held if isinstance(one, blocks.Paragraph))
    return [
        {
            "title": marks.shown(words[one.start : one.end]),
            "verdict": one.verdict.value,
            "arithmetic": one.why,
        }
        for one in text.check(words)
        if one.verdict is text.Verdict.INCONSISTENT
    ]


def plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
