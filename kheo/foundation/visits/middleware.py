"""Leaves a note of each page that was opened; the outermost layer, so that none is missed."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from kheo.foundation.visits import counting

Answer = Callable[[HttpRequest], HttpResponse]


class CountVisits:
    """Count whole pages in HTML that were sent; what is fetched ahead or in parts is no visit."""

    def __init__(self, get_response: Answer) -> None:
        if not settings.KHEO_COUNT_VISITS:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.address = settings.KHEO_ADDRESS_HEADER
        self.session = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        meta = request.META
        if (
            request.method == "GET"
            and response.status_code == 200
            and "HTTP_SEC_PURPOSE" not in meta
            and "HTTP_PURPOSE" not in meta
            and ("HTTP_HX_REQUEST" not in meta or "HTTP_HX_BOOSTED" in meta)
            and response.headers.get("Content-Type", "").startswith("text/html")
        ):
            counting.here.note(
                counting.Note(
                    request.path,
                    meta.get("HTTP_USER_AGENT", ""),
                    meta.get(self.address, ""),
                    self.session in request.COOKIES,
                )
            )
        return response
