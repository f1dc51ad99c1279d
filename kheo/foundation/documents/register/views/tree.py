"""A document in the middle, with the tree of those that carry it out, level by level."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.foundation.accounts.keeping import keep
from kheo.foundation.documents import kinds
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.register import queries
from kheo.foundation.documents.register.views import shared
from kheo.foundation.paging import CURSOR, links, page
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit

COMMUNES_PER_PAGE = 60


@dataclass(frozen=True)
class LevelCount:
    """The documents of a level below the middle, by kind."""

    level: str
    label: str
    count: int
    kinds: list[tuple[str, str, int]]


@require_safe
def tree(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    root = shared.dressed(shared.readable(request, pk), today=today)
    kind, level = _asked(request)
    found = queries.children(root, request.user, today=today, kind=kind, level=level)
    cut = page(found, request.GET.get(CURSOR, ""))
    branches = queries.branches(cut.items, request.user, today=today)
    for branch in branches:
        for one in (branch.document, *branch.first):
            shared.dressed(one, today=today)
    tallies = queries.tallies(root, request.user, today=today)
    home = units.here(on=today)
    silent = queries.silent_communes(root, request.user, within=home, today=today) if home else None
    context = {
        "document": root,
        "branches": branches,
        "levels": _levels(tallies),
        "total": sum(tally.count for tally in tallies),
        "silent": silent.count() if silent is not None else 0,
        "is_narrowed": bool(kind or level),
        **links(request, cut),
    }
    response = render(request, "register/tree.html", context)
    return keep(request, response, seconds=shared.SECONDS_KEPT)


def _asked(request: HttpRequest) -> tuple[str, str]:
    kind, level = request.GET.get("loai", ""), request.GET.get("cap", "")
    return (
        kind if kind in kinds.kinds() else "",
        level if level in OfficialDocument.Level.values else "",
    )


def _levels(tallies: Sequence[queries.Tally]) -> list[LevelCount]:
    found = []
    for level, label in OfficialDocument.Level.choices:
        mine = [tally for tally in tallies if tally.level == level]
        if mine:
            by_kind = [(one.kind, kinds.kinds()[one.kind].name, one.count) for one in mine]
            found.append(LevelCount(level, str(label), sum(one.count for one in mine), by_kind))
    return found


@require_safe
def silent(request: HttpRequest, pk: int) -> HttpResponse:
    """List the communes that have issued nothing to carry a document out."""
    today = timezone.localdate()
    root = shared.dressed(shared.readable(request, pk), today=today)
    home = units.here(on=today)
    at = _offset(request.GET.get(CURSOR, ""))
    found = (
        queries.silent_communes(root, request.user, within=home, today=today)
        if home
        else Unit.objects.none()
    )
    rows = list(found[at : at + COMMUNES_PER_PAGE + 1])
    context = {
        "document": root,
        "communes": rows[:COMMUNES_PER_PAGE],
        "total": found.count(),
        "of": units.communes(home, on=today).count() if home else 0,
        "newer_url": "?" if at else "",
        "older_url": f"?{CURSOR}={at + COMMUNES_PER_PAGE}" if len(rows) > COMMUNES_PER_PAGE else "",
    }
    response = render(request, "register/silent.html", context)
    return keep(request, response, seconds=shared.SECONDS_KEPT)


def _offset(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 0
