"""The content security policy: nothing inline and nothing foreign on any page of ours."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PUBLIC = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)
# Wagtail's editor writes inline styles and scripts of its own; only signed-in editors reach it.
EDITOR = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


class ContentSecurityPolicy:
    """Say on every response which sources a browser may load."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/bien-tap/"):
            # A preview is a public page within the editor, and comes with what is said of those.
            response.headers["Content-Security-Policy"] = EDITOR
        else:
            response.headers.setdefault("Content-Security-Policy", PUBLIC)
        response.headers.setdefault("Permissions-Policy", "geolocation=(self), camera=(self)")
        return response
