"""How people come to have an account, and which way in is open to whom.

Citizens sign up with nothing but an e-mail address and the code sent to it. Officers do not sign
up: an administrator opens their account; they sign in with a password and a second factor, or
with a passkey.
"""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts import permissions
from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as log


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """The rules of sign-up and sign-in of this house."""

    def is_login_by_code_required(self, login: Login) -> bool:
        """Let nobody in under an address whose mail they cannot read."""
        return bool(login.signup or super().is_login_by_code_required(login))

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """Give citizens a name that says nothing of their address."""
        if not user.username:
            user.username = f"nguoi-dan-{secrets.token_hex(5)}"

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Refuse an officer who comes with nothing but a code from a mailbox."""
        records = get_authentication_records(request, user)
        by_code = bool(records) and records[-1]["method"] == "code"
        if by_code and permissions.is_officer(user):
            messages.error(
                request, _("Công chức, viên chức đăng nhập bằng mật khẩu hoặc khóa truy cập.")
            )
            return redirect("account_login")
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Write down when an officer came in."""
        now = timezone.now()
        if permissions.is_officer(user):
            log.record(action="person.signed_in", on=f"user:{user.pk}", by=user.username, at=now)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Bring officers to their work and citizens to the front page."""
        if permissions.is_officer(request.user):
            return resolve_url(settings.LOGIN_REDIRECT_URL)
        return resolve_url(settings.LOGOUT_REDIRECT_URL or "/")
