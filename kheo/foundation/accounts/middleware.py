"""Officers work only after a second factor, unless the deployment says otherwise."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kheo.foundation.accounts import permissions

# Recovery codes alone are no second factor.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
OPEN_DOORS = {"account_logout", "account_reauthenticate", "account_login", "account_set_password"}
OPEN_ROOMS = ("mfa_", "theme:")


class SecondFactorForOfficers:
    """Send officers without a second factor to the page that sets one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        view = request.resolver_match.view_name if request.resolver_match else ""
        if not settings.KHEO_REQUIRE_MFA or view in OPEN_DOORS or view.startswith(OPEN_ROOMS):
            return None
        # Pages of people who never signed in must not touch the session: they are cached.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not _lacks_factor(request):
            return None
        messages.warning(
            request, _("Công chức, viên chức phải bật xác thực hai lớp trước khi làm việc.")
        )
        return redirect("mfa_index")


def _lacks_factor(request: HttpRequest) -> bool:
    return permissions.is_officer(request.user) and not is_mfa_enabled(request.user, FACTORS)
