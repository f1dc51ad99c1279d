"""Pages on which a return is filled in: the grid, its savings while one types, the workbook."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kheo.foundation.accounts import doors
from kheo.foundation.accounts.models import User
from kheo.foundation.duties import queries as duties
from kheo.insight.returns import permissions, services, typed
from kheo.insight.returns.errors import NotEditable, ReturnRefused
from kheo.insight.returns.forms.entry import Entry, UploadForm
from kheo.insight.returns.models import CellChange, Return
from kheo.insight.returns.queries import entry, timeliness
from kheo.insight.returns.queries.entry import Grid, Note
from kheo.insight.returns.services import Clash, Saved, Unread, approving

SEND = "gui"
CONFLICT = 409


@never_cache
@login_required
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the grid; without JavaScript its one form saves and sends."""
    ret, user, now = opened(request, pk)
    if request.method != "POST":
        return page(request, ret, entry.grid(ret), now)
    try:
        saved = _take(request, ret, user, now)
    except NotEditable as refusal:
        messages.error(request, str(refusal))
        return redirect("returns:enter", pk=pk)
    return _after(request, ret, user, now, saved, request.POST.get("lam") == SEND)


def _take(request: HttpRequest, ret: Return, user: User, now: datetime) -> Saved:
    """Keep what was typed, or what a workbook gave."""
    sent = Entry.read(request.POST)
    how = CellChange.How.EXCEL if sent.is_from_excel else CellChange.How.TYPED
    return services.fill(
        ret=ret, by=user, now=now, revision=sent.revision, values=sent.values, how=how,
        reasons=sent.reasons, explanations=sent.explanations,
    )  # fmt: skip


def _after(
    request: HttpRequest, ret: Return, user: User, now: datetime, saved: Saved, is_sending: bool
) -> HttpResponse:
    """Say what was kept; send it where that was asked for and nothing hinders it."""
    ret = entry.opened(ret.pk)
    grid = entry.grid(ret, shown=_left(saved), notes=_notes(saved), is_sending=is_sending)
    if not _left(saved) and not is_sending:
        messages.success(request, _("Đã lưu."))
        return redirect("returns:enter", pk=ret.pk)
    if is_sending and grid.is_sendable and _send(request, ret, user, now):
        return redirect("returns:return", pk=ret.pk)
    return page(request, ret, grid, now)


def _send(request: HttpRequest, ret: Return, user: User, now: datetime) -> bool:
    """Send what is sound; a refusal is told above the grid."""
    says_empty = bool(request.POST.get("khong-phat-sinh")) and not ret.cells.exists()
    try:
        approving.send(ret=ret, by=user, now=now, says_empty=says_empty)
    except ReturnRefused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, _("Đã gửi báo cáo."))
    return True


def _left(saved: Saved) -> dict[str, str]:
    """Give the texts that were not taken, to stand in their cells."""
    left: tuple[Unread | Clash, ...] = (*saved.problems, *saved.clashes)
    return {one.place: one.typed for one in left}


def _notes(saved: Saved) -> Iterable[Note]:
    for one in saved.problems:
        yield Note(one.words, "late", one.place)
    for clash in saved.clashes:
        theirs = typed.write(clash.value) if clash.value is not None else ""
        words = _(
            "%(who)s vừa ghi %(theirs)s vào ô này lúc %(time)s; bạn gõ %(typed)s. Lưu lần nữa là "
            "thay bằng số của bạn."
        ) % {
            "who": clash.by, "theirs": theirs or _("trống"), "typed": clash.typed or _("trống"),
            "time": f"{timezone.localtime(clash.at):%H:%M}",
        }  # fmt: skip
        yield Note(words, "late", clash.place, theirs=theirs, typed=clash.typed)


# --- While one types --------------------------------------------------------------------------


@never_cache
@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a few cells and say of the whole how it stands now."""
    if not request.user.is_authenticated:
        return JsonResponse({}, status=401)
    ret, user, now = opened(request, pk)
    sent = Entry.read(request.POST)
    try:
        saved = services.fill(
            ret=ret, by=user, now=now, revision=sent.revision, values=sent.values,
            reasons=sent.reasons, explanations=sent.explanations,
        )  # fmt: skip
    except NotEditable as refusal:
        return JsonResponse({"words": str(refusal)}, status=CONFLICT)
    return JsonResponse(_told(entry.opened(pk), saved, now))


def _told(ret: Return, saved: Saved, now: datetime) -> dict[str, Any]:
    grid = entry.grid(ret, shown=_left(saved), notes=_notes(saved))
    return {
        "revision": saved.revision,
        "cells": {
            place: typed.write(value) if value is not None else ""
            for place, value in saved.cells.items()
        },
        "held": list(_left(saved)),
        "wrong": [key for key, box in grid.boxes.items() if box.is_wrong],
        "lines": {line.row.key: _drawn("_entry_notes", line=line) for line in grid.noted_lines},
        "summary": _drawn("_entry_summary", grid=grid),
        "filled": f"{grid.filled}/{len(grid.boxes)}",
        "time": f"{timezone.localtime(now):%H:%M}",
    }


def _drawn(name: str, **given: Any) -> str:
    return render_to_string(f"returns/{name}.html", {**given, "is_live": True}).strip()


# --- Paper ------------------------------------------------------------------------------------


@never_cache
@require_GET
@login_required
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the return as it is printed, also when it takes no more numbers."""
    doors.officer(request, permissions.ENTER, permissions.APPROVE, permissions.READ)
    ret = _found(pk)
    if not permissions.may_see(request.user, ret):
        raise PermissionDenied(_("Bạn không xem số liệu chưa công bố của đơn vị này."))
    context = {"ret": ret, "grid": entry.grid(ret), "today": timezone.localdate()}
    return render(request, "returns/entry_print.html", context)


# --- Shared -----------------------------------------------------------------------------------


def _found(pk: int) -> Return:
    try:
        return entry.opened(pk)
    except Return.DoesNotExist as missing:
        raise Http404 from missing


def opened(request: HttpRequest, pk: int) -> tuple[Return, User, datetime]:
    """Find a return that the officer fills in, or refuse."""
    user = doors.officer(request, permissions.ENTER)
    ret = _found(pk)
    if not permissions.may_enter(user, ret):
        raise PermissionDenied(_("Bạn không nhập số liệu của đơn vị này."))
    return ret, user, timezone.now()


def page(
    request: HttpRequest, ret: Return, grid: Grid, now: datetime,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    context = {
        "ret": ret,
        "grid": grid,
        "standing": timeliness.standing(ret, now),
        "closed": entry.why_not_editable(ret, now),
        "reasons": duties.explanation(ret.duty, request.LANGUAGE_CODE) if ret.duty else [],
        "today": timezone.localdate(now),
        "upload": UploadForm(),
        "columns": grid.definition.columns,
        **(more or {}),
    }
    return render(request, "returns/entry.html", context)
