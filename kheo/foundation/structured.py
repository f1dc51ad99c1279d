"""Says what a page is about in the words of schema.org, for programs that read pages.

Builders give plain dictionaries without empty values; `script` writes them where a page's head may
hold them. Data, never executed: the policy against inline scripts does not touch it.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kheo.foundation.addresses import absolute

Said = dict[str, Any]
When = date | datetime
CONTEXT: Final = "https://schema.org"
# In JSON these signs mean the same escaped, and nothing in the data can then close the element.
ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def machine(when: When | None) -> str:
    """Write a day as 2026-11-22, a moment with the time and zone of Việt Nam."""
    if isinstance(when, datetime):
        return timezone.localtime(when).isoformat(timespec="seconds")
    return when.isoformat() if when else ""


def publisher() -> Said:
    """Name this deployment as the organisation that publishes."""
    return government_organization(name=settings.KHEO_SITE_NAME, address="/")


def government_organization(*, name: str, address: str = "", place: str = "") -> Said:
    """Describe a public body."""
    url = absolute(address) if address else ""
    return _kept({"@type": "GovernmentOrganization", "name": name, "url": url, "areaServed": place})


def website(*, search: str) -> Said:
    """Describe the site and how it is searched; `search` ends where the words are put."""
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{absolute(search)}{{words}}"},
        "query-input": "required name=words",
    }
    return _kept(
        {
            "@type": "WebSite",
            "name": settings.KHEO_SITE_NAME,
            "url": absolute("/"),
            "inLanguage": "vi",
            "publisher": publisher() | {"areaServed": settings.KHEO_PLACE_NAME},
            "potentialAction": action,
        }
    )


def news_article(
    *,
    address: str,
    title: str,
    teaser: str = "",
    published: When | None = None,
    changed: When | None = None,
    author: str = "",
    source: str = "",
    section: str = "",
    pictures: tuple[str, ...] = (),
) -> Said:
    """Describe an article."""
    return _kept(
        {
            "@type": "NewsArticle",
            "headline": title,
            "description": teaser,
            "url": absolute(address),
            "mainEntityOfPage": absolute(address),
            "inLanguage": "vi",
            "datePublished": machine(published),
            "dateModified": machine(changed),
            "articleSection": section,
            "image": [absolute(picture) for picture in pictures],
            "author": {"@type": "Person", "name": author} if author else None,
            "sourceOrganization": {"@type": "Organization", "name": source} if source else None,
            "publisher": publisher(),
        }
    )


def legislation(
    *,
    address: str,
    title: str,
    teaser: str = "",
    number: str = "",
    kind: str = "",
    issued_on: date | None = None,
    in_force_from: date | None = None,
    force: str = "",
    issuer: str = "",
    place: str = "",
) -> Said:
    """Describe an official document; `force` is a member of LegalForceStatus."""
    return _kept(
        {
            "@type": "Legislation",
            "@id": absolute(address),
            "url": absolute(address),
            "name": title,
            "abstract": teaser,
            "legislationIdentifier": number,
            "legislationType": kind,
            "legislationDate": machine(issued_on),
            "legislationDateVersion": machine(in_force_from),
            "legislationLegalForce": f"{CONTEXT}/{force}" if force else "",
            "legislationPassedBy": government_organization(name=issuer) if issuer else None,
            "legislationJurisdiction": place,
            "inLanguage": "vi",
        }
    )


def event(
    *,
    address: str,
    name: str,
    begins: When,
    ends: When | None = None,
    place: str = "",
    organizer: str = "",
    is_cancelled: bool = False,
) -> Said:
    """Describe something people may come to: a reception day, a conference."""
    state = "EventCancelled" if is_cancelled else "EventScheduled"
    return _kept(
        {
            "@type": "Event",
            "name": name,
            "url": absolute(address),
            "startDate": machine(begins),
            "endDate": machine(ends),
            "eventStatus": f"{CONTEXT}/{state}",
            "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
            "location": {"@type": "Place", "name": place, "address": place} if place else None,
            "organizer": government_organization(name=organizer) if organizer else None,
            "inLanguage": "vi",
        }
    )


def script(*said: Mapping[str, Any]) -> SafeString:
    """Write descriptions as one script element of data that nothing in them can close."""
    if not said:
        return SafeString("")
    whole = said[0] if len(said) == 1 else {"@graph": list(said)}
    written = json.dumps({"@context": CONTEXT} | dict(whole), ensure_ascii=False)
    safe = mark_safe(written.translate(ESCAPES))  # noqa: S308 - what matters in HTML is escaped
    return format_html('<script type="application/ld+json">{}</script>', safe)


def _kept(said: Said) -> Said:
    return {name: value for name, value in said.items() if value}
