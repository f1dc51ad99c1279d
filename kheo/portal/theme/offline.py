"""What makes the site installable and its last read pages readable without a network."""

import json
from hashlib import blake2b

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from kheo.portal.theme import context

FONT = "theme/fonts/be-vietnam-pro-{0}-normal.woff2".format
SHELL = (
    "theme/tabler.subset.min.css",
    "theme/kheo.css",
    "theme/kheo.js",
    "theme/mark.svg",
    *(FONT(f"{script}-{weight}") for script in ("latin", "vietnamese") for weight in (400, 600)),
)
ICONS = ((192, "any"), (512, "any"), (192, "maskable"), (512, "maskable"))
HOUR = 3600


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "offline.html", context.site_of_nobody(request))


@require_GET
@cache_control(public=True, max_age=HOUR)
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker; any change of what it keeps makes another one, which replaces it."""
    parts = [static(name) for name in SHELL]
    shown = render_to_string("offline.html", context.site_of_nobody(request))
    version = blake2b("\n".join([*parts, shown]).encode(), digest_size=6).hexdigest()
    account = resolve_url(settings.LOGIN_URL).removesuffix("login/")
    given = {"parts": parts, "version": version, "account": account}
    response = render(request, "theme/sw.js", given, content_type="text/javascript")
    response.headers["Service-Worker-Allowed"] = "/"
    return response


@require_GET
@cache_control(public=True, max_age=HOUR)
def manifest(request: HttpRequest) -> HttpResponse:
    """Say how the site is called and looks on a phone's first screen."""
    said = {
        "id": "/",
        "name": f"{settings.KHEO_SITE_NAME} {settings.KHEO_PLACE_NAME}".strip(),
        "short_name": settings.KHEO_SITE_NAME,
        "lang": get_language(),
        "start_url": reverse("home:home"),
        "scope": "/",
        "display": "standalone",
        "theme_color": settings.KHEO_COLOUR_LEAD,
        "background_color": settings.KHEO_COLOUR_PAPER,
        "icons": [_icon(size, purpose) for size, purpose in ICONS],
    }
    written = json.dumps(said, ensure_ascii=False)
    return HttpResponse(written, content_type="application/manifest+json; charset=utf-8")


def _icon(size: int, purpose: str) -> dict[str, str]:
    name = f"theme/icon-{size}{'' if purpose == 'any' else '-maskable'}.png"
    return {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
