"""The officer's work with campaigns: open one, enter whom each channel reached."""

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kheo.foundation import paging, sheets
from kheo.foundation.units import fields as units
from kheo.know.dissemination import rules, services
from kheo.know.dissemination.forms import CampaignForm, ReachForm
from kheo.know.dissemination.models import Campaign, Reach
from kheo.know.dissemination.queries import campaigns
from kheo.know.dissemination.views import shared


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_campaign(request: HttpRequest) -> HttpResponse:
    user = shared.officer(request)
    form = CampaignForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = services.open_campaign(
                unit=data["body"].unit,
                drive=form.drive(),
                submission_key=data["submission_key"],
                by=user,
                now=timezone.now(),
            )
        except (services.DisseminationError, PermissionDenied) as refusal:
            form.add_error("body", str(refusal))
        else:
            messages.success(request, _("Đã mở đợt tuyên truyền."))
            return redirect("dissemination:campaign_work", made.pk)
    context = {"form": form, "bodies": units.names(timezone.localdate())}
    return render(request, "dissemination/open_campaign.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_work(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a reach: officers of the campaign's unit, and of communes below or beside it."""
    user, today = shared.officer(request), timezone.localdate()
    campaign = shared.campaign_of(pk)
    form = ReachForm(request.POST or None, campaign=campaign, today=today, initial={"on": today})
    if form.is_valid():
        try:
            services.reach(
                campaign=campaign,
                reached=form.reached(),
                submission_key=form.cleaned_data["submission_key"],
                by=user,
                now=timezone.now(),
            )
        except services.PlaceElsewhere as refusal:
            form.add_error("commune", str(refusal))
        except services.ChannelElsewhere as refusal:
            form.add_error("channel", str(refusal))
        except (services.OutsideCampaign, services.InTheFuture) as refusal:
            form.add_error("on", str(refusal))
        except (services.DisseminationError, PermissionDenied) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("dissemination:campaign_work", pk)
    after = request.GET.get(paging.CURSOR, "")
    page = paging.page(campaigns.entries(campaign), after)
    context = {
        "campaign": campaign,
        "form": form,
        "communes": shared.communes(today),
        "entries": [(entry, _channel(entry)) for entry in page.items],
        **paging.links(request, page),
    }
    return render(
        request, "dissemination/campaign_work.html", context, status=422 if form.errors else 200
    )


@never_cache
@login_required
@require_POST
def strike(request: HttpRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(Reach.objects.select_related("unit"), pk=pk)
    user = shared.demand(request, entry.unit)
    services.strike_reach(reach=entry, by=user, now=timezone.now())
    messages.success(request, _("Đã gạch; không tính nữa."))
    return redirect("dissemination:campaign_work", entry.campaign_id)


@never_cache
@require_GET
@login_required
def export(request: HttpRequest, pk: int) -> HttpResponseBase:
    shared.officer(request)
    return sheets.download(f"dot-tuyen-truyen-{pk}.csv", _lines(shared.campaign_of(pk)))


def _lines(campaign: Campaign) -> Iterator[list[object]]:
    yield [_("Ngày"), _("Nơi"), _("Kênh"), _("Số lượt người"), _("Số này"), _("Đếm thế nào")]
    for entry in campaigns.entries(campaign).filter(struck_at__isnull=True).iterator():
        yield [
            f"{entry.on:%d/%m/%Y}",
            entry.unit,
            _channel(entry),
            entry.people,
            entry.get_how_display(),
            entry.note,
        ]


def _channel(entry: Reach) -> str:
    known = rules.channels()
    return str(known.get(entry.channel, entry.channel))
