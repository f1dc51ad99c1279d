"""The keeper's desk: what is in the register, entering one document, correcting it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kheo.foundation.documents import numbers, storage
from kheo.foundation.documents.models import DocumentVersion, OfficialDocument, StoredFile
from kheo.foundation.documents.refusals import Refused
from kheo.foundation.documents.register import extracting, queries, services, suggesting
from kheo.foundation.documents.register.errors import RegisterRefusal
from kheo.foundation.documents.register.forms import DraftForm, EntryForm
from kheo.foundation.documents.register.forms.entry import filled, of_document
from kheo.foundation.documents.register.issuers import Directory
from kheo.foundation.documents.register.services.versions import DRAFTS
from kheo.foundation.documents.register.views import shared
from kheo.foundation.paging import CURSOR, links, page
from kheo.foundation.vietnamese import dates

FIRST_PAGES = 1


@never_cache
@require_GET
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    user = shared.officer(request)
    today = timezone.localdate()
    found = queries.desk(user, today=today).annotate(files=Count("versions"))
    if words := request.GET.get("q", "")[:200]:
        found = found.filter(pk__in=[one.pk for one in _found(user, words)])
    cut = page(found, request.GET.get(CURSOR, ""))
    unread = DocumentVersion.Reading.UNREADABLE
    context = {
        "documents": [shared.dressed(one, today=today) for one in cut.items],
        "typed": words,
        "unread": set(
            DocumentVersion.objects.filter(document__in=cut.items, reading=unread).values_list(
                "document_id", flat=True
            )
        ),
        **links(request, cut),
    }
    return render(request, "register/desk.html", context)


def _found(user: Any, words: str) -> list[OfficialDocument]:
    return queries.found_by_number(user, words, today=timezone.localdate(), limit=100)


# --- Entering ---------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def enter(request: HttpRequest) -> HttpResponse:
    """Enter one document: from a pasted line, from its file, or by hand."""
    user = shared.officer(request)
    directory = Directory(user, today=timezone.localdate())
    if request.method == "GET":
        return _entry_page(request, EntryForm(directory=directory))
    trouble = _keep_file(request) if request.FILES else ""
    act = request.POST.get("act", "")
    if act in {"line", "file"} or trouble:
        return _filled_page(request, directory, act, trouble)
    form = EntryForm(request.POST, directory=directory)
    if form.is_valid() and (made := _registered(request, form)):
        messages.success(request, _("Đã vào sổ %(document)s.") % {"document": made})
        return redirect(made)
    return _entry_page(request, form)


def _registered(request: HttpRequest, form: EntryForm) -> OfficialDocument | None:
    user, now = shared.officer(request), timezone.now()
    try:
        made = services.register(
            particulars=form.particulars(),
            kept_by=form.register(),
            key=form.key(),
            by=user,
            now=now,
        )
        services.take_draft(
            document=made, key=form.cleaned_data["submission_key"], by=user, now=now
        )
    except RegisterRefusal as refused:
        _tell(form, refused)
        return None
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    return made


def _tell(form: EntryForm, refused: RegisterRefusal) -> None:
    """Say a refusal beside its field, with the way to the document that is there already."""
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    form.existing = getattr(refused, "existing", None)  # type: ignore[attr-defined]


def _keep_file(request: HttpRequest) -> str:
    """Keep the chosen file until the document is entered; give the refusal, if any."""
    form = DraftForm(request.POST, request.FILES)
    if not form.is_valid():
        return " ".join(str(error) for errors in form.errors.values() for error in errors)
    said = form.cleaned_data
    user = shared.officer(request)
    try:
        services.keep_draft(
            upload=said["file"], key=said["submission_key"], by=user, now=timezone.now()
        )
    except Refused as refused:
        return str(refused)
    return ""


def _filled_page(
    request: HttpRequest, directory: Directory, act: str, trouble: str
) -> HttpResponse:
    """Show the form again, filled in from the line or the file; what was typed stays."""
    typed = request.POST.dict()
    if act == "line" and not trouble:
        try:
            said = filled(typed.get("line", ""), typed)
            typed |= {name: _as_typed(value) for name, value in said.items() if value}
        except numbers.NumberError as wrong:
            trouble = str(wrong)
    elif act == "file" and not trouble:
        typed |= _suggested(request, typed)
    form = EntryForm(initial=typed, directory=directory)
    return _entry_page(request, form, trouble=trouble)


def _suggested(request: HttpRequest, typed: dict[str, Any]) -> dict[str, Any]:
    """Read the first page of the newest waiting file; what was typed already stays."""
    file = _waiting(request, typed.get("submission_key", "")).last()
    if file is None:
        return {}
    data = storage.absolute(file.path).read_bytes()
    found = suggesting.suggest(extracting.extract(data, file.media_type, pages=FIRST_PAGES).words)
    offered = {
        "numbered": found.numbered,
        "kind": found.kind,
        "issued_on": found.issued_on,
        "title": found.title,
    }
    if not any(offered.values()):
        messages.info(request, _("Chưa đọc được chữ trong tệp, xin ghi bằng tay."))
    return {n: _as_typed(value) for n, value in offered.items() if value and not typed.get(n)}


def _as_typed(value: Any) -> str:
    return str(value) if isinstance(value, str) else dates.write_date(value)


def _waiting(request: HttpRequest, key: str) -> Any:
    rows = StoredFile.objects.filter(holder=DRAFTS, subject=f"{key}", stored_by=request.user.pk)
    return rows.order_by("stored_at", "pk")


def _entry_page(request: HttpRequest, form: EntryForm, *, trouble: str = "") -> HttpResponse:
    key = form["submission_key"].value()
    context = {
        "form": form,
        "draft": DraftForm(),
        "trouble": trouble,
        "waiting": list(_waiting(request, str(key))),
        "names": form.directory.names(),
        "existing": getattr(form, "existing", None),
    }
    return render(request, "register/enter.html", context)


# --- Correcting -------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    found = shared.changeable(request, pk)
    directory = Directory(shared.officer(request), today=timezone.localdate())
    form = EntryForm(_posted(request), initial=of_document(found), directory=directory)
    if form.is_valid() and _corrected(request, found, form):
        messages.success(request, _("Đã sửa."))
        return redirect(found)
    context = {
        "form": form,
        "document": found,
        "names": directory.names(),
        "seen": request.POST.get("seen") or found.changed_at.isoformat(),
        "existing": getattr(form, "existing", None),
    }
    return render(request, "register/correct.html", context)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _corrected(request: HttpRequest, found: OfficialDocument, form: EntryForm) -> bool:
    try:
        services.correct(
            document=found,
            particulars=form.particulars(),
            seen=_seen(request.POST.get("seen", "")),
            by=shared.officer(request),
            now=timezone.now(),
        )
    except RegisterRefusal as refused:
        _tell(form, refused)
        return False
    return True


def _seen(typed: str) -> datetime:
    """Read the state that the officer corrected; anything else is no state at all."""
    try:
        seen = parse_datetime(typed)
    except ValueError:
        seen = None
    return seen or datetime.min.replace(tzinfo=timezone.get_current_timezone())
