"""The list of documents and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.foundation import structured
from kheo.foundation.accounts.keeping import keep
from kheo.foundation.documents import kinds
from kheo.foundation.documents.register import permissions, queries
from kheo.foundation.documents.register.describing import cited, described
from kheo.foundation.documents.register.forms import FindForm
from kheo.foundation.documents.register.views import shared
from kheo.foundation.paging import CURSOR, links, page


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form = FindForm(request.GET)
    asked = form.asked(today=today)
    cut = page(queries.listed(request.user, asked, today=today), request.GET.get(CURSOR, ""))
    query = request.GET.copy()
    query.pop(CURSOR, None)
    context = {
        "form": form,
        "documents": [shared.dressed(one, today=today) for one in cut.items],
        "is_narrowed": any(query.values()),
        "query": query.urlencode(),
        "may_enter": permissions.keeps_any(request.user, today=today),
        **links(request, cut),
    }
    response = render(request, "register/index.html", context)
    return keep(request, response, seconds=shared.SECONDS_KEPT)


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    found = shared.dressed(shared.readable(request, pk), today=today)
    does, done = queries.relations_of(found, request.user, today=today)
    tallies = queries.tallies(found, request.user, today=today)
    field = kinds.fields().get(found.field)
    context = {
        "document": found,
        "field": field.name if field else "",
        "versions": queries.versions_of(found),
        "does": does,
        "done": done,
        "below": sum(tally.count for tally in tallies),
        "cited": cited(found),
        "may_change": permissions.may_change(request.user, found, today=today),
        "linked_data": structured.script(described(found, does, today=today)),
    }
    response = render(request, "register/document.html", context)
    return keep(request, response, seconds=shared.SECONDS_KEPT)
