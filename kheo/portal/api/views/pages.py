"""What programs find here, for everybody; keys, addresses and deliveries for officers."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.foundation.accounts.keeping import kept_for_strangers
from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import units_where
from kheo.portal.api import permissions, queries, services
from kheo.portal.api.forms import ClientForm, SubscriptionForm
from kheo.portal.api.models import Client, Subscription
from kheo.portal.api.rest.door import operations

SECONDS_KEPT = 60


@require_safe
@kept_for_strangers(SECONDS_KEPT)
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "api/page.html", {"operations": operations()})


@never_cache
@login_required
@require_safe
def programs(request: HttpRequest) -> HttpResponse:
    return _programs(request, _officer(request))


def _officer(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not permissions.may_see(user, today=timezone.localdate()):
        raise PermissionDenied(_("Chỉ người quản trị đơn vị làm được việc này."))
    return user


def _programs(
    request: HttpRequest,
    user: User,
    client_form: ClientForm | None = None,
    webhook_form: SubscriptionForm | None = None,
    secret: str = "",
) -> HttpResponse:
    today = timezone.localdate()
    units = list(units_where(user, permissions.MANAGE, today).order_by("sort_key"))
    context = {
        "clients": queries.clients(user, today=today),
        "subscriptions": queries.subscriptions(user, today=today),
        "client_form": client_form or ClientForm(units=units),
        "webhook_form": webhook_form or SubscriptionForm(units=units),
        "secret": secret,
        "is_webhook": webhook_form is not None,
    }
    return render(request, "api/programs.html", context)


@never_cache
@login_required
@require_POST
@sensitive_variables("key")
def admit(request: HttpRequest) -> HttpResponse:
    user, now = _officer(request), timezone.now()
    units = list(units_where(user, permissions.MANAGE, timezone.localdate(now)))
    form = ClientForm(request.POST, units=units)
    key = ""
    if form.is_valid():
        data = form.cleaned_data
        try:
            _client, key = services.admit(**data, by=user, now=now)
        except services.ApiError as refusal:
            form.add_error("name", str(refusal))
    # The key is shown on this very page: an address or a message would keep it somewhere.
    return _programs(request, user, None if key else form, secret=key)


@never_cache
@login_required
@require_POST
@sensitive_variables("secret")
def subscribe(request: HttpRequest) -> HttpResponse:
    user, now = _officer(request), timezone.now()
    units = list(units_where(user, permissions.MANAGE, timezone.localdate(now)))
    form = SubscriptionForm(request.POST, units=units)
    secret = ""
    if form.is_valid():
        data = form.cleaned_data
        try:
            _made, secret = services.subscribe(**data, by=user, now=now)
        except services.ApiError as refusal:
            form.add_error("url", str(refusal))
    return _programs(request, user, webhook_form=None if secret else form, secret=secret)


@never_cache
@login_required
@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    user = _officer(request)
    client = get_object_or_404(Client.objects.select_related("unit"), pk=pk)
    services.dismiss(client=client, by=user, now=timezone.now())
    return redirect("api:programs")


@never_cache
@login_required
@require_POST
def unsubscribe(request: HttpRequest, pk: int) -> HttpResponse:
    user = _officer(request)
    found = get_object_or_404(Subscription.objects.select_related("unit"), pk=pk)
    services.unsubscribe(subscription=found, by=user, now=timezone.now())
    return redirect("api:programs")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD"])
def deliveries(request: HttpRequest, pk: int) -> HttpResponse:
    user = _officer(request)
    found = get_object_or_404(Subscription.objects.select_related("unit"), pk=pk)
    if not permissions.may_manage(user, found.unit, today=timezone.localdate()):
        raise PermissionDenied(_("Chỉ người quản trị đơn vị làm được việc này."))
    context = {"subscription": found, "deliveries": queries.deliveries(found)}
    return render(request, "api/deliveries.html", context)
