"""Asks the posts of the day before anybody takes a step into the editor."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import uploads
from kheo.foundation.refusals import Refusal
from kheo.foundation.units.queries import NobodyResponsible
from kheo.know.newsroom import services


class RightsFollowPosts:
    """Let the editor's groups follow the posts at each request to it; nothing elsewhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_editor(request):
            # The form of pictures says itself what is too large.
            request.META[uploads.MOST] = settings.KHEO_MAX_REQUEST_BYTES
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> None:
        if _is_editor(request) and isinstance(request.user, User):
            services.follow(person=request.user, now=timezone.now())
            # Wagtail would send to the sign-in, which sends back who is signed in already.
            if not request.user.has_perm("wagtailadmin.access_admin"):
                raise PermissionDenied(_("Chức vụ của bạn không có việc biên tập."))

    def process_exception(self, request: HttpRequest, refused: Exception) -> HttpResponse | None:
        """Say what a room refused while the editor acted; the draft has been saved before."""
        if not _is_editor(request) or not isinstance(refused, Refusal | NobodyResponsible):
            return None
        sentence = str(
            services.NobodyApproves() if isinstance(refused, NobodyResponsible) else refused
        )
        messages.error(request, sentence)
        return redirect(request.path if request.method == "POST" else reverse("wagtailadmin_home"))


def _is_editor(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))
