"""Keeps the papers of a form that is not finished, so that nobody has to choose them again."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kheo.foundation.documents import queries as documents
from kheo.foundation.documents import services as storing
from kheo.foundation.documents import uploads
from kheo.foundation.documents.models import StoredFile
from kheo.oversee.complaints import services
from kheo.oversee.complaints.forms.fields import MOST_FILES

DROP = "drop"


def take(
    request: HttpRequest, form: Form, draft: uuid.UUID | str | None, *, now: datetime
) -> list[StoredFile]:
    """Store what came, keep what came before, drop the unwanted; refusals stand at the field."""
    if draft is None:
        return []
    subject = f"draft:{draft}"
    held = _wanted(subject, set(request.POST.getlist(DROP)))
    for refusal in uploads.refused(request, "scans"):
        form.add_error("scans", str(refusal))
    for upload in _uploaded(form):
        if len(held) == MOST_FILES:
            form.add_error("scans", _("Chỉ nhận nhiều nhất %s tệp.") % MOST_FILES)
            break
        try:
            held.append(_stored(upload, subject, request.user, now))
        except storing.Refused as refusal:
            form.add_error("scans", str(refusal))
    return held


def _uploaded(form: Form) -> Iterable[Any]:
    return getattr(form, "cleaned_data", {}).get("scans") or []


def _stored(upload: Any, subject: str, user: Any, now: datetime) -> StoredFile:
    by = user if user.is_authenticated else None
    return storing.store(upload, holder=services.DRAFTS, subject=subject, by=by, now=now)


def _wanted(subject: str, dropped: set[str]) -> list[StoredFile]:
    files = list(documents.of(subject, services.DRAFTS))
    if dropped:
        storing.discard(file for file in files if str(file.key) in dropped)
    return [file for file in files if str(file.key) not in dropped]
