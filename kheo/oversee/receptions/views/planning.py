"""The plan of a head: days proposed by rule, put together, posted, moved with a reason."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kheo.foundation.units.models import Body
from kheo.oversee.receptions import queries, rules, services
from kheo.oversee.receptions.forms import ReasonForm, SittingForm, SubstituteForm
from kheo.oversee.receptions.models import Session
from kheo.oversee.receptions.views import shared

NEAR_DAYS = 45
Service = Callable[..., Session]


@never_cache
@require_GET
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Show what is near: today's sittings first, then what comes, what was missed unexplained."""
    user = shared.officer(request)
    today = timezone.localdate()
    window = timedelta(days=NEAR_DAYS)
    days = list(queries.near(user, today - window, today + window))
    context = {
        "now_days": [day for day in days if day.on == today],
        "coming": [day for day in days if day.on > today],
        "missed": [day for day in days if day.on < today and day.is_missed(today=today)],
        "bodies": queries.bodies_of(user, today),
        "today": today,
    }
    return render(request, "receptions/desk.html", context)


@never_cache
@require_GET
@login_required
def plan(request: HttpRequest, body: int) -> HttpResponse:
    found = shared.body_of(request, body)
    today = timezone.localdate()
    month = shared.month_in(request, queries.month_of(today)[1])
    since, until = _window(request, month)
    user = shared.officer(request)
    days = [day for day in queries.near(user, since, until) if day.body_id == found.pk]
    planned = {day.on for day in days if day.state != Session.State.CALLED_OFF}
    before, after = shared.around(month)
    spans = queries.spans(found, since, until)
    context = {
        "body": found,
        "month": month,
        "month_key": shared.month_key(month),
        "is_quarter": "quy" in request.GET,
        "before": before,
        "after": after,
        "days": days,
        "proposals": [
            one
            for one in queries.proposals(found, since, until)
            if one.on not in planned and one.on >= today
        ],
        "standing": queries.standing(
            found,
            [day for day in days if day.kind == Session.Kind.PERIODIC],
            since,
            until,
            today=today,
        ),
        "planned": len({day.on for day in days if day.kind == Session.Kind.PERIODIC}),
        "rules": list(dict.fromkeys(span.rule.name() for span in spans)),
        "delegation": rules.delegation(found.kind, found.unit.level),
        "delegation_open": rules.delegation(found.kind, found.unit.level).is_allowed(since),
        "drafts": [day for day in days if day.state == Session.State.DRAFT],
        "place": _last_place(found),
        "today": today,
    }
    return render(request, "receptions/plan.html", context)


def _window(request: HttpRequest, month: date) -> tuple[date, date]:
    """Give the month, or from it a quarter."""
    since, until = queries.month_of(month)
    if "quy" in request.GET or "quy" in request.POST:
        until = queries.month_of(queries.month_of(until)[1])[1]
    return since, until


def _last_place(body: Body) -> str:
    last = Session.objects.filter(body=body).order_by("-on").first()
    return last.place if last else _("Phòng tiếp công dân, trụ sở %(body)s") % {"body": body}


@login_required
@require_POST
def adopt(request: HttpRequest, body: int) -> HttpResponse:
    """Put the ticked proposals into the plan as drafts."""
    found = shared.body_of(request, body)
    custom = rules.custom()
    made = 0
    for typed in request.POST.getlist("on")[:100]:
        sitting = services.Sitting(
            on=_day(typed),
            starts_at=custom.starts,
            ends_at=custom.ends,
            place=(request.POST.get("place", "") or _last_place(found))[:200],
            capacity=custom.capacity,
        )
        try:
            services.draft(
                body=found, sitting=sitting, by=shared.officer(request), now=timezone.now()
            )
            made += 1
        except services.ReceptionError as refusal:
            messages.error(request, f"{sitting.on:%d/%m/%Y}: {refusal}")
    if made:
        said = ngettext("Đã đưa %(n)s ngày vào dự kiến.", "Đã đưa %(n)s ngày vào dự kiến.", made)
        messages.success(request, said % {"n": made})
    return _to_plan(request, found)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Http404 from None


def _to_plan(request: HttpRequest, body: Body) -> HttpResponse:
    response = redirect("receptions:plan", body.pk)
    month = shared.month_key(shared.month_in(request, timezone.localdate()))
    response["Location"] += f"?thang={month}" + ("&quy=1" if "quy" in request.GET else "")
    return response


@login_required
@require_POST
def post_all(request: HttpRequest, body: int) -> HttpResponse:
    """Post the ticked drafts; each that comes too late says so."""
    found = shared.body_of(request, body)
    posted = 0
    pks = [int(pk) for pk in request.POST.getlist("day")[:100] if pk.isdecimal() and len(pk) < 18]
    for session in Session.objects.filter(body=found, pk__in=pks).order_by("on"):
        try:
            services.post(session=session, by=shared.officer(request), now=timezone.now())
            posted += 1
        except services.ReceptionError as refusal:
            messages.error(request, f"{session.on:%d/%m/%Y}: {refusal}")
    if posted:
        said = ngettext("Đã niêm yết %(n)s ngày.", "Đã niêm yết %(n)s ngày.", posted)
        messages.success(request, said % {"n": posted})
    return _to_plan(request, found)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, body: int) -> HttpResponse:
    found = shared.body_of(request, body)
    kind = request.GET.get("loai", "")
    initial = {"place": _last_place(found)}
    if kind in Session.Kind.values:
        initial["kind"] = kind
    form = SittingForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            made = services.draft(
                body=found, sitting=form.sitting(), by=shared.officer(request), now=timezone.now()
            )
        except services.ReceptionError as refusal:
            form.add_error("on", str(refusal))
        else:
            return redirect("receptions:edit", made.pk)
    return render(request, "receptions/add.html", {"body": found, "form": form})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    session = shared.session_of(request, pk)
    form = SittingForm(request.POST or None, initial=_typed(session))
    if request.method == "POST" and form.is_valid():
        try:
            services.edit(
                session=session,
                sitting=form.sitting(),
                by=shared.officer(request),
                now=timezone.now(),
            )
        except services.ReceptionError as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, _("Đã sửa dự kiến."))
            return redirect("receptions:edit", session.pk)
    return _edit_page(request, session, form)


def _typed(session: Session) -> dict[str, object]:
    draws = timezone.localtime(session.draws_at) if session.draws_at else None
    return {
        "kind": session.kind,
        "on": session.on,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "place": session.place,
        "capacity": session.capacity,
        "mode": session.mode,
        "online_link": session.online_link,
        "draws_on": draws.date() if draws else None,
        "draws_at": draws.time() if draws else None,
    }


def _edit_page(
    request: HttpRequest,
    session: Session,
    form: SittingForm,
    reason: ReasonForm | None = None,
    substitute: SubstituteForm | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    rule = rules.delegation(session.body.kind, session.unit.level)
    context = {
        "session": session,
        "form": form,
        "reason_form": reason or ReasonForm(auto_id="reason_%s"),
        "substitute_form": substitute
        or SubstituteForm(
            session=session,
            initial={"post": session.substitute_id, "basis": session.substitute_basis},
            auto_id="sub_%s",
        ),
        "is_draft": session.state == Session.State.DRAFT,
        "is_ahead": session.state in (Session.State.DRAFT, Session.State.POSTED)
        and session.on >= today,
        "is_passed": session.state == Session.State.POSTED and session.on < today,
        "delegation": rule,
        "delegation_open": rule.is_allowed(session.on),
        "last_posting": rules.last_posting(session.on),
        "today": today,
    }
    return render(request, "receptions/edit.html", context)


@never_cache
@login_required
@require_POST
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Do one thing with a day: post, discard, move, call off, explain, substitute."""
    session = shared.session_of(request, pk)
    acts = {
        "niem-yet": _post,
        "bo": _discard,
        "doi": _move,
        "huy": _call_off,
        "ly-do": _explain,
        "tiep-thay": _substitute,
    }
    if act not in acts:
        raise Http404
    return acts[act](request, session)


def _post(request: HttpRequest, session: Session) -> HttpResponse:
    try:
        services.post(session=session, by=shared.officer(request), now=timezone.now())
    except services.ReceptionError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã niêm yết. Người dân thấy ngày này từ bây giờ."))
    return redirect("receptions:edit", session.pk)


def _discard(request: HttpRequest, session: Session) -> HttpResponse:
    try:
        services.discard(session=session, by=shared.officer(request), now=timezone.now())
    except services.ReceptionError as refusal:
        messages.error(request, str(refusal))
        return redirect("receptions:edit", session.pk)
    return redirect("receptions:plan", session.body_id)


def _move(request: HttpRequest, session: Session) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id="reason_%s")
    if form.is_valid() and not form.cleaned_data["to"]:
        form.add_error("to", _("Xin ghi ngày mới."))
    said = _("Đã dời ngày. Người đã đặt chỗ được báo.")
    given = ("to", "reason")
    return _decided(request, session, services.move, form, given, said) or _edit_page(
        request, session, SittingForm(initial=_typed(session)), reason=form
    )


def _call_off(request: HttpRequest, session: Session) -> HttpResponse:
    said = _("Đã ghi không tiếp. Người đã đặt chỗ được báo.")
    return _with_reason(request, session, services.call_off, said)


def _explain(request: HttpRequest, session: Session) -> HttpResponse:
    return _with_reason(request, session, services.explain_missed, _("Đã ghi lý do."))


def _with_reason(
    request: HttpRequest, session: Session, service: Service, said: str
) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id="reason_%s")
    return _decided(request, session, service, form, ("reason",), said) or _edit_page(
        request, session, SittingForm(initial=_typed(session)), reason=form
    )


def _substitute(request: HttpRequest, session: Session) -> HttpResponse:
    form = SubstituteForm(request.POST, session=session, auto_id="sub_%s")
    said, given = _("Đã ghi người tiếp."), ("post", "basis")
    return _decided(request, session, services.substitute, form, given, said) or _edit_page(
        request, session, SittingForm(initial=_typed(session)), substitute=form
    )


def _decided(
    request: HttpRequest,
    session: Session,
    service: Service,
    form: Form,
    given: Sequence[str],
    said: str,
) -> HttpResponse | None:
    """Decide about a day with what was given; a refusal is said at the first field.

    None when the form has to be shown again. A day that is decided already, or on which nobody may
    sit in, is shown as it is now: the form that was sent is not on its page any more.
    """
    if not form.is_valid():
        return None
    asked = {name: form.cleaned_data[name] for name in given}
    try:
        service(session=session, by=shared.officer(request), now=timezone.now(), **asked)
    except (services.AlreadyDecided, services.DelegationRefused) as refusal:
        messages.error(request, str(refusal))
    except services.ReceptionError as refusal:
        form.add_error(given[0], str(refusal))
        return None
    else:
        messages.success(request, said)
    return redirect("receptions:edit", session.pk)
