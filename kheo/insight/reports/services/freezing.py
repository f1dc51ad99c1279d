"""Freezes a report, lets somebody else approve it, and says what has changed since."""

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log
from kheo.insight.reports import numbers, permissions, queries, word
from kheo.insight.reports.errors import ChangedMeanwhile, NotReady
from kheo.insight.reports.filled import Figure
from kheo.insight.reports.models import Making, Snapshot
from kheo.insight.reports.periods import Window
from kheo.insight.reports.services.making import plain


@transaction.atomic
def freeze(*, making: Making, by: User, now: datetime) -> Snapshot:
    """Keep a report as it is; frozen twice it is the same. Raises NotReady."""
    if not permissions.may_write(by, making.unit):
        raise PermissionDenied
    making = Making.objects.select_for_update(of=("self",)).select_related("unit").get(pk=making.pk)
    if making.state != Making.State.READY:
        raise NotReady(_("Báo cáo chưa lập xong nên chưa chốt được."))
    if timezone.localdate(now) <= making.until:
        raise NotReady(_("Kỳ báo cáo chưa kết thúc, số còn thay đổi nên chưa chốt được."))
    snapshot, is_new = Snapshot.objects.get_or_create(
        making=making,
        defaults={"sha256": fingerprint(making), "frozen_by": by, "frozen_at": now},
    )
    if is_new:
        _note("report.frozen", snapshot, by, now)
    return snapshot


@transaction.atomic
def approve(*, snapshot: Snapshot, by: User, now: datetime) -> Snapshot:
    """Approve what somebody else made and froze. Raises ChangedMeanwhile."""
    snapshot = (
        Snapshot.objects.select_for_update(of=("self",))
        .select_related("making__unit")
        .get(pk=snapshot.pk)
    )
    making = snapshot.making
    if not permissions.may_approve(by, making.unit) or by.pk in (
        making.by_id,
        snapshot.frozen_by_id,
    ):
        raise PermissionDenied(_("Người lập hoặc chốt báo cáo không tự duyệt báo cáo đó."))
    if snapshot.approved_by_id:
        raise ChangedMeanwhile(_("Báo cáo này đã được duyệt."))
    if not is_whole(snapshot):
        raise ChangedMeanwhile(_("Bản chốt không còn khớp với mã SHA-256 nên không duyệt được."))
    snapshot.approved_by, snapshot.approved_at = by, now
    snapshot.save(update_fields=["approved_by", "approved_at"])
    _note("report.approved", snapshot, by, now)
    return snapshot


def fingerprint(making: Making) -> str:
    """Give the SHA-256 over figures, files, template, unit and period of a report."""
    files = {name: getattr(making, name).sha256 for name in ("word", "pdf", "excel")}
    written = json.dumps(
        [
            making.figures, making.checks, files, making.template_sha256, making.title,
            making.unit.code, making.since.isoformat(), making.until.isoformat(),
        ],
        ensure_ascii=False, sort_keys=True,
    )  # fmt: skip
    return sha256(written.encode()).hexdigest()


def is_whole(snapshot: Snapshot) -> bool:
    """Say whether the frozen report is the one that was fingerprinted."""
    return fingerprint(snapshot.making) == snapshot.sha256


def _note(action: str, snapshot: Snapshot, by: User, now: datetime) -> None:
    making = snapshot.making
    log.record(
        action=action, on=f"report:{making.pk}", at=now, by=by.username,
        unit_code=making.unit.code, detail={"sha256": snapshot.sha256},
    )  # fmt: skip


# --- What has changed since -------------------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    """One figure that is no longer what was frozen; `url` opens where it comes from today."""

    label: str
    unit: str
    period: str
    was: str
    now: str
    url: str


def compare(snapshot: Snapshot) -> list[Difference]:
    """Say what today's records and returns would print otherwise."""
    making = snapshot.making
    report = queries.definition_of(making)
    with override("vi"):
        asked = word.read(report.data, report.names).asked
        found = numbers.read(asked, making.unit, Window.of(making.since, making.until))
        today = {_key(figure): figure for figure in numbers.all_of(found)}
        return [
            Difference(
                one["label"], one["unit_name"], one["period"], one["text"], now.text, now.url
            )
            for one in making.figures
            if (now := today.get((one["address"], one["unit"], one["year"]))) is not None
            and _value(now) != one["value"]
        ]


def _key(figure: Figure) -> tuple[str, str, str]:
    return str(figure.address), figure.unit.code if figure.unit else "", figure.year


def _value(figure: Figure) -> str:
    return plain(figure.known.value) if figure.known else ""
