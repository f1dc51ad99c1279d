"""The reader's choices of theme and language, and the pages shown when something is in the way."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt, requires_csrf_token
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from kheo.portal.theme import colours, context

ONE_YEAR = 31_536_000
# Fields called sealed… carry denunciations and passphrases: they are typed again.
NEVER_RETURNED = ("password", "csrfmiddlewaretoken", "sealed")

# Both choices set a harmless cookie and nothing else, so they go without a token: public pages
# then carry no cookie of their own and may be cached.
choose_language = csrf_exempt(set_language)


@csrf_exempt
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    theme = request.POST.get("theme", context.AUTO)
    response = HttpResponseRedirect(_back(request))
    if theme in context.THEMES:
        response.set_cookie(
            context.THEME_COOKIE,
            theme,
            max_age=ONE_YEAR,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def _back(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.headers.get("Referer", "")
    hosts = {request.get_host()}
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts=hosts) else "/"


@require_GET
@cache_control(public=True, max_age=ONE_YEAR, immutable=True)
def colours_css(request: HttpRequest) -> HttpResponse:
    return HttpResponse(colours.style_sheet(context.palette()), content_type="text/css")


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that we failed, with a template that needs neither database nor session."""
    return HttpResponse(render_to_string("500.html", context.site_of_nobody(request)), status=500)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Hand back what was typed when the form had grown too old to be accepted.

    Only a form of our own site gets its words back: a foreign page must not fill one in.
    """
    return render(request, "403_csrf.html", _given_back(request), status=403)


@requires_csrf_token
def session_expired(request: HttpRequest, *, sign_in: str) -> HttpResponse:
    """Hand back what was typed while the sign-in ran out, with the way to sign in again."""
    given = _given_back(request) | {"sign_in": _sign_in_then_rest(sign_in)}
    return render(request, "403_csrf.html", given, status=403)


def _sign_in_then_rest(sign_in: str) -> str:
    # The words wait in this page, so after signing in the reader returns here, not to the form.
    return f"{urlsplit(sign_in).path}?{urlencode({'next': reverse('theme:signed_in')})}"


def signed_in(request: HttpRequest) -> HttpResponse:
    return render(request, "theme/signed_in.html")


def _given_back(request: HttpRequest) -> dict[str, Any]:
    if not _comes_from_us(request):
        return {"typed": [], "has_files": False}
    return {"typed": list(_typed(request)), "has_files": bool(request.FILES)}


def _comes_from_us(request: HttpRequest) -> bool:
    source = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(source).netloc == request.get_host()


def _typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if not any(word in name.lower() for word in NEVER_RETURNED):
            yield from ((name, str(value)) for value in values)
