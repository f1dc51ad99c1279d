"""Pages of the newsroom beside the editor: fetch, check, call one service, show."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import queries as duties
from kheo.foundation.duties import services as duty_services
from kheo.foundation.refusals import Refusal
from kheo.know.news.models import NewsPage
from kheo.know.newsroom import calendars, checks, months, permissions, queries, services
from kheo.know.newsroom.forms import WayForm, chosen, day_of, month_of, now_and_today

FEED_BEFORE, FEED_AFTER = timedelta(days=60), timedelta(days=365)


@never_cache
@login_required
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Show a month of the person's lists; `?thang=2026-11`, `?ngay=2026-11-22` opens a day."""
    person = _member(request)
    _now, today = now_and_today()
    first = month_of(request.GET.get("thang", ""), today)
    until = months.next_month(first)
    day = day_of(request.GET.get("ngay", ""))
    shown = months.month(
        first,
        today=today,
        planned=queries.planned(person, since=first, until=until, today=today),
        published=queries.published_per_day(person, since=first, until=until, today=today),
    )
    context = {
        "month": shown,
        "day": day,
        "published": _published(person, day, today) if day else [],
        "most": queries.PER_DAY,
        "feed": reverse("newsroom:feed", args=[duty_services.feed_token(person)]),
        "may_choose": permissions.may_approve_anywhere(person),
    }
    return render(request, "newsroom/calendar.html", context)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the calendar to whoever has the secret address, which is that of the duties' feed."""
    person = duties.feed_owner(token)
    if person is None or not permissions.may_see_calendar(person):
        raise Http404
    now, today = now_and_today()
    with translation.override("vi"):
        entries = queries.in_feed(
            person, since=today - FEED_BEFORE, until=today + FEED_AFTER, today=today
        )
        text = calendars.of(entries, now=now)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=600"
    response["Content-Disposition"] = 'inline; filename="kheo-lich-dang-bai.ics"'
    return response


@never_cache
@login_required
def ways(request: HttpRequest) -> HttpResponse:
    """Choose for each list of one's units how its articles come to be published."""
    person = _member(request)
    if not permissions.may_approve_anywhere(person):
        raise PermissionDenied(_("Người duyệt bài của đơn vị chọn cách đăng bài."))
    now, today = now_and_today()
    lists = queries.lists_chosen_by(person, today)
    forms = [WayForm(request.POST or None, index=index) for index in lists]
    if request.method != "POST":
        return render(request, "newsroom/ways.html", {"forms": forms})
    for form in chosen(forms):
        way = form.cleaned_data["way"]
        try:
            services.choose_way(index=form.index, way=way, by=person, now=now)
        except Refusal as refused:
            form.add_error("way", str(refused))
        else:
            said = _("Đã đổi cách đăng bài của %(list)s.") % {"list": form.index}
            messages.success(request, said)
    if any(form.errors for form in forms):
        return render(request, "newsroom/ways.html", {"forms": forms}, status=422)
    return redirect("newsroom:ways")


@never_cache
@login_required
@require_safe
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what to mend in the latest draft of an article, each with its place in the editor."""
    page = get_object_or_404(NewsPage, pk=pk)
    if not page.permissions_for_user(_member(request)).can_edit():
        raise PermissionDenied
    article = page.get_latest_revision_as_object()
    context = {"article": article, "hints": checks.hints(article)}
    return render(request, "newsroom/check.html", context)


def _published(person: User, day: date, today: date) -> list[queries.Planned]:
    return queries.published_on(person, day, until=day + timedelta(days=1), today=today)


def _member(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not permissions.may_see_calendar(request.user):
        raise PermissionDenied(_("Trang này dành cho người biên tập và người duyệt bài."))
    return request.user
