"""Descriptions for programs: the catalogue in DCAT, the structure of the figures in SDMX."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control

from kheo.insight.opendata import dcat, definition, graph, queries, statistics
from kheo.insight.opendata.views.shared import for_every_site

SECONDS_KEPT = 300


@for_every_site
def turtle(request: HttpRequest) -> HttpResponseBase:
    written = "".join(graph.turtle(_triples()))
    return _answer(request, written, "text/turtle; charset=utf-8")


@for_every_site
def json_ld(request: HttpRequest) -> HttpResponseBase:
    return _answer(request, graph.json_ld(_triples()), "application/ld+json; charset=utf-8")


@for_every_site
def structure(request: HttpRequest) -> HttpResponseBase:
    edition = queries.current().get("so-lieu-nam")
    made_at = edition.made_at if edition else timezone.now()
    written = "".join(statistics.structure(queries.codes(), made_at))
    return _answer(request, written, "application/vnd.sdmx.structure+xml; version=2.1")


def _triples() -> list[graph.Triple]:
    found = dcat.catalogue(definition.every(), queries.by_dataset(), timezone.now())
    return list(found)


def _answer(request: HttpRequest, written: str, media: str) -> HttpResponseBase:
    body = written.encode()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        body, content_type=media
    )
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=SECONDS_KEPT, s_maxage=SECONDS_KEPT)
    return response
