"""Who may read, write and approve reports."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.units.models import Unit
from kheo.insight.reports.definitions import Definition
from kheo.insight.reports.models import Making, Template


def may_read(user: User | AnonymousUser, report: Definition, unit: Unit) -> bool:
    """Everybody reads public reports; others need the right to read reports there."""
    return report.is_public or (isinstance(user, User) and may(user, "reports.read", unit))


def may_write(user: User | AnonymousUser, unit: Unit) -> bool:
    """Say whether the user makes templates, reports and snapshots of a unit."""
    return may(user, "reports.write", unit)


def may_approve(user: User | AnonymousUser, unit: Unit) -> bool:
    """Say whether the user approves frozen reports of a unit."""
    return may(user, "reports.approve", unit)


def may_see(user: User | AnonymousUser, unit: Unit) -> bool:
    """Say whether the user reads reports that were made of a unit."""
    return any(may(user, f"reports.{one}", unit) for one in ("read", "write", "approve"))


def may_read_file(request: HttpRequest, file: StoredFile) -> bool:
    """Let those read a template or a made report who may see reports of its unit."""
    kind, _colon, key = file.subject.partition(":")
    if not key.isdigit():
        return False
    model = {"report": Making, "report_template": Template}.get(kind)
    found = model.objects.select_related("unit").filter(pk=key).first() if model else None  # type: ignore[attr-defined]
    return found is not None and may_see(request.user, found.unit)
