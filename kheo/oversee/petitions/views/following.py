"""Pages to follow a petition by: the search by code, the public list, the page of one."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kheo.foundation.accounts.keeping import keep
from kheo.foundation.documents import services as storing
from kheo.foundation.documents import uploads
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions import permissions, queries, reading, services
from kheo.oversee.petitions.forms import AddForm, FindForm, RateForm, ReopenForm
from kheo.oversee.petitions.forms.places import CommuneForm
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.queries import Cut, Reader
from kheo.oversee.petitions.views import shared


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
    cut = _cut(request.GET.get("tinh-trang", ""))
    home = units.here(on=today)
    form, unit = _place(request, home)
    page = queries.page(
        queries.public(cut=cut, unit=unit, today=today), after=request.GET.get("sau", "")
    )
    numbers = queries.of_units(home, today=today) if home else []
    context = {
        "page": page,
        "tabs": [_tab(one, cut, unit) for one in Cut],
        "cut": cut,
        "unit": unit,
        "form": form,
        "typed": request.GET.get("xa", ""),
        "communes": shared.communes(today, home),
        "numbers": numbers,
        "sums": _sums(numbers),
        "newer_url": _address(cut, unit) if request.GET.get("sau") else "",
        "older_url": _address(cut, unit, page.next) if page.next else "",
        "today": today,
    }
    return keep(
        request, render(request, "petitions/list.html", context), seconds=shared.SECONDS_KEPT
    )


def _cut(typed: str) -> Cut:
    return Cut(typed) if typed in set(Cut) else Cut.ALL


def _place(request: HttpRequest, home: Unit | None) -> tuple[CommuneForm, Unit | None]:
    """Read the commune of a list: typed by name, or a link's code."""
    today = timezone.localdate()
    data = {"commune": request.GET.get("xa", ""), "unit": request.GET.get("don-vi", "")}
    form = CommuneForm(data, today=today)
    form.is_valid()
    if data["commune"]:
        return form, form.found_unit(form.cleaned_data) if "commune" not in form.errors else None
    if not data["unit"] or home is None:
        return form, None
    code = data["unit"] if data["unit"].isalnum() else ""
    unit = units.subtree(home, on=today).filter(code=code).first()
    if unit is None:
        form.add_error("commune", _("Không có đơn vị này. Xin gõ tên xã, phường."))
    return form, unit


def _tab(one: Cut, current: Cut, unit: Unit | None) -> dict[str, Any]:
    return {
        "label": one.label,
        "url": _address(one, unit),
        "count": None,
        "is_current": one == current,
    }


def _address(cut: Cut, unit: Unit | None, after: str = "") -> str:
    asked = {"tinh-trang": cut.value, "don-vi": unit.code if unit else "", "sau": after}
    query = urlencode({key: value for key, value in asked.items() if value})
    return f"{reverse('petitions:list')}{'?' if query else ''}{query}"


def _sums(numbers: list[queries.UnitNumbers]) -> dict[str, int]:
    return {
        "received": sum(row.received for row in numbers),
        "answered": sum(row.answered for row in numbers),
        "late": sum(row.late for row in numbers),
    }


# --- The page of one --------------------------------------------------------------------------


@require_GET
def track(request: HttpRequest, code: str) -> HttpResponse:
    petition = _petition(code)
    return _page(request, petition)


def _petition(code: str) -> Petition:
    return get_object_or_404(Petition.objects.select_related(*queries.NEEDED), code=code)


def _page(request: HttpRequest, petition: Petition, **forms: Form) -> HttpResponse:
    today = timezone.localdate()
    reader = reading.reader_of(request, petition)
    tracking = queries.tracking(
        petition, reader=reader, today=today, language=get_language() or settings.LANGUAGE_CODE
    )
    context = {
        "tracking": tracking,
        "petition": petition,
        "today": today,
        "secret": reading.secret_in(request) if reader == Reader.SENDER else "",
        "may_work": permissions.may_answer(request.user, petition, today=today),
        **_sender_forms(petition, reader),
        **forms,
    }
    response = render(request, "petitions/track.html", context)
    if reader == Reader.PUBLIC:
        return keep(request, response, seconds=shared.SECONDS_KEPT)
    add_never_cache_headers(response)
    return response


def _sender_forms(petition: Petition, reader: Reader) -> dict[str, Form | None]:
    if reader != Reader.SENDER:
        return {}
    is_closed = not petition.is_open
    return {
        "add_form": AddForm() if petition.is_open else None,
        "rate_form": RateForm() if is_closed and petition.rating is None else None,
        "reopen_form": ReopenForm() if petition.may_be_reopened else None,
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
