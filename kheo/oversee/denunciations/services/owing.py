"""The duties of a case: they carry its code, its dates, and fixed sentences."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.oversee.denunciations import apps
from kheo.oversee.denunciations.models import Case

Outcome = Duty.Outcome


def on_arrival(
    case: Case, wants_protection: bool, is_again: bool, *, by: User | None, now: datetime
) -> None:
    """Owe what the arrival of a denunciation starts."""
    # A denunciation of what was settled before is reviewed by its own rule (TC-AGAIN-01).
    owe(case, "review" if is_again else "assess", by=by, at=case.received_at)
    if wants_protection:
        owe(case, "protect", by=by, at=case.received_at)


def owe(case: Case, kind: str, *, by: User | None, at: datetime) -> Duty:
    """Owe one thing in a case, counted from a moment."""
    label, _rule = apps.KINDS[kind]
    with override(settings.LANGUAGE_CODE):
        work = f"{label} {case.code}"
    return duties.owe(
        kind=f"denunciation.{kind}",
        subject=case.subject,
        work=work,
        unit=case.unit,
        body=case.body,
        by=by,
        now=at,
        url=case.get_absolute_url(),
        is_demo=case.is_demo,
    )


def duty(case: Case, kind: str) -> Duty | None:
    """Give the open duty of a kind, if there is one."""
    found = Duty.objects.open().filter(subject=case.subject, kind=f"denunciation.{kind}")
    return found.select_related("unit", "body", "head").first()


def keep(
    case: Case, kind: str, *, by: User, now: datetime, outcome: Duty.Outcome = Outcome.DONE
) -> Duty | None:
    """Close the open duty of a kind with a sentence that says nothing of the matter."""
    found = duty(case, kind)
    if found is None:
        return None
    with override(settings.LANGUAGE_CODE):
        result = _("Đã làm xong; kết quả nằm trong hồ sơ niêm phong.")
    return duties.close(found, result=result, by=by, now=now, outcome=outcome)


def keep_all(case: Case, *, by: User, now: datetime, outcome: Duty.Outcome) -> None:
    """Close whatever is still owed, because the case has ended."""
    for kind in apps.KINDS:
        keep(case, kind, by=by, now=now, outcome=outcome)
