"""The officer's pages: which workplaces lack what, one workplace, what it adopted and held."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kheo.foundation import paging, sheets
from kheo.foundation.accounts import doors
from kheo.foundation.accounts.models import User
from kheo.foundation.duties import queries as duties
from kheo.foundation.units import fields as units
from kheo.foundation.units.services import HeadExists
from kheo.know.workplaces import permissions, queries, rules, services
from kheo.know.workplaces.errors import WorkplaceError
from kheo.know.workplaces.forms import (
    AdoptForm,
    ConferenceForm,
    FollowForm,
    FoundForm,
    HeadForm,
    ReviewForm,
)
from kheo.know.workplaces.models import Workplace, WorkplaceQuerySet
from kheo.know.workplaces.queries import Standing

CHUNK = 200


@never_cache
@require_GET
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    user, today = _officer(request), timezone.localdate()
    kind, lacking = _asked(request)
    found = queries.of_officer(user, today=today, kind=kind, lacking=lacking)
    page = paging.page(found, request.GET.get(paging.CURSOR, ""))
    context = {
        "standings": queries.standings(page.items, today=today),
        "kinds": rules.kinds().values(),
        "kind": kind,
        "lacking": lacking,
        **paging.links(request, page),
        "today": today,
    }
    return render(request, "workplaces/desk.html", context)


def _asked(request: HttpRequest) -> tuple[str, bool]:
    kind = request.GET.get("loai", "")
    return kind if kind in rules.kinds() else "", request.GET.get("thieu") == "1"


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    user = _officer(request)
    is_new = "name" in request.POST
    follow = FollowForm(request.POST if request.method == "POST" and not is_new else None)
    found = FoundForm(request.POST if is_new else None)
    form: FollowForm | FoundForm = found if is_new else follow
    if form.is_valid():
        try:
            made = _made(form, user)
        except (WorkplaceError, PermissionDenied) as refusal:
            form.add_error("place" if is_new else "body", str(refusal))
        else:
            messages.success(request, _("Đã thêm."))
            return redirect(made)
    names = units.names(timezone.localdate())
    context = {"follow_form": follow, "found_form": found, "bodies": names}
    return render(request, "workplaces/add.html", context, status=422 if form.errors else 200)


def _made(form: FollowForm | FoundForm, by: User) -> Workplace:
    data, now = form.cleaned_data, timezone.now()
    if isinstance(form, FollowForm):
        return services.follow(body=data["body"], by=by, now=now)
    return services.found(
        unit=data["place"].unit,
        body_kind=data["kind"],
        name=data["name"],
        head_title=data["head_title"],
        staff=data["staff"],
        by=by,
        now=now,
    )


@never_cache
@require_GET
@login_required
def workplace(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _workplace(request, pk))


def _page(
    request: HttpRequest, found: Workplace, wrong: dict[str, Form] | None = None
) -> HttpResponse:
    today = timezone.localdate()
    standing = queries.standings([found], today=today)[0]
    kind = rules.kinds()[found.kind]
    context: dict[str, object] = {
        "standing": standing,
        "workplace": found,
        "kind": kind,
        "history": queries.history(found),
        "regulation_names": rules.regulations(),
        "reasons": duties.explanation(standing.duty) if standing.duty else [],
        "cautions": duties.cautions(standing.duty) if standing.duty else [],
        "adopt_form": AdoptForm(kind=kind),
        "review_form": ReviewForm(kind=kind),
        "conference_form": ConferenceForm(initial={"year": standing.year}),
        "head_form": HeadForm(),
        "today": today,
    }
    status = 422 if wrong else 200
    return render(request, "workplaces/workplace.html", context | (wrong or {}), status=status)


@never_cache
@login_required
@require_POST
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Do one thing with a workplace: a regulation, a review, a conference, a head."""
    found = _workplace(request, pk)
    if act not in _ACTS:
        raise Http404
    name, form, do = _ACTS[act](request, found, _officer(request), timezone.now())
    if form.is_valid():
        try:
            messages.success(request, do())
        except (WorkplaceError, HeadExists) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(found)
    return _page(request, queries.one(pk), {name: form})


Act = tuple[str, Form, Callable[[], str]]


def _adopt(request: HttpRequest, found: Workplace, by: User, now: datetime) -> Act:
    form = AdoptForm(request.POST, kind=rules.kinds()[found.kind])

    def do() -> str:
        data = form.cleaned_data
        services.adopt(
            workplace=found,
            regulation=data["regulation"],
            adopted_on=data["adopted_on"],
            paper=form.paper(),
            by=by,
            now=now,
        )
        return _("Đã ghi văn bản.")

    return "adopt_form", form, do


def _review(request: HttpRequest, found: Workplace, by: User, now: datetime) -> Act:
    form = ReviewForm(request.POST, kind=rules.kinds()[found.kind])

    def do() -> str:
        data = form.cleaned_data
        services.review(
            workplace=found, regulation=data["regulation"], on=data["on"], by=by, now=now
        )
        return _("Đã ghi rà soát.")

    return "review_form", form, do


def _hold(request: HttpRequest, found: Workplace, by: User, now: datetime) -> Act:
    form = ConferenceForm(request.POST)

    def do() -> str:
        made = services.hold(workplace=found, held=form.held(), by=by, now=now)
        if made.is_valid:
            return _("Đã ghi hội nghị.")
        return _("Đã ghi, nhưng chưa đủ số người theo luật: phải họp lại.")

    return "conference_form", form, do


def _head(request: HttpRequest, found: Workplace, by: User, now: datetime) -> Act:
    form = HeadForm(request.POST)

    def do() -> str:
        services.name_head(workplace=found, title=form.cleaned_data["title"], by=by, now=now)
        return _("Đã ghi người đứng đầu.")

    return "head_form", form, do


_ACTS = {"van-ban": _adopt, "ra-soat": _review, "hoi-nghi": _hold, "dung-dau": _head}


@never_cache
@require_GET
@login_required
def export(request: HttpRequest) -> HttpResponseBase:
    """Give the list that is shown as a sheet."""
    user, today = _officer(request), timezone.localdate()
    kind, lacking = _asked(request)
    found = queries.of_officer(user, today=today, kind=kind, lacking=lacking)
    return sheets.download("dan-chu-noi-lam-viec.csv", _lines(found, today))


def _lines(found: WorkplaceQuerySet, today: date) -> Iterator[list[object]]:
    yield [
        _("Nơi làm việc"),
        _("Loại"),
        _("Địa bàn"),
        _("Còn thiếu"),
        _("Đến hạn rà soát"),
        _("Năm"),
        _("Ngày họp"),
        _("Được triệu tập"),
        _("Dự"),
        _("Hạn"),
    ]
    rows = list(found)
    for start in range(0, len(rows), CHUNK):
        for one in queries.standings(rows[start : start + CHUNK], today=today):
            yield _line(one)


def _line(one: Standing) -> list[object]:
    held = one.conference
    return [
        one.workplace,
        rules.kinds()[one.workplace.kind],
        one.workplace.unit,
        "; ".join(str(each.regulation) for each in one.missing),
        "; ".join(str(each.regulation) for each in one.to_review),
        one.year,
        f"{held.held_on:%d/%m/%Y}" if held else "",
        held.summoned if held else "",
        held.present if held else "",
        f"{one.duty.due_on:%d/%m/%Y}" if one.duty else "",
    ]


def _officer(request: HttpRequest) -> User:
    return doors.officer(request, permissions.MANAGE)


def _workplace(request: HttpRequest, pk: int) -> Workplace:
    try:
        found = queries.one(pk)
    except Workplace.DoesNotExist as missing:
        raise Http404 from missing
    user = _officer(request)
    if not permissions.may_manage(user, found.unit, today=timezone.localdate()):
        raise PermissionDenied(_("Bạn không có quyền ghi nơi làm việc ở đơn vị này."))
    return found
