"""Where it happens and how each unit does: the map drawn here, and the numbers of the communes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kheo.foundation.accounts.keeping import keep, kept_for_strangers
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions import queries, topics
from kheo.oversee.petitions.queries import UnitNumbers
from kheo.oversee.petitions.views import filters, shared

# How the table is sorted: the word in the address, what its column is called, and the key.
ORDERS: dict[str, Promise] = {
    "ten": gettext_lazy("Đơn vị"),
    "da-nhan": gettext_lazy("Đã nhận"),
    "da-tra-loi": gettext_lazy("Đã trả lời"),
    "dung-han": gettext_lazy("Đúng hạn"),
    "qua-han": gettext_lazy("Đang quá hạn"),
    "diem": gettext_lazy("Điểm hài lòng"),
}


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    home = units.here(on=today)
    asked = filters.of(request, home, today=today)
    communes = shared.communes(today, home)
    is_commune = asked.unit is not None and asked.unit.level == Unit.Level.COMMUNE
    drawn = _of_commune(request, asked, communes) if is_commune else None
    if not is_commune and home is not None:
        drawn = queries.of_province(queries.of_units(home, today=today), communes)
    context = {
        "asked": asked,
        "unit": asked.unit if is_commune else None,
        "form": asked.form,
        "topics": topics.choices(),
        "communes": communes,
        "map": drawn,
        "tabs": asked.tabs("petitions:map"),
        "list_url": asked.address("petitions:list"),
        "newer_url": asked.address("petitions:map") if request.GET.get("sau") else "",
        "older_url": _more(asked, drawn),
        "today": today,
    }
    response = render(request, "petitions/map.html", context)
    return keep(request, response, seconds=shared.SECONDS_KEPT)


def _of_commune(
    request: HttpRequest, asked: filters.Filters, communes: list[Unit]
) -> queries.Map | None:
    assert asked.unit is not None
    today = timezone.localdate()
    found = queries.public(cut=asked.cut, unit=asked.unit, topic=asked.topic, today=today)
    after = request.GET.get("sau", "")
    return queries.of_commune(asked.unit, found, communes=communes, after=after, today=today)


def _more(asked: filters.Filters, drawn: queries.Map | None) -> str:
    if drawn is None or not drawn.page.next:
        return ""
    return asked.address("petitions:map", after=drawn.page.next)


@require_safe
@kept_for_strangers(shared.SECONDS_KEPT)
def numbers(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    home = units.here(on=today)
    rows = queries.of_units(home, today=today) if home else []
    order = request.GET.get("xep", "")
    order = order if order in ORDERS else "ten"
    context = {
        "rows": sorted(rows, key=lambda row: _place_in(order, row)),
        "order": order,
        "orders": ORDERS.items(),
        "sums": shared.sums(rows),
        "today": today,
    }
    return render(request, "petitions/numbers.html", context)


def _place_in(order: str, row: UnitNumbers) -> tuple[float, ...]:
    """Sort by number the largest first, but by share and rating the worst first."""
    share, rating = row.in_time_share, row.rating
    keys: dict[str, tuple[float, ...]] = {
        "da-nhan": (-row.received,),
        "da-tra-loi": (-row.answered,),
        "dung-han": (share is None, share or 0),
        "qua-han": (-row.late,),
        "diem": (rating is None, rating or 0),
    }
    return keys.get(order, ())
