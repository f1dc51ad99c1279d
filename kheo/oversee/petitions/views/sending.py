"""From the first word on a phone to the receipt in the hand."""

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kheo.foundation import qr
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties.services import DutyError
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions import drafts, limits, permissions, queries, reading, services
from kheo.oversee.petitions.forms import InformationForm, SendForm
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.queries import Reader
from kheo.oversee.petitions.views import shared

LONGEST_COMMUNE = 120
LONGEST_HINT = 2000
SENT_HERE = (Petition.Kind.FEEDBACK, Petition.Kind.PROPOSAL)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    if request.method != "POST":
        return _form_page(request, SendForm(today=today, initial=_preset(request)), [])
    form = SendForm(request.POST, request.FILES, today=today)
    form.is_valid()
    held = drafts.take(request, form, now=now)
    _slow_down(request, form)
    petition = _received(form, held) if form.is_valid() else None
    return redirect(receipt_of(petition)) if petition else _form_page(request, form, held)


def _preset(request: HttpRequest) -> dict[str, str]:
    """Take over what the door found out: the kind, and that the province is to answer."""
    kind = request.GET.get("loai", "")
    return {
        "kind": kind if kind in SENT_HERE else SENT_HERE[0],
        "level": Unit.Level.PROVINCE if request.GET.get("cap") == "tinh" else Unit.Level.COMMUNE,
    }


def _asked_of(request: HttpRequest) -> dict[str, str]:
    """Take over from the page of a commune what it should have made public."""
    names = {"text": LONGEST_HINT, "commune": LONGEST_COMMUNE}
    return {name: request.GET.get(name, "")[:most] for name, most in names.items()}


def _slow_down(request: HttpRequest, form: Form) -> None:
    if not limits.is_allowed(request):
        form.add_error(
            None, _("Nơi bạn đang dùng mạng gửi quá nhiều. Xin đợi một giờ rồi gửi lại.")
        )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def inform(request: HttpRequest) -> HttpResponse:
    """Ask for information that an office holds."""
    today = timezone.localdate()
    if request.method != "POST":
        asked = _preset(request) | _asked_of(request)
        return _inform_page(request, InformationForm(today=today, initial=asked))
    form = InformationForm(request.POST, today=today)
    form.is_valid()
    _slow_down(request, form)
    petition = _received(form, []) if form.is_valid() else None
    return redirect(receipt_of(petition)) if petition else _inform_page(request, form)


def _inform_page(request: HttpRequest, form: InformationForm) -> HttpResponse:
    context = {"form": form, "communes": shared.communes(timezone.localdate())}
    return render(request, "petitions/inform.html", context)


def _received(form: SendForm | InformationForm, held: list[StoredFile]) -> Petition | None:
    try:
        return services.receive(
            letter=form.letter(), submission_key=form.key(), photos=held, now=timezone.now()
        )
    except services.RoutingError as refusal:
        form.add_error("commune", str(refusal))
    except DutyError:
        form.add_error("commune", str(services.NobodyThere()))
    return None


def _form_page(request: HttpRequest, form: SendForm, held: list[StoredFile]) -> HttpResponse:
    context = {"form": form, "held": held, "communes": shared.communes(timezone.localdate())}
    return render(request, "petitions/new.html", context)


@require_POST
def similar(request: HttpRequest) -> HttpResponse:
    """Hint while somebody writes: perhaps this is known already."""
    now = timezone.now()
    form = SendForm(request.POST, today=timezone.localdate(now))
    form.is_valid()
    unit = form.cleaned_data.get("found_unit")
    if unit is None:
        unit = _nearest(form)
    text = request.POST.get("text", "")[:LONGEST_HINT]
    found = queries.similar(text=text, unit=unit, now=now)
    return render(request, "petitions/_similar.html", {"found": found, "unit": unit})


def _nearest(form: SendForm) -> Unit | None:
    latitude, longitude = form.cleaned_data.get("latitude"), form.cleaned_data.get("longitude")
    if latitude is None or longitude is None:
        return None
    nearest = units.nearest_commune(latitude, longitude, on=form.today)
    return nearest.unit if nearest else None


def receipt_of(petition: Petition) -> str:
    """Give the address of a receipt, with the key that makes its holder the sender."""
    path = reverse("petitions:receipt", args=[petition.code])
    return f"{path}?{reading.SECRET}={services.secret_of(petition)}"


@never_cache
@require_GET
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    found = Petition.objects.select_related("unit", "duty__body", "duty__head")
    petition = get_object_or_404(found, code=code)
    is_counter = permissions.may_register(request.user, petition.unit, today=timezone.localdate())
    if not is_counter and reading.reader_of(request, petition) != Reader.SENDER:
        raise PermissionDenied(_("Biên nhận chỉ mở được bằng đường dẫn dành riêng cho người gửi."))
    track = reverse("petitions:track", args=[petition.code])
    secret = services.secret_of(petition)
    link = request.build_absolute_uri(f"{track}?{reading.SECRET}={secret}")
    context = {
        "petition": petition,
        "link": link,
        "qr": qr.drawn(link),
        "is_counter": is_counter,
        "today": timezone.localdate(),
    }
    return render(request, "petitions/receipt.html", context)
