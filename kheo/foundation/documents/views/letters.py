"""Pages on letters: those of a record, the form before one is issued, Word and PDF."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import letter_sources, queries, services
from kheo.foundation.documents import letters as texts
from kheo.foundation.documents.allowed import BY_MEDIA_TYPE
from kheo.foundation.documents.forms import LetterForm
from kheo.foundation.documents.letter_sources import Prepared
from kheo.foundation.documents.models import IssuedLetter
from kheo.foundation.documents.views.files import file

MEDIA_TYPES = {kind.extension.lstrip("."): media for media, kind in BY_MEDIA_TYPE.items()}


@require_safe
def letter(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """Send a letter through the door of its file, which asks the room."""
    issued = get_object_or_404(IssuedLetter.objects.select_related("word", "pdf"), pk=pk)
    stored = issued.word if form == "docx" else issued.pdf
    if stored is None:
        raise Http404(_("Không có tệp này, hoặc bạn không được xem."))
    return file(request, stored.key)


@never_cache
@login_required
@require_safe
def letters(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    subject = f"{kind}:{pk}"
    prepared = _prepared(request, subject)
    context = {
        "prepared": prepared,
        "kind": kind,
        "pk": pk,
        "letters": queries.letters_of(subject),
        "offered": [texts.find(key) for key in prepared.keys],
    }
    return render(request, "documents/letters.html", context)


@never_cache
@login_required
def compose(request: HttpRequest, kind: str, pk: int, key: str) -> HttpResponse:
    subject = f"{kind}:{pk}"
    prepared = _prepared(request, subject)
    if key not in prepared.keys:
        raise Http404(_("Không có mẫu văn bản này."))
    definition = texts.find(key)
    form = LetterForm(
        request.POST or None,
        definition=definition,
        prepared=prepared,
        signers=queries.signers_of(prepared),
    )
    if form.is_valid():
        if draft := request.POST.get("xem"):
            return _draft(form, prepared, draft)
        return _issued(request, form, kind, pk)
    context = {
        "prepared": prepared,
        "definition": definition,
        "form": form,
        "kind": kind,
        "pk": pk,
    }
    return render(request, "documents/compose.html", context)


def _prepared(request: HttpRequest, subject: str) -> Prepared:
    assert isinstance(request.user, User)
    prepared = letter_sources.prepare(subject, request.user, today=timezone.localdate())
    if prepared is None:
        raise Http404(_("Không có hồ sơ này, hoặc bạn không được soạn văn bản về hồ sơ này."))
    return prepared


def _draft(form: LetterForm, prepared: Prepared, wanted: str) -> HttpResponse:
    """Show the letter as it would be, without a number and marked as a draft."""
    wanted = wanted if wanted in MEDIA_TYPES else "pdf"
    made = texts.build(
        form.definition.key,
        form.words,
        body=prepared.body,
        signer=form.signer,
        on=timezone.localdate(),
    )
    response = HttpResponse(texts.render(made, wanted), content_type=MEDIA_TYPES[wanted])
    shown = "inline" if wanted == "pdf" else "attachment"
    response["Content-Disposition"] = f'{shown}; filename="du-thao.{wanted}"'
    return response


def _issued(request: HttpRequest, form: LetterForm, kind: str, pk: int) -> HttpResponse:
    assert isinstance(request.user, User)
    record = services.compose(
        subject=f"{kind}:{pk}",
        key=form.definition.key,
        fields=form.words,
        signer=form.signer,
        by=request.user,
        now=timezone.now(),
        submission_key=form.cleaned_data["submission_key"],
    )
    messages.success(request, _("Đã phát hành văn bản số %(number)s.") % {"number": record})
    return redirect("documents:letters", kind, pk)
