"""What the templates of news need beyond fields: a date in two forms, and words for machines."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kheo.know.news.models import NewsPage

register = template.Library()

# As Django's json_script does: nothing in the data can close the element.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class When:
    """A moment of publication for people and for machines."""

    words: str
    machine: str
    has_time: bool


@dataclass(frozen=True)
class About:
    """An article as search engines and other sites read it."""

    url: str
    published: str
    linked_data: SafeString


@register.simple_tag
def news_when(article: NewsPage) -> When | None:
    """Write when an article was published: with the time where it is known."""
    return _when(article.when)


@register.simple_tag
def news_about(page: NewsPage) -> About:
    """Describe an article for machines."""
    url = f"{settings.KHEO_BASE_URL}{page.address}"
    when = _when(page.when)
    published = when.machine if when else ""
    return About(url, published, _script(_linked_data(page, url, published)))


def _when(when: date | datetime | None) -> When | None:
    if when is None:
        return None
    if not isinstance(when, datetime):
        return When(f"{when:%d/%m/%Y}", when.isoformat(), has_time=False)
    local = timezone.localtime(when)
    words = _("%(time)s ngày %(day)s") % {
        "time": f"{local:%H:%M}",
        "day": f"{local:%d/%m/%Y}",
    }
    return When(words, local.isoformat(timespec="seconds"), has_time=True)


def _linked_data(page: NewsPage, url: str, published: str) -> dict[str, Any]:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.teaser,
        "url": url,
        "inLanguage": "vi",
        "datePublished": published,
        "articleSection": page.series,
        "author": {"@type": "Person", "name": page.author} if page.author else None,
        "sourceOrganization": {"@type": "Organization", "name": page.source.removeprefix("Theo ")}
        if page.source
        else None,
        "publisher": {"@type": "GovernmentOrganization", "name": settings.KHEO_SITE_NAME},
    }
    return {key: value for key, value in data.items() if value}


def _script(data: dict[str, Any]) -> SafeString:
    """Write JSON that cannot close its script element; a data block is never executed."""
    written = json.dumps(data, ensure_ascii=False)
    return SafeString(written.translate(ESCAPES))
