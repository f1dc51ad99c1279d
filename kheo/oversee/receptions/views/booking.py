"""From "keep me a place" to the slip in the hand, and back again."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kheo.foundation import qr
from kheo.oversee.receptions import permissions, queries, reading, rules, services
from kheo.oversee.receptions.forms import ContactForm, EntryForm, FindForm
from kheo.oversee.receptions.models import Booking, Session
from kheo.oversee.receptions.views import public


@never_cache
@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(Session.objects.public(), pk=pk)
    now = timezone.now()
    form = EntryForm(request.POST)
    if session.takes_entries(now=now) and not form.is_valid():
        shown = queries.with_taken(Session.objects.for_lists()).get(pk=pk)
        return public.session_page(request, shown, form)
    try:
        booking = services.hold(
            session=session,
            submission_key=_key(request),
            place=_number(request.POST.get("place", "")),
            phone=form.cleaned_data["phone"] if form.is_valid() else "",
            now=now,
        )
    except services.ReceptionError as refusal:
        messages.error(request, str(refusal))
        return redirect(session)
    return redirect(address(booking))


def _key(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("submission_key", ""))
    except ValueError:
        return uuid.uuid4()


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 6 else None


def address(booking: Booking) -> str:
    """Give the holder's address of a booking."""
    return (
        f"{booking.get_absolute_url()}?{urlencode({reading.SECRET: services.secret_of(booking)})}"
    )


@never_cache
@require_GET
def find(request: HttpRequest) -> HttpResponse:
    form = FindForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        booking = Booking.objects.filter(code=form.cleaned_data["code"]).first()
        if booking and permissions.holds_slip(booking, form.cleaned_data["khoa"]):
            return redirect(address(booking))
        form.add_error(None, _("Không thấy mã và khóa này. Xin xem lại giấy hẹn."))
    return render(request, "receptions/find.html", {"form": form})


@never_cache
@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, _booking(request, code))


def _booking(request: HttpRequest, code: str) -> Booking:
    found = Booking.objects.select_related("session__unit", "session__body", "session__head")
    booking = get_object_or_404(found.select_related("session__substitute"), code=code)
    if not permissions.holds_slip(booking, reading.secret_in(request)):
        raise PermissionDenied(_("Trang này chỉ mở được bằng mã và khóa trên giấy hẹn."))
    return booking


def _page(request: HttpRequest, booking: Booking, form: ContactForm | None = None) -> HttpResponse:
    now = timezone.now()
    session = booking.session
    others = queries.open_days(session.body, now=now) if booking.is_alive else []
    link = services.link(booking)
    context = {
        "booking": booking,
        "session": session,
        "form": form or _contact(booking),
        "secret": services.secret_of(booking),
        "hour": session.hour_of(booking.place) if booking.place else None,
        "before": queries.before(booking) if booking.state == Booking.State.WAITING else None,
        "others": [day for day in others if not day.takes_entries(now=now)],
        "online_link": _online(booking, now),
        "is_missed": session.is_missed(today=timezone.localdate(now)),
        "link": link,
        "qr": qr.drawn(link),
        "now": now,
    }
    return render(request, "receptions/booking.html", context)


def _contact(booking: Booking, data: QueryDict | None = None) -> ContactForm:
    session = booking.session
    initial = {
        "name": booking.name,
        "phone": booking.phone,
        "wants_online": booking.wants_online or session.mode == Session.Mode.ONLINE,
    }
    offers = session.mode == Session.Mode.BOTH
    return ContactForm(data, initial=initial, offers_online=offers)


def _online(booking: Booking, now: datetime) -> str:
    """Give the link of an online reception, near the hour and to who has a place only."""
    session = booking.session
    wants = session.mode == Session.Mode.ONLINE or booking.wants_online
    placed = booking.state in (Booking.State.CONFIRMED, Booking.State.CAME)
    if not (wants and placed and session.online_link):
        return ""
    early = timedelta(minutes=rules.custom().online_opens_minutes)
    return session.online_link if session.begins - early <= now <= session.ends else ""


@never_cache
@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    booking = _booking(request, code)
    form = _contact(booking, request.POST)
    if not form.is_valid():
        return _page(request, booking, form)
    data = form.cleaned_data
    return _done(
        request,
        booking,
        lambda: services.confirm(
            booking=booking,
            secret=reading.secret_in(request),
            name=data["name"],
            phone=data["phone"],
            wants_online=data.get("wants_online", booking.session.mode == Session.Mode.ONLINE),
            now=timezone.now(),
        ),
        _("Đã ghi. Xin giữ giấy hẹn này."),
    )


@never_cache
@require_POST
def change(request: HttpRequest, code: str) -> HttpResponse:
    booking = _booking(request, code)
    to = get_object_or_404(
        Session.objects.public(), pk=_number(request.POST.get("session", "")) or 0
    )
    return _done(
        request,
        booking,
        lambda: services.change(
            booking=booking, secret=reading.secret_in(request), to=to, now=timezone.now()
        ),
        _("Đã đổi ngày."),
    )


@never_cache
@require_POST
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    booking = _booking(request, code)
    return _done(
        request,
        booking,
        lambda: services.cancel(
            booking=booking, secret=reading.secret_in(request), now=timezone.now()
        ),
        _("Đã hủy. Chỗ của bạn đã nhường cho người khác."),
    )


def _done(
    request: HttpRequest, booking: Booking, act: Callable[[], Booking], said: str
) -> HttpResponse:
    try:
        act()
    except services.ReceptionError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(address(booking))
