"""Keeps the photos of a form that has an error, so that nobody has to choose them again."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kheo.foundation.documents import queries as documents
from kheo.foundation.documents import services as storing
from kheo.foundation.documents import uploads
from kheo.foundation.documents.models import StoredFile
from kheo.oversee.petitions import services
from kheo.oversee.petitions.forms import MOST_PHOTOS, RegisterForm, SendForm

DROP = "drop"


def take(request: HttpRequest, form: SendForm | RegisterForm, *, now: datetime) -> list[StoredFile]:
    """Store the photos that came, keep those that came before, drop the unwanted.

    What is refused is said beside the field; everything else of the form is untouched.
    """
    if form.draft is None:
        return []
    subject = services.draft_of(form.draft)
    held = _wanted(subject, set(request.POST.getlist(DROP)))
    for refusal in uploads.refused(request, "photos"):
        form.add_error("photos", str(refusal))
    for upload in form.cleaned_data.get("photos", []):
        if len(held) == MOST_PHOTOS:
            form.add_error("photos", _("Chỉ nhận nhiều nhất %s ảnh.") % MOST_PHOTOS)
            break
        try:
            held.append(
                storing.store(
                    upload,
                    holder=services.DRAFTS,
                    subject=subject,
                    by=None,
                    now=now,
                    only_pictures=True,
                )
            )
        except storing.Refused as refusal:
            form.add_error("photos", str(refusal))
    return held


def _wanted(subject: str, dropped: set[str]) -> list[StoredFile]:
    files = list(documents.of(subject, services.DRAFTS))
    if dropped:
        storing.discard(file for file in files if str(file.key) in dropped)
    return [file for file in files if str(file.key) not in dropped]
