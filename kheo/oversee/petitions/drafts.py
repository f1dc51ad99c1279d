"""Keeps the files of a form that has an error, so that nobody has to choose them again."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kheo.foundation.documents import queries as documents
from kheo.foundation.documents import services as storing
from kheo.foundation.documents import uploads
from kheo.foundation.documents.models import StoredFile
from kheo.oversee.petitions import services
from kheo.oversee.petitions.forms import MOST_PHOTOS, MOST_SCANS, RegisterForm, SendForm

DROP = "drop"


def take(request: HttpRequest, form: SendForm | RegisterForm, *, now: datetime) -> list[StoredFile]:
    """Store the photos that came, keep those that came before, drop the unwanted.

    What is refused is said beside the field; everything else of the form is untouched.
    """
    return _take(request, form, now, _Field("photos", services.DRAFTS, MOST_PHOTOS, True))


def take_scans(request: HttpRequest, form: RegisterForm, *, now: datetime) -> list[StoredFile]:
    """Store the scanned pages that came, as `take` does the photos."""
    return _take(request, form, now, _Field("scans", services.SCAN_DRAFTS, MOST_SCANS, False))


@dataclass(frozen=True)
class _Field:
    """A field with files, where they wait, and how many may wait."""

    name: str
    holder: str
    most: int
    only_pictures: bool


def _take(
    request: HttpRequest, form: SendForm | RegisterForm, now: datetime, field: _Field
) -> list[StoredFile]:
    if form.draft is None:
        return []
    subject = services.draft_of(form.draft)
    held = _wanted(subject, field.holder, set(request.POST.getlist(DROP)))
    # An error takes the field's files out of the form; those that are good are kept all the same.
    came = form.cleaned_data.get(field.name, [])
    for refusal in uploads.refused(request, field.name):
        form.add_error(field.name, str(refusal))
    for upload in came:
        if len(held) == field.most:
            form.add_error(field.name, _("Chỉ nhận nhiều nhất %s tệp.") % field.most)
            break
        try:
            held.append(
                storing.store(
                    upload,
                    holder=field.holder,
                    subject=subject,
                    by=None,
                    now=now,
                    only_pictures=field.only_pictures,
                )
            )
        except storing.Refused as refusal:
            form.add_error(field.name, str(refusal))
    return held


def _wanted(subject: str, holder: str, dropped: set[str]) -> list[StoredFile]:
    files = list(documents.of(subject, holder))
    if dropped:
        storing.discard(file for file in files if str(file.key) in dropped)
    return [file for file in files if str(file.key) not in dropped]
