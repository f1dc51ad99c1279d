"""Pages around keys: one's own, and those of the inspection board."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import officers_who_may, units_where
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.oversee.denunciations import law, queries, sealing, services
from kheo.oversee.denunciations.forms import (
    BoardForm,
    ChangeForm,
    KeyForm,
    PassphraseForm,
    RecoverForm,
)
from kheo.oversee.denunciations.models import Board, Grant, OfficerKey
from kheo.oversee.denunciations.views.glass import for_officers, officer

REFUSALS = services.DenunciationError


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def key(request: HttpRequest) -> HttpResponse:
    user = officer(request)
    living = queries.living_key(user)
    form = KeyForm(request.POST or None, person=user, has_key=living is not None)
    if request.method == "POST" and form.is_valid():
        try:
            services.make_key(
                passphrase=form.cleaned_data["first"],
                gives_up=form.cleaned_data.get("gives_up", False),
                by=user,
                now=timezone.now(),
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã lập khóa. Hãy nhớ kỹ cụm mật khẩu."))
            return redirect("denunciations:key")
    return _key_page(request, user, key_form=form)


@for_officers
@require_POST
@sensitive_variables()
def change(request: HttpRequest) -> HttpResponse:
    user = officer(request)
    form = ChangeForm(request.POST, person=user)
    if form.is_valid():
        try:
            services.change_passphrase(
                old=form.cleaned_data["passphrase"],
                new=form.cleaned_data["first"],
                by=user,
                now=timezone.now(),
            )
        except REFUSALS as refusal:
            form.add_error("passphrase", str(refusal))
        else:
            messages.success(request, _("Đã đổi cụm mật khẩu."))
            return redirect("denunciations:key")
    return _key_page(request, user, change_form=form)


def _key_page(request: HttpRequest, user: User, **forms: Any) -> HttpResponse:
    living = queries.living_key(user)
    context = {
        "key": living,
        "fingerprint": sealing.fingerprint(living.public_key) if living else "",
        "key_form": KeyForm(person=user, has_key=living is not None),
        "change_form": ChangeForm(person=user) if living else None,
        **forms,
    }
    return render(request, "denunciations/key.html", context)


# --- The board --------------------------------------------------------------------------------


@for_officers
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    return _board_page(request)


@for_officers
@require_POST
def make_board(request: HttpRequest) -> HttpResponse:
    user, unit = officer(request), _seat(request)
    form = BoardForm(request.POST, people=_fit(unit))
    if form.is_valid():
        try:
            services.make_board(
                unit=unit,
                members=list(form.cleaned_data["members"]),
                by=user,
                now=timezone.now(),
            )
        except REFUSALS as refusal:
            form.add_error("members", str(refusal))
        else:
            messages.success(request, _("Đã lập khóa. Mỗi thành viên hãy chép phần của mình."))
            return redirect("denunciations:board")
    return _board_page(request, board_form=form)


@for_officers
@require_POST
@sensitive_variables()
def share(request: HttpRequest) -> HttpResponse:
    """Show one's own share once it is opened; it is erased when it has been written down."""
    user, form = officer(request), PassphraseForm(request.POST)
    words = ""
    if form.is_valid():
        try:
            words = services.show_share(
                board=_board(request),
                passphrase=form.cleaned_data["passphrase"],
                by=user,
                now=timezone.now(),
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
    return _board_page(request, share_form=form, words=words.split())


@for_officers
@require_POST
def keep_on_paper(request: HttpRequest) -> HttpResponse:
    try:
        services.keep_on_paper(board=_board(request), by=officer(request), now=timezone.now())
        messages.success(request, _("Đã xóa phần khóa của bạn khỏi hệ thống."))
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    return redirect("denunciations:board")


@for_officers
@require_POST
@sensitive_variables()
def recover(request: HttpRequest) -> HttpResponse:
    found, user = _board(request), officer(request)
    form = RecoverForm(request.POST, people=_holders(found), needed=found.needed)
    if form.is_valid():
        try:
            result = services.recover(
                board=found,
                shares=form.shares,
                person=form.cleaned_data["person"],
                codes=form.asked_codes,
                by=user,
                now=timezone.now(),
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("Đã trao lại khóa của %(n)d hồ sơ; %(left)d hồ sơ không trao được.")
                % {"n": result.opened, "left": result.left},
            )
            return redirect("denunciations:board")
    return _board_page(request, recover_form=form)


def _board_page(request: HttpRequest, **more: Any) -> HttpResponse:
    unit, book = _seat(request), law.book()
    found = Board.objects.filter(unit=unit, ended_at__isnull=True).first()
    own = found.members.filter(person=officer(request)).first() if found else None
    context = {
        "unit": unit,
        "board": found,
        "book": book,
        "members": found.members.select_related("person").order_by("pk") if found else [],
        "own": own,
        "board_form": BoardForm(people=_fit(unit)),
        "share_form": PassphraseForm(),
        "recover_form": RecoverForm(people=_holders(found), needed=found.needed) if found else None,
        "waiting": _waiting(found) if found else [],
        **more,
    }
    return render(request, "denunciations/board.html", context)


def _seat(request: HttpRequest) -> Unit:
    """Give the unit whose board the officer sits on."""
    unit = units_where(request.user, "denunciations.recover", timezone.localdate()).first()
    if unit is None:
        raise PermissionDenied(_("Bạn không ở trong hội đồng giữ khóa khôi phục."))
    return unit


def _board(request: HttpRequest) -> Board:
    found = Board.objects.filter(unit=_seat(request), ended_at__isnull=True).first()
    if found is None:
        raise PermissionDenied(str(services.BoardMissing()))
    return found


def _fit(unit: Unit) -> list[User]:
    today = timezone.localdate()
    people = list(officers_who_may("denunciations.recover", unit, today=today))
    keyed = queries.keyed(people)
    return [person for person in people if person.pk in keyed]


def _holders(found: Board) -> list[User]:
    """List whoever has a key and may hold a case somewhere below the board."""
    today = timezone.localdate()
    below = units.subtree(found.unit, on=today)
    keys = OfficerKey.objects.filter(
        ended_at__isnull=True, person__appointments__post__body__unit__in=below
    )
    return list({key.person_id: key.person for key in keys.select_related("person")}.values())


def _waiting(found: Board) -> list[dict[str, Any]]:
    """List whose key is new while cases still lie under the old one, with the new fingerprint."""
    lost = Grant.objects.filter(
        ended_at__isnull=True, key__ended_at__isnull=False, case__board=found
    ).select_related("person")
    people = {grant.person_id: grant.person for grant in lost}
    return [
        {"person": person, "fingerprint": sealing.fingerprint(living.public_key)}
        for person in people.values()
        if (living := queries.living_key(person))
    ]
