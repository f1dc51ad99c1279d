"""Where officers enter whom a content names, and correct one line when a person asks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kheo.know.disclosure import queries, services, tables
from kheo.know.disclosure.errors import DisclosureError
from kheo.know.disclosure.forms import LineForm, TableForm
from kheo.know.disclosure.models import Publication
from kheo.know.disclosure.views import shared


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def names(request: HttpRequest, pk: int) -> HttpResponse:
    """Paste a table, choose its columns, keep the names."""
    found = shared.kept_publication(request, pk)
    form = TableForm(request.POST) if request.method == "POST" else TableForm()
    if request.method == "POST":
        if not form.is_chosen:
            form.propose()
        elif form.is_valid() and _named(request, found, form):
            return redirect("disclosure:names", found.pk)
    return _names_page(request, found, form)


def _named(request: HttpRequest, found: Publication, form: TableForm) -> bool:
    try:
        made = services.name_people(
            publication=found,
            lines=form.lines(),
            by=shared.officer(request),
            now=timezone.now(),
        )
    except DisclosureError as refusal:
        shared.refuse(form, refusal)
        return False
    messages.success(request, _("Đã ghi %(n)d người.") % {"n": made.count})
    return True


def _names_page(request: HttpRequest, found: Publication, form: TableForm) -> HttpResponse:
    people = queries.people_of(found)
    context = {
        "publication": found,
        "unit": found.unit,
        "form": form,
        "is_read": bool(form.read.columns),
        "rows": form.read.rows[:3],
        "count": len(form.read.rows),
        "page": Paginator(people, tables.book().rows_a_page).get_page(request.GET.get("trang")),
        "may_paste": found.names_people and not (found.shown_since and people.exists()),
    }
    return render(request, "disclosure/names.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Write one line anew."""
    found = shared.kept_publication(request, pk)
    person = get_object_or_404(queries.people_of(found), number=number)
    form = LineForm(request.POST or None, initial=vars(person))
    if request.method == "POST" and form.is_valid() and _corrected(request, found, number, form):
        return redirect("disclosure:names", found.pk)
    context = {"publication": found, "unit": found.unit, "person": person, "form": form}
    return render(request, "disclosure/name_line.html", context)


def _corrected(request: HttpRequest, found: Publication, number: int, form: LineForm) -> bool:
    try:
        services.correct_line(
            publication=found,
            number=number,
            line=form.line(),
            by=shared.officer(request),
            now=timezone.now(),
        )
    except DisclosureError as refusal:
        shared.refuse(form, refusal)
        return False
    messages.success(request, _("Đã sửa dòng này. Bản cũ không giữ lại."))
    return True


@require_POST
@login_required
def remove_line(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found = shared.kept_publication(request, pk)
    try:
        services.remove_line(
            publication=found, number=number, by=shared.officer(request), now=timezone.now()
        )
    except DisclosureError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã bỏ dòng này khỏi danh sách."))
    return redirect("disclosure:names", found.pk)
