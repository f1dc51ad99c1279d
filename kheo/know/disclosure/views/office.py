"""Where officers see what is missing and write down what has to be public."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kheo.foundation.documents.refusals import Refused
from kheo.foundation.duties import queries as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.duties.services import DutyError
from kheo.foundation.units.models import Body, Unit
from kheo.know.disclosure import permissions, queries, rules, services
from kheo.know.disclosure.errors import DisclosureError
from kheo.know.disclosure.forms import ContentForm, LackForm, ReasonForm
from kheo.know.disclosure.models import Publication
from kheo.know.disclosure.views import shared

MOST_OWED = 100


@never_cache
@require_GET
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Open the officer's own unit, or let the officer choose."""
    user = shared.officer(request)
    today = timezone.localdate()
    units = list(queries.units_of(user, today=today))
    if len(units) == 1:
        return redirect("disclosure:office", units[0].pk)
    return render(request, "disclosure/desk.html", {"units": units})


@never_cache
@require_GET
@login_required
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Unit, pk=pk)
    shared.may_see(request, found)
    today = timezone.localdate()
    bodies = queries.bodies_of(found, today=today)
    main = rules.book().main(level=found.level, on=today)
    owed = list(queries.owed_by(found)[:MOST_OWED])
    # The document of a period goes into what waits for it, not beside it.
    waiting = {one.item_key: one.pk for one in reversed(owed) if not one.has_content}
    context = {
        "unit": found,
        "body": bodies[0] if bodies else None,
        "listing": main,
        "standings": [
            (one, waiting.get(one.item.key)) for one in queries.state_of(found, today=today)
        ],
        "owed": owed,
        "others": _other_lists(bodies, main, today),
        "lacks": queries.lacks_of(found, today=today),
        "lack_form": LackForm(),
        "may_keep": permissions.may_manage(request.user, found, today=today),
        "communes_url": found.level != Unit.Level.COMMUNE,
        "today": today,
    }
    return render(request, "disclosure/office.html", context)


def _other_lists(
    bodies: list[Body], main: rules.Listing | None, today: date
) -> list[tuple[Body, rules.Listing]]:
    """List under what else bodies of a unit record: agencies, enterprises, earlier law."""
    book = rules.book()
    return [
        (body, one)
        for body in bodies
        for one in book.lists.values()
        if one.is_for(level=body.unit.level, body_kind=body.kind) and one != main
    ]


def _item(list_key: str, key: str) -> tuple[rules.Listing, rules.Item]:
    listing = rules.book().list_of(list_key)
    item = listing.item(key) if listing else None
    if listing is None or item is None:
        raise Http404
    return listing, item


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, body: int, list_key: str, item: str) -> HttpResponse:
    """Write down a decision; with the box ticked it is on this site at once."""
    found = shared.kept_body(request, body)
    listing, chosen = _item(list_key, item)
    form = ContentForm(
        request.POST or None,
        request.FILES or None,
        item=chosen,
        unit=found.unit,
        today=timezone.localdate(),
        initial={
            "names_people": chosen.names_people,
            "public_until": _last_day(listing) if chosen.names_people else None,
            "period": request.GET.get("ky", ""),
        },
    )
    made = _recorded(request, found, form, listing) if request.method == "POST" else None
    if made is not None:
        return redirect("disclosure:work", made.pk)
    context = {"body": found, "unit": found.unit, "listing": listing, "item": chosen, "form": form}
    return render(request, "disclosure/record.html", context)


def _last_day(listing: rules.Listing) -> date | None:
    """Propose how long names stay: as long as a notice has to hang, on the safe side."""
    today = timezone.localdate()
    if not listing.holds(today):
        # The times of an old list count for showings of its own days.
        return None
    days = [listing.advised_day(channel, today) for channel in listing.shortest]
    return max((day for day in days if day), default=None)


def _recorded(
    request: HttpRequest, body: Body, form: ContentForm, listing: rules.Listing
) -> Publication | None:
    shared.refuse_uploads(request, form, "papers")
    if not form.is_valid():
        return None
    user, now = shared.officer(request), timezone.now()
    try:
        made = services.record(
            body=body,
            content=form.content(listing.key),
            submission_key=form.cleaned_data["submission_key"],
            by=user,
            now=now,
        )
        _publish_if_asked(request, made, form)
    except (DisclosureError, DutyError, Refused) as refusal:
        _refuse(form, refusal)
        return None
    return made


def _publish_if_asked(request: HttpRequest, made: Publication, form: ContentForm) -> None:
    """Pressed twice, it is published once."""
    if form.cleaned_data["publish"] and made.published_at is None:
        try:
            services.publish_here(publication=made, by=shared.officer(request), now=timezone.now())
        except services.AlreadyPublished:
            return
        messages.success(request, _("Đã đăng lên trang. Hãy ghi các nơi công khai còn lại."))


def _refuse(form: ContentForm, refusal: Exception) -> None:
    if isinstance(refusal, DisclosureError):
        shared.refuse(form, refusal)
    else:
        form.add_error("papers" if isinstance(refusal, Refused) else None, str(refusal))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the document of what waits for one, or correct what nobody was shown."""
    found = shared.kept_publication(request, pk)
    listing, item = _item(found.list_key, found.item_key)
    form = ContentForm(
        request.POST or None,
        request.FILES or None,
        item=item,
        unit=found.unit,
        today=timezone.localdate(),
        publication=found,
        initial=_typed(found),
    )
    if request.method == "POST" and _described(request, found, form):
        return redirect("disclosure:work", found.pk)
    context = {
        "publication": found,
        "unit": found.unit,
        "listing": listing,
        "item": item,
        "form": form,
        "seen": found.changed_at.isoformat(),
    }
    return render(request, "disclosure/describe.html", context)


def _typed(found: Publication) -> dict[str, Any]:
    names = ("title", "summary", "numbered", "decided_on", "names_people", "public_until", "period")
    return {"document": found.document_id} | {name: getattr(found, name) for name in names}


def _described(request: HttpRequest, found: Publication, form: ContentForm) -> bool:
    shared.refuse_uploads(request, form, "papers")
    if not form.is_valid():
        return False
    is_seen = request.POST.get("seen") == found.changed_at.isoformat()
    try:
        if not is_seen:
            raise services.ChangedMeanwhile
        services.describe(
            publication=found,
            content=form.content(found.list_key),
            seen=found.changed_at,
            by=shared.officer(request),
            now=timezone.now(),
        )
        _publish_if_asked(request, found, form)
    except (DisclosureError, DutyError, Refused) as refusal:
        _refuse(form, refusal)
        return False
    return True


@never_cache
@require_GET
@login_required
def work(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one content: what it needs, where it was, what to do next."""
    found = shared.publication_of(request, pk)
    return work_page(request, found)


def work_page(
    request: HttpRequest, found: Publication, reason: ReasonForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    listing, item = _item(found.list_key, found.item_key)
    acts = queries.acts_of(found)
    standing = [act for act in acts if act.withdrawn_at is None]
    lacks = queries.lacks_of(found.unit, today=today)
    duty = Duty.objects.filter(kind=services.KIND, subject=found.subject).with_names().first()
    context = {
        "publication": found,
        "unit": found.unit,
        "item": item,
        "listing": listing,
        "needs": _needs(item, standing, [lack.channel for lack in lacks]),
        "acts": shared.shown(found, standing, today=today),
        "withdrawn": shared.shown(
            found, [act for act in acts if act.withdrawn_at is not None], today=today
        ),
        "duty": duty,
        "reasons": duties.explanation(duty) if duty else [],
        "cautions": duties.cautions(duty) if duty else [],
        "files": list(found.files.all()),
        "reason_form": reason or ReasonForm(auto_id="reason_%s"),
        "may_keep": permissions.may_manage(request.user, found.unit, today=today)
        and found.withdrawn_at is None,
        "today": today,
    }
    return render(request, "disclosure/work.html", context)


def _needs(
    item: rules.Item, acts: list[Any], lacking: list[str]
) -> list[tuple[rules.Channel, str]]:
    """Say of each channel that the item needs whether it is done, begun, not there or missing."""
    channels = rules.book().channels
    done = {act.channel for act in acts if act.is_complete}
    begun = {act.channel for act in acts}
    found = []
    for key in item.needs:
        channel = channels[key]
        if key in done:
            state = "done"
        elif channel.is_if_any and key in lacking:
            state = "lacking"
        else:
            state = "begun" if key in begun else "missing"
        found.append((channel, state))
    return found
