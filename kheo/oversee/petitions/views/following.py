"""Pages to follow a petition by: the search by code, the public list, the page of one."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kheo.foundation import tongues
from kheo.foundation.accounts.keeping import keep
from kheo.foundation.documents import services as storing
from kheo.foundation.documents import uploads
from kheo.foundation.units import queries as units
from kheo.oversee.petitions import (
    grounds,
    kinds,
    permissions,
    queries,
    reading,
    services,
    topics,
)
from kheo.oversee.petitions.forms import AddForm, FindForm, RateForm, ReopenForm, WithdrawForm
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.queries import Reader
from kheo.oversee.petitions.views import filters, shared


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    form = FindForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        petition = queries.by_code(form.cleaned_data["code"])
        if petition is not None:
            return redirect(petition)
        form.add_error(
            "code",
            _("Không thấy mã “%s”. Xin xem lại giấy biên nhận: mã có dạng SL-26-00412.")
            % form.cleaned_data["code"],
        )
    return keep(
        request, render(request, "petitions/find.html", {"form": form}), seconds=shared.SECONDS_KEPT
    )


# --- The public list --------------------------------------------------------------------------


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    home = units.here(on=today)
    asked = filters.of(request, home, today=today)
    found = queries.public(cut=asked.cut, unit=asked.unit, topic=asked.topic, today=today)
    page = queries.page(found, after=request.GET.get("sau", ""))
    numbers = queries.of_units(home, today=today) if home else []
    context = {
        "asked": asked,
        "page": page,
        "tabs": asked.tabs("petitions:list"),
        "form": asked.form,
        "topics": topics.choices(),
        "communes": shared.communes(today, home),
        "numbers": numbers,
        "sums": shared.sums(_chosen(numbers, asked)),
        "map_url": asked.address("petitions:map"),
        "newer_url": asked.address("petitions:list") if request.GET.get("sau") else "",
        "older_url": asked.address("petitions:list", after=page.next) if page.next else "",
        "today": today,
    }
    return keep(
        request, render(request, "petitions/list.html", context), seconds=shared.SECONDS_KEPT
    )


def _chosen(
    numbers: list[queries.UnitNumbers], asked: filters.Filters
) -> list[queries.UnitNumbers]:
    """Keep the numbers of the unit that is looked at."""
    if asked.unit is None:
        return numbers
    return [row for row in numbers if row.unit.path.startswith(asked.unit.path)]


# --- The page of one --------------------------------------------------------------------------


@require_GET
def track(request: HttpRequest, code: str) -> HttpResponse:
    petition = _petition(code)
    return _page(request, petition)


def _petition(code: str) -> Petition:
    return get_object_or_404(Petition.objects.select_related(*queries.NEEDED), code=code)


def _page(request: HttpRequest, petition: Petition, **forms: Form) -> HttpResponse:
    today = timezone.localdate()
    if petition.state == Petition.State.SEALED:
        return _sealed(request, petition)
    reader = reading.reader_of(request, petition)
    tracking = queries.tracking(petition, reader=reader, today=today, language=tongues.current())
    context = {
        "tracking": tracking,
        "petition": petition,
        "today": today,
        "secret": reading.secret_in(request) if reader == Reader.SENDER else "",
        "may_work": permissions.may_answer(request.user, petition, today=today),
        "work_url": reverse(kinds.of(petition).work_url, args=[petition.pk]),
        "part": _part(request, petition, reader),
        "appeals": _appeals(petition, reader),
        **_sender_forms(petition, reader),
        **forms,
    }
    response = render(request, "petitions/track.html", context)
    if reader == Reader.PUBLIC:
        return keep(request, response, seconds=shared.SECONDS_KEPT)
    add_never_cache_headers(response)
    return response


def _sealed(request: HttpRequest, petition: Petition) -> HttpResponse:
    """Show the fixed sentence and nothing else, the same to everybody."""
    page = render(request, "petitions/sealed.html", {"petition": petition})
    return keep(request, page, seconds=shared.SECONDS_KEPT)


def _part(request: HttpRequest, petition: Petition, reader: Reader) -> str:
    """Let the app that knows the kind add its own part."""
    show = kinds.of(petition).show
    shown = show(petition, reader=reader, today=timezone.localdate()) if show else None
    return render_to_string(*shown, request=request) if shown else ""


def _appeals(petition: Petition, reader: Reader) -> list[str]:
    """Say where the sender may go who is not content with how it ended."""
    if reader == Reader.PUBLIC or petition.state not in Petition.REOPENABLE:
        return []
    return [way.words(timezone.localdate()) for way in grounds.ways_of(petition.kind)]


def _sender_forms(petition: Petition, reader: Reader) -> dict[str, Form | None]:
    if reader != Reader.SENDER:
        return {}
    is_closed = not petition.is_open
    withdraws = kinds.of(petition).withdraws
    return {
        "add_form": AddForm() if petition.is_open else None,
        "rate_form": RateForm() if is_closed and petition.rating is None else None,
        "reopen_form": ReopenForm() if petition.may_be_reopened else None,
        "withdraw_form": WithdrawForm() if petition.is_open and withdraws else None,
    }


@require_POST
def rate(request: HttpRequest, code: str) -> HttpResponse:
    petition, form = _petition(code), RateForm(request.POST)
    if form.is_valid():
        try:
            services.rate(
                petition=petition,
                rating=int(form.cleaned_data["rating"]),
                comment=form.cleaned_data["comment"],
                secret=reading.secret_in(request),
                now=timezone.now(),
            )
        except services.PetitionError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Cảm ơn bạn đã chấm điểm."))
            return _back(request, petition)
    return _page(request, petition, rate_form=form)


@require_POST
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    petition, form = _petition(code), ReopenForm(request.POST)
    if form.is_valid():
        try:
            services.reopen(
                petition=petition,
                reason=form.cleaned_data["reason"],
                secret=reading.secret_in(request),
                now=timezone.now(),
            )
        except services.PetitionError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã mở lại. Hạn trả lời mới ghi ở dưới."))
            return _back(request, petition)
    return _page(request, petition, reopen_form=form)


@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    petition, form = _petition(code), WithdrawForm(request.POST)
    if form.is_valid():
        try:
            services.withdraw(
                petition=petition,
                secret=reading.secret_in(request),
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except services.PetitionError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã rút theo ý bạn."))
            return _back(request, petition)
    return _page(request, petition, withdraw_form=form)


@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    petition, form = _petition(code), AddForm(request.POST, request.FILES)
    form.is_valid()
    for refusal in uploads.refused(request, "photos"):
        form.add_error("photos", str(refusal))
    if form.is_valid() and _added(request, petition, form):
        messages.success(request, _("Đã nhận phần bổ sung."))
        return _back(request, petition)
    return _page(request, petition, add_form=form)


def _added(request: HttpRequest, petition: Petition, form: AddForm) -> bool:
    now = timezone.now()
    try:
        with storing.storing(
            form.cleaned_data["photos"],
            holder=services.ADDED,
            subject=petition.subject,
            by=None,
            now=now,
            only_pictures=True,
        ):
            services.add_information(
                petition=petition,
                text=form.cleaned_data["text"],
                secret=reading.secret_in(request),
                now=now,
            )
    except storing.Refused as refusal:
        form.add_error("photos", str(refusal))
    except services.PetitionError as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def _back(request: HttpRequest, petition: Petition) -> HttpResponse:
    query = urlencode({reading.SECRET: reading.secret_in(request)})
    return redirect(f"{petition.get_absolute_url()}?{query}")
