"""The list of communicators that a commune keeps, and their trainings."""

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kheo.foundation import sheets
from kheo.foundation.units.models import Unit
from kheo.know.dissemination import rules, services
from kheo.know.dissemination.forms import CommunicatorForm, RetireForm, TrainingForm
from kheo.know.dissemination.models import Communicator
from kheo.know.dissemination.queries import communicators
from kheo.know.dissemination.views import shared

MOST_BEFORE = 50


@never_cache
@require_GET
@login_required
def roll(request: HttpRequest, code: str) -> HttpResponse:
    unit = shared.commune_of(code, timezone.localdate())
    shared.demand(request, unit)
    return _roll_page(request, unit)


def _roll_page(
    request: HttpRequest, unit: Unit, wrong: dict[str, Form | int] | None = None
) -> HttpResponse:
    today = timezone.localdate()
    people = list(communicators.current(unit, today=today))
    context: dict[str, object] = {
        "unit": unit,
        "people": people,
        "villages": [one for one in communicators.villages(unit, today=today) if not one.people],
        "gone": communicators.before(unit, today=today)[:MOST_BEFORE],
        "trainings": communicators.trainings(unit)[:MOST_BEFORE],
        "years": rules.renew_years(),
        "person_form": CommunicatorForm(commune=unit, today=today),
        "training_form": TrainingForm(commune=unit, today=today),
        "retire_form": RetireForm(auto_id="until_%s"),
        "retiring": 0,
    }
    status = 422 if wrong else 200
    return render(request, "dissemination/roll.html", context | (wrong or {}), status=status)


@never_cache
@login_required
@require_POST
def enlist(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    unit = shared.commune_of(code, today)
    user = shared.demand(request, unit)
    form = CommunicatorForm(request.POST, commune=unit, today=today)
    if form.is_valid():
        try:
            services.enlist(
                unit=unit,
                listed=form.listed(),
                submission_key=form.cleaned_data["submission_key"],
                by=user,
                now=timezone.now(),
            )
        except services.DisseminationError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Đã ghi vào danh sách."))
            return redirect("dissemination:roll", code)
    return _roll_page(request, unit, {"person_form": form})


@never_cache
@login_required
@require_POST
def train(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    unit = shared.commune_of(code, today)
    user = shared.demand(request, unit)
    form = TrainingForm(request.POST, commune=unit, today=today)
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.train(
                unit=unit,
                topic=data["topic"],
                held_on=data["held_on"],
                takers=list(data["takers"].select_related("unit")),
                submission_key=data["submission_key"],
                by=user,
                now=timezone.now(),
            )
        except services.DisseminationError as refusal:
            form.add_error("held_on", str(refusal))
        else:
            messages.success(request, _("Đã ghi lớp tập huấn."))
            return redirect("dissemination:roll", code)
    return _roll_page(request, unit, {"training_form": form})


@never_cache
@login_required
@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    form = RetireForm(request.POST, auto_id=f"until{pk}_%s")
    if form.is_valid():
        try:
            services.retire(
                communicator=found,
                until=form.cleaned_data["until"],
                by=shared.officer(request),
                now=timezone.now(),
            )
        except services.DisseminationError as refusal:
            form.add_error("until", str(refusal))
        else:
            messages.success(request, _("Đã ghi thôi làm tuyên truyền viên."))
            return redirect("dissemination:roll", found.unit.code)
    return _roll_page(request, found.unit, {"retire_form": form, "retiring": pk})


@never_cache
@login_required
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    services.agree(
        communicator=found,
        may_be_named=request.POST.get("dong-y") == "1",
        by=shared.officer(request),
        now=timezone.now(),
    )
    return redirect("dissemination:roll", found.unit.code)


def _person(request: HttpRequest, pk: int) -> Communicator:
    found = get_object_or_404(Communicator.objects.select_related("unit", "village"), pk=pk)
    shared.demand(request, found.unit)
    return found


@never_cache
@require_GET
@login_required
def export(request: HttpRequest, code: str) -> HttpResponseBase:
    unit = shared.commune_of(code, timezone.localdate())
    shared.demand(request, unit)
    return sheets.download(f"tuyen-truyen-vien-{code}.csv", _lines(unit))


def _lines(unit: Unit) -> Iterator[list[object]]:
    yield [_("Họ tên"), _("Xã, phường"), _("Thôn, bản"), _("Từ ngày"), _("Tập huấn gần nhất")]
    for one in communicators.listed(unit, today=timezone.localdate()).iterator():
        last = one.last_training  # type: ignore[attr-defined]
        yield [
            one.name,
            one.unit,
            one.village or "",
            f"{one.since:%d/%m/%Y}",
            f"{last:%d/%m/%Y}" if last else "",
        ]
