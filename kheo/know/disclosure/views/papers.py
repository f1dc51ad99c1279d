"""The papers of a content: the sheet for the board, the text to read aloud, the message."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from kheo.foundation import qr
from kheo.foundation.vietnamese import short_messages, spoken
from kheo.know.disclosure import papers as writing
from kheo.know.disclosure import queries
from kheo.know.disclosure.forms import LoudForm
from kheo.know.disclosure.models import Publication
from kheo.know.disclosure.views import shared


@require_safe
def short(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead a short address to its page."""
    found = get_object_or_404(Publication.objects.select_related("unit"), pk=pk)
    return redirect(found)


@never_cache
@require_GET
@login_required
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    found = shared.publication_of(request, pk)
    today = timezone.localdate()
    texts = [writing.message(found, marks=marks) for marks in (False, True)]
    context = {
        "publication": found,
        "unit": found.unit,
        "board": _board(request, found, today),
        "loud": _loud(found, today),
        "texts": [(one, short_messages.size(one)) for one in texts],
    }
    return render(request, "disclosure/papers.html", context)


def _board(request: HttpRequest, found: Publication, today: date) -> writing.Board:
    is_over = found.closed_at is not None or not found.names_people
    people = [] if is_over else queries.people_of(found)
    return writing.board(found, people, person=str(shared.officer(request)), today=today)


def _loud(found: Publication, today: date) -> writing.Loud:
    return writing.loud(found, count=queries.people_of(found).count(), today=today)


@never_cache
@require_GET
@login_required
def board(request: HttpRequest, pk: int) -> HttpResponse:
    found = shared.publication_of(request, pk)
    sheet = _board(request, found, timezone.localdate())
    context = {
        "publication": found,
        "board": sheet,
        "qr": qr.drawn(sheet.link),
    }
    return render(request, "disclosure/board.html", context)


@never_cache
@require_GET
@login_required
def board_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    found = shared.publication_of(request, pk)
    sheet = _board(request, found, timezone.localdate())
    response = HttpResponse(writing.board_pdf(sheet), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="niem-yet-{found.pk}.pdf"'
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def loud(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is read aloud, let it be changed, and show it as it will be printed."""
    found = shared.publication_of(request, pk)
    made = _loud(found, timezone.localdate())
    form = LoudForm(request.POST or None, initial={"text": made.text})
    is_ready = request.method == "POST" and form.is_valid()
    text = form.cleaned_data["text"] if is_ready else made.text
    context = {
        "publication": found,
        "unit": found.unit,
        "loud": made,
        "form": form,
        "is_ready": is_ready,
        "text": text,
        "seconds": spoken.seconds(text),
        "pace": spoken.pace(),
    }
    return render(request, "disclosure/loud.html", context)
