"""What programs ask a site for: its pages, what robots may read, whom to tell of a hole."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Final
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from kheo import verbs
from kheo.foundation import sitemaps
from kheo.foundation.addresses import absolute
from kheo.foundation.structured import machine

HOUR: Final = 3600
# RFC 9116 recommends less than a year; it is counted anew whenever it is read.
SECURITY_TXT_LASTS: Final = timedelta(days=180)
HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
SCHEMA: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
# Of a sender, of an officer, of a search: nothing there is for search engines.
CLOSED: Final = ("/api/", "/ban-lam-viec/", "/bien-tap/", "/tai-khoan/", "/tep/", "/tim/", "/viec/")


@require_safe
@cache_control(public=True, max_age=HOUR)
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the parts that the addresses of this site are written in."""
    parts = [reverse("home:sitemap_menu")] + [
        reverse("home:sitemap_part", args=[section.key, part])
        for section in sitemaps.sections()
        for part in section.parts()
    ]
    lines = "".join(f"<sitemap><loc>{escape(absolute(part))}</loc></sitemap>\n" for part in parts)
    return _xml(f"{HEAD}<sitemapindex {SCHEMA}>\n{lines}</sitemapindex>\n")


@require_safe
@cache_control(public=True, max_age=HOUR)
def sitemap_menu(request: HttpRequest) -> HttpResponse:
    """List the first page and what the menu leads to."""
    menu = verbs.menu(place=verbs.Place.PORTAL)
    found = [reverse("home:home"), *(reverse(entry.url_name) for entry in menu)]
    return _xml("".join(_urlset(sitemaps.Entry(address) for address in dict.fromkeys(found))))


@require_safe
@cache_control(public=True, max_age=HOUR)
def sitemap_part(request: HttpRequest, key: str, part: int) -> StreamingHttpResponse:
    """Write one part of a room's pages while it is read."""
    section = sitemaps.section(key)
    if section is None or part not in section.parts():
        raise Http404
    written = _urlset(section.entries(part))
    return StreamingHttpResponse(written, content_type="application/xml; charset=utf-8")


def _urlset(entries: Iterator[sitemaps.Entry]) -> Iterator[str]:
    yield f"{HEAD}<urlset {SCHEMA}>\n"
    for entry in entries:
        changed = f"<lastmod>{machine(entry.changed)}</lastmod>" if entry.changed else ""
        yield f"<url><loc>{escape(absolute(entry.address))}</loc>{changed}</url>\n"
    yield "</urlset>\n"


def _xml(written: str) -> HttpResponse:
    return HttpResponse(written, content_type="application/xml; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=HOUR)
def robots(request: HttpRequest) -> HttpResponse:
    """Ask robots to leave desks and senders' pages alone; what is secret is guarded elsewhere."""
    closed = "\n".join(f"Disallow: {path}" for path in CLOSED)
    words = f"User-agent: *\n{closed}\n\nSitemap: {absolute(reverse('home:sitemap'))}\n"
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=HOUR)
def security(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a hole (RFC 9116); not there until a deployment names somebody."""
    if not settings.KHEO_SECURITY_CONTACT:
        raise Http404
    # By the day, so that every process says the same.
    until = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    lines = [
        *(f"Contact: {_contact(one)}" for one in settings.KHEO_SECURITY_CONTACT),
        f"Expires: {machine(until + SECURITY_TXT_LASTS)}",
        "Preferred-Languages: vi, en",
        f"Canonical: {absolute(reverse('home:security'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _contact(given: str) -> str:
    return given if ":" in given else f"mailto:{given}"


@require_safe
@cache_control(public=True, max_age=HOUR)
def opensearch(request: HttpRequest) -> HttpResponse:
    """Let a browser search here from its address line."""
    kind = "application/opensearchdescription+xml; charset=utf-8"
    given = {"search": absolute(reverse("lookup:search"))}
    return render(request, "home/opensearch.xml", given, content_type=kind)
