"""The JSON API itself: its name, its refusals, its parts, and the list of what it does."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from kheo.portal.api.rest import bookings, checks, datasets, errors, petitions, places

PREFIX = "/api/v1/"
DESCRIPTION = """\
What the pages do, for programs. Reading needs no key and sets no cookie. Whoever sent something
shows the secret of its receipt in the header `Kheo-Secret`. Refusals have one shape: a code for
programs and a sentence in Vietnamese for people. Denunciations are never taken here: the law keeps
the denouncer secret, and this way is not sealed."""


class Door(NinjaAPI):
    """Answers that nobody keeps: some are for the holder of a receipt alone."""

    def get_root_path(self, path_params: dict[str, Any]) -> str:
        """Name the address above all others; the library looks for it in no inner namespace."""
        return PREFIX

    def create_response(self, request: HttpRequest, data: Any, **more: Any) -> HttpResponse:
        response = super().create_response(request, data, **more)
        response["Cache-Control"] = "no-store"
        return response


api = Door(
    title="Khéo",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="api-v1",
    openapi_extra={"info": {"license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}}},
)
errors.install(api)
api.add_router("", petitions.router, tags=["petitions"])
api.add_router("", places.router, tags=["places and dates"])
api.add_router("", bookings.router, tags=["receptions"])
api.add_router("", datasets.router, tags=["open data"])
api.add_router("", checks.router, tags=["checks"])


@dataclass(frozen=True)
class Operation:
    """One thing that the API does, for the page that lists them."""

    method: str
    path: str
    summary: str
    description: str


@cache
def operations() -> tuple[Operation, ...]:
    """List what the API does, in the order of its description."""
    paths = api.get_openapi_schema(path_prefix=PREFIX)["paths"]
    return tuple(
        Operation(method.upper(), path, said["summary"], said.get("description", ""))
        for path, methods in paths.items()
        for method, said in methods.items()
    )
