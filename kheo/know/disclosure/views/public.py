"""What everybody sees of a unit: item by item what is there, where, until when, and what is not."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from kheo.foundation import structured
from kheo.foundation.accounts.keeping import keep
from kheo.foundation.units.models import Unit
from kheo.know.disclosure import permissions, queries, rules, tables
from kheo.know.disclosure.models import Act, Publication
from kheo.know.disclosure.queries import Standing
from kheo.know.disclosure.views import shared


@dataclass(frozen=True)
class Shelf:
    """One item with what stands under it."""

    standing: Standing
    publications: list[tuple[Publication, list[shared.Shown]]]
    ask_url: str


@require_GET
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show every item of the unit's list; four questions to the database, however much there is."""
    found = shared.unit_of(code)
    today = timezone.localdate()
    standings = queries.state_of(found, today=today)
    on = min(today, found.valid_to) if found.valid_to else today
    listing = rules.book().main(level=found.level, on=on)
    if listing is None:
        raise Http404
    publications = queries.of_unit(found, list_key=listing.key, today=today)
    context = {
        "unit": found,
        "listing": listing,
        "shelves": [_shelf(found, one, publications, today) for one in standings],
        "lacks": queries.lacks_of(found, today=today),
        "channels": rules.book().channels,
        "wanting": sum(not one.cell.state.is_settled for one in standings),
        "today": today,
        "linked_data": structured.script(
            structured.government_organization(
                name=found.full_name, address=request.path, place=found.full_name
            )
        ),
    }
    response = render(request, "disclosure/unit.html", context)
    return keep(request, response, seconds=shared.SECONDS_KEPT)


def _shelf(unit: Unit, standing: Standing, publications: list[Publication], today: date) -> Shelf:
    own = [one for one in publications if one.item_key == standing.item.key]
    rows = [(one, shared.shown(one, acts_read(one), today=today)) for one in own]
    return Shelf(standing, rows, shared.ask_url(unit, standing.item.words))


def acts_read(publication: Publication) -> list[Act]:
    """Return the standing acts that were brought along."""
    found: list[Act] = publication.__dict__["standing_acts"]
    return found


@require_GET
def item(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """Show one item with everything that was made public under it."""
    found = shared.unit_of(code)
    today = timezone.localdate()
    standings = queries.state_of(found, today=today)
    standing = next((one for one in standings if one.item.key == item), None)
    if standing is None:
        raise Http404
    on = min(today, found.valid_to) if found.valid_to else today
    listing = rules.book().main(level=found.level, on=on)
    rows = queries.of_item(found, list_key=listing.key if listing else "", item_key=item)
    context = {
        "unit": found,
        "listing": listing,
        "standing": standing,
        "rows": [
            (one, shared.shown(one, acts_read(one), today=today))
            for one in rows
            if _is_for_everybody(one, today)
        ],
        "channels": [rules.book().channels[key] for key in standing.item.needs],
        "ask_url": shared.ask_url(found, standing.item.words),
        "today": today,
    }
    response = render(request, "disclosure/item.html", context)
    return keep(request, response, seconds=shared.SECONDS_KEPT)


def _is_for_everybody(publication: Publication, today: date) -> bool:
    """Leave out names of people whose day is over; everything else stays in the history."""
    if not publication.names_people:
        return publication.withdrawn_at is None or publication.shown_since is not None
    is_over = publication.shown_until is not None and publication.shown_until < today
    is_gone = publication.withdrawn_at is not None or publication.closed_at is not None
    return not is_over and not is_gone


@require_GET
def publication(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Show one content: read here while it is on this site, else where and when it was shown."""
    acts = Act.objects.standing().order_by("since", "pk")
    rows = Publication.objects.with_names().prefetch_related(
        Prefetch("acts", queryset=acts, to_attr="standing_acts"), "files"
    )
    found = get_object_or_404(rows, pk=pk, unit__code=code)
    today = timezone.localdate()
    is_known = found.shown_since is not None or found.published_at is not None
    is_officer = permissions.may_read(request.user, found.unit, today=today)
    if not is_officer and not (is_known and _is_for_everybody(found, today)):
        raise Http404
    listing = rules.book().lists[found.list_key]
    context = {
        "publication": found,
        "unit": found.unit,
        "listing": listing,
        "item": listing.item(found.item_key),
        "acts": shared.shown(found, acts_read(found), today=today),
        "is_readable": found.is_readable(today=today),
        "is_officer": is_officer,
        "ask_url": shared.ask_url(found.unit, found.title if not found.names_people else ""),
        "today": today,
    }
    if found.names_people:
        return _naming_page(request, found, context)
    response = render(request, "disclosure/publication.html", context)
    return keep(request, response, seconds=shared.SECONDS_KEPT)


def _naming_page(
    request: HttpRequest, found: Publication, context: dict[str, object]
) -> HttpResponse:
    """Show whom a content names: found by nobody's search, kept by nobody's cache."""
    if context["is_readable"]:
        pages = Paginator(queries.people_of(found), tables.book().rows_a_page)
        asked = urlencode({"ve": found.get_absolute_url(), "loai": "correct"})
        context["people"] = pages.get_page(request.GET.get("trang"))
        context["fix_url"] = f"{reverse('personal_data:new')}?{asked}"
    response = render(request, "disclosure/publication.html", context)
    response["X-Robots-Tag"] = "noindex, noarchive"
    add_never_cache_headers(response)
    return response


@require_GET
def history(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was made public and is no more, without what names people."""
    found = shared.unit_of(code)
    today = timezone.localdate()
    year = request.GET.get("nam", "")
    is_year = year.isdecimal() and len(year) == 4
    shown = queries.ended(found, today=today, year=int(year) if is_year else None)
    book = rules.book()
    context = {
        "unit": found,
        "rows": [(one, book.item(one.list_key, one.item_key)) for one in shown.rows],
        "is_cut": shown.is_cut,
        "year": year if is_year else "",
        "today": today,
    }
    response = render(request, "disclosure/history.html", context)
    return keep(request, response, seconds=shared.SECONDS_KEPT)
